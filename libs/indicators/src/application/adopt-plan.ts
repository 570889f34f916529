import { Injectable } from '@nestjs/common';
import { AgreementsFacade, type PlanFile } from '@madoguchi/agreements';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { PlanLine } from '../domain/plan-line';
import { PlanLineRepository } from '../persistence/plan-line.repository';

export interface DecidedPlan {
  readonly plan: PlanFile;
  readonly agreementId: string;
  readonly lines: readonly PlanLine[];
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
}

/** A plan that was published becomes one of the product's, with the parts that are counted from cases. */
@Injectable()
export class AdoptPlan {
  constructor(
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
  ) {}

  async run(tx: Tx, { plan, agreementId, lines, decidedOn, decidedBy }: DecidedPlan): Promise<string> {
    const id = await this.agreements.draft(tx, plan, 'employment_measures', agreementId);
    await this.lines.add(tx, id, lines);
    return this.agreements.adopt(tx, { planId: id, version: 1, decidedOn, decidedBy });
  }
}
