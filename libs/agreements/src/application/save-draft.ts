import { conflict } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import type { PlanFile } from '../domain/documents';
import { yearsOf } from '../domain/plan';
import { PlanRepository, type StoredPlan } from '../persistence/plan.repository';
import { draftExists } from './create-draft';
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
      await this.mustStayAlone(tx, held, content);
      await this.plans.save(tx, planId, version, content);
      await this.audit.record(tx, { action: 'agreements.save-draft', subjects: [], detail: { planId } });
      return { id: planId, version: version + 1 };
    });
  }

  /** A draft may move to another year in which there is none; the next edition of a plan is of the plan's years. */
  private async mustStayAlone(tx: Tx, held: StoredPlan, content: PlanFile): Promise<void> {
    const years = yearsOf(content);
    const [first, last] = [years[0] ?? held.fiscalYear, years.at(-1) ?? held.lastFiscalYear];
    if (held.revises !== null && (first !== held.fiscalYear || last !== held.lastFiscalYear)) {
      throw conflict('years_differ', '改定案の年度は変えられません。別の年度の計画は、新しい案として作ってください。');
    }
    const other = first === held.fiscalYear ? undefined : await this.plans.ofYear(tx, held.agreementId, first, true);
    if (other) throw draftExists();
  }
}
