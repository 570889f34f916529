import { conflict, requireVersion } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import type { Tx } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import { PlanRepository } from '../persistence/plan.repository';
import { ReportedRepository } from '../persistence/reported.repository';
import { OwnPlan } from './own-plan';

/** A draft is thrown away; what its lines count went before, by the caller. */
@Injectable()
export class DiscardDocument {
  constructor(
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly reported: ReportedRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(tx: Tx, planId: string, version: number): Promise<void> {
    const plan = await this.ownPlan.load(tx, planId);
    requireVersion(plan, version);
    if (!plan.draft) throw conflict('plan_adopted', '決定した計画は削除できません。');
    if ((await this.reported.all(tx, planId)).length > 0) throw conflict('plan_reported', '報告値が入力されている案は削除できません。');
    await this.plans.discard(tx, planId);
    await this.audit.record(tx, { action: 'agreements.discard-draft', subjects: [], detail: { planId } });
  }
}
