import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { checkPeriod, type Thresholds } from '../domain/pattern';
import { type OpenedByMany, type OutsideHours, PatternRepository, type Refusals, type WithoutPart } from '../persistence/pattern.repository';
import { AuditTrail } from './audit-trail';

export interface Patterns {
  readonly thresholds: Thresholds;
  readonly withoutPart: readonly WithoutPart[];
  readonly outsideHours: readonly OutsideHours[];
  readonly openedByMany: readonly OpenedByMany[];
  readonly refusals: readonly Refusals[];
}

/** 気になる利用 of the own organisation in a period: what may be worth a question, with the limits it was found by. */
@Injectable()
export class FindPatterns {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: PatternRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, { from, until }: { readonly from: IsoDate; readonly until: IsoDate }): Promise<Patterns> {
    checkPeriod(from, until);
    return this.transactions.read(ctx, async (tx) => {
      const thresholds = await this.repository.thresholds(tx);
      const patterns = {
        thresholds,
        withoutPart: await this.repository.withoutPart(tx, from, until, thresholds),
        outsideHours: await this.repository.outsideHours(tx, from, until, thresholds),
        openedByMany: await this.repository.openedByMany(tx, from, until, thresholds),
        refusals: await this.repository.refusals(tx, from, until, thresholds),
      };
      await this.audit.record(tx, { action: 'audit.patterns', subjects: patterns.openedByMany.map((one) => one.personId), detail: { from, until } });
      return patterns;
    });
  }
}
