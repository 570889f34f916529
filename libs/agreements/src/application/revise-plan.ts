import { conflict } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import { PlanRepository } from '../persistence/plan.repository';
import { draftExists } from './create-draft';
import { OwnPlan } from './own-plan';

/** 改定: a draft of the next edition, which begins as the plan stands. */
@Injectable()
export class RevisePlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const plan = await this.ownPlan.load(tx, planId);
      if (plan.draft) throw conflict('plan_not_adopted', '案はそのまま直せます。');
      if (await this.plans.ofYear(tx, plan.agreementId, plan.fiscalYear, true)) throw draftExists();
      const id = await this.plans.add(tx, { agreementId: plan.agreementId, content: plan.content, revises: planId });
      await this.audit.record(tx, { action: 'agreements.revise-plan', subjects: [], detail: { planId, draftId: id } });
      return { id };
    });
  }
}
