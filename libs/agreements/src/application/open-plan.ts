import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { PlanRepository, type StoredPlan } from '../persistence/plan.repository';

export type { StoredPlan };

@Injectable()
export class OpenPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx): Promise<readonly Omit<StoredPlan, 'document'>[]> {
    return this.transactions.read(ctx, (tx) => this.plans.list(tx));
  }

  /** A plan as printed. It names nobody; that it was opened is recorded all the same. */
  async run(ctx: Ctx, id: string): Promise<StoredPlan> {
    return this.transactions.read(ctx, async (tx) => {
      const plan = await this.plans.get(tx, id);
      await this.audit.record(tx, { action: 'agreements.open-plan', subjects: [], detail: { planId: id } });
      return plan;
    });
  }
}
