import { Injectable } from '@nestjs/common';
import { AgreementsFacade } from '@madoguchi/agreements';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PlanLineRepository } from '../persistence/plan-line.repository';

/** A draft is thrown away, with what its lines count. */
@Injectable()
export class DiscardDraft {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
  ) {}

  async run(ctx: Ctx, planId: string, version: number): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      await this.agreements.ownPlan(tx, planId);
      await this.lines.discard(tx, planId);
      await this.agreements.discard(tx, planId, version);
      return { id: planId };
    });
  }
}
