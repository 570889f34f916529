import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, fiscalYear } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { copyToNextYear } from '../domain/copy-to-next-year';
import { PlanRepository } from '../persistence/plan.repository';
import { AgreementsFacade } from './agreements.facade';
import { OwnPlan } from './own-plan';

/** Next year's plan starts as a copy of this year's, marked 見本 until a 運営協議会 sets it. */
@Injectable()
export class CopyPlan {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly agreements: AgreementsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const from = await this.ownPlan.load(tx, planId);
      const next = fiscalYear(from.fiscalYear + 1);
      const held = await this.plans.list(tx);
      if (held.some((plan) => plan.agreementId === from.agreementId && plan.fiscalYear === next)) {
        throw conflict('plan_exists', '次の年度の計画はすでにあります。');
      }
      const lines = await this.plans.lines(tx, planId);
      const copy = copyToNextYear(from.document, next, { sample: true });
      const computed = lines.map(({ lineKey, part, fact, basis, dateBasis, routes }) => ({ lineKey, part, fact, basis, dateBasis, routes }));
      const id = await this.agreements.adopt(tx, from.agreementId, copy, computed);
      await this.audit.record(tx, { action: 'agreements.copy-plan', subjects: [], detail: { from: planId, to: id } });
      return { id };
    });
  }
}
