import { conflict } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import { PlanRepository } from '../persistence/plan.repository';
import { OwnPlan } from './own-plan';
import { planOf } from './read-plan-body';

export interface SaveDraftCommand {
  readonly planId: string;
  readonly version: number;
  /** A plan file, unread. */
  readonly plan: unknown;
}

/** A draft is saved whole: it is a document of one table and its text, and two who type it at once are told (412). */
@Injectable()
export class SaveDraft {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, { planId, version, plan }: SaveDraftCommand): Promise<{ readonly id: string; readonly version: number }> {
    const content = planOf(plan);
    return this.transactions.run(ctx, async (tx) => {
      const held = await this.ownPlan.load(tx, planId);
      if (!held.draft) throw conflict('plan_adopted', '決定した計画は直せません。「改定する」で改定案を作ってください。');
      await this.plans.save(tx, planId, version, content);
      await this.audit.record(tx, { action: 'agreements.save-draft', subjects: [], detail: { planId } });
      return { id: planId, version: version + 1 };
    });
  }
}
