import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { type Edition, EditionRepository } from '../persistence/edition.repository';
import { PlanRepository, type PlanSummary, type StoredPlan } from '../persistence/plan.repository';

export type { PlanSummary };

export interface OpenedPlan extends StoredPlan {
  /** What was adopted and when, newest first. */
  readonly editions: readonly Edition[];
}

@Injectable()
export class OpenPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly plans: PlanRepository,
    private readonly editions: EditionRepository,
    private readonly audit: AuditTrail,
  ) {}

  async list(ctx: Ctx): Promise<readonly PlanSummary[]> {
    return this.transactions.read(ctx, (tx) => this.plans.list(tx));
  }

  /** A plan as printed. It names nobody; that it was opened is recorded all the same. */
  async run(ctx: Ctx, id: string): Promise<OpenedPlan> {
    return this.transactions.read(ctx, async (tx) => {
      const [plan, editions] = await Promise.all([this.plans.get(tx, id), this.editions.of(tx, id)]);
      await this.audit.record(tx, { action: 'agreements.open-plan', subjects: [], detail: { planId: id } });
      return { ...plan, editions };
    });
  }
}
