import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { copyToNextPeriod } from '../domain/copy-to-next-period';
import { yearsOf } from '../domain/plan';
import { PlanRepository } from '../persistence/plan.repository';
import { draftExists } from './create-draft';
import { OwnPlan } from './own-plan';

/** The next period's plan starts as a copy of this one's: a draft, until a 運営協議会 decides it. */
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
    const content = copyToNextPeriod(from.content);
    const year = yearsOf(content)[0] ?? from.fiscalYear;
    if (await this.plans.ofYear(tx, from.agreementId, year, true)) throw draftExists();
    if (await this.plans.ofYear(tx, from.agreementId, year, false)) throw conflict('plan_exists', '次の年度の計画はすでにあります。');
    const id = await this.plans.add(tx, { agreementId: from.agreementId, content });
    await this.audit.record(tx, { action: 'agreements.copy-plan', subjects: [], detail: { from: planId, to: id } });
    return id;
  }
}
