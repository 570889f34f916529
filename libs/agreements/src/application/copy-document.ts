import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, fiscalYear } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { copyToNextYear } from '../domain/copy-to-next-year';
import { PlanRepository } from '../persistence/plan.repository';
import { OwnPlan } from './own-plan';

/** Next year's plan starts as a copy of this year's, marked 見本 until a 運営協議会 sets it. */
@Injectable()
export class CopyDocument {
  constructor(
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @returns id of the copy, which counts nothing yet. */
  async run(tx: Tx, planId: string): Promise<string> {
    const from = await this.ownPlan.load(tx, planId);
    const next = fiscalYear(from.fiscalYear + 1);
    const held = await this.plans.list(tx);
    if (held.some((plan) => plan.agreementId === from.agreementId && plan.fiscalYear === next)) {
      throw conflict('plan_exists', '次の年度の計画はすでにあります。');
    }
    const id = await this.plans.add(tx, from.agreementId, copyToNextYear(from.document, next, { sample: true }));
    await this.audit.record(tx, { action: 'agreements.copy-plan', subjects: [], detail: { from: planId, to: id } });
    return id;
  }
}
