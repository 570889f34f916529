import { Injectable } from '@nestjs/common';
import { AgreementsFacade, type AnnualPlan } from '@madoguchi/agreements';
import type { Tx } from '@madoguchi/platform';
import type { PlanLine } from '../domain/plan-line';
import { PlanLineRepository } from '../persistence/plan-line.repository';

/** A plan as printed becomes one of the product's, with the parts that are counted from cases. */
@Injectable()
export class AdoptPlan {
  constructor(
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
  ) {}

  async run(tx: Tx, agreementId: string, plan: AnnualPlan, lines: readonly PlanLine[]): Promise<string> {
    const id = await this.agreements.adopt(tx, agreementId, plan);
    await this.lines.add(tx, id, lines);
    return id;
  }
}
