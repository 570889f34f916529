import { Injectable } from '@nestjs/common';
import { AgreementsFacade } from '@madoguchi/agreements';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PlanLineRepository } from '../persistence/plan-line.repository';

/** Next year's plan starts as a copy of this year's, with what its lines count. */
@Injectable()
export class CopyPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const id = await this.agreements.copyToNextPeriod(tx, planId);
      await this.lines.add(tx, id, await this.lines.all(tx, planId));
      return { id };
    });
  }
}
