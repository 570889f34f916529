import { compareDates, conflict, invalidField, type IsoDate, newId, requireVersion } from '@madoguchi/kernel';
import { AuditTrail } from '@madoguchi/audit';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { Injectable } from '@nestjs/common';
import { keptParts } from '../domain/kept-parts';
import { PlanRepository, type StoredPlan } from '../persistence/plan.repository';
import { AnnualPlanEditionRow } from '../persistence/plan.rows';
import { ReportedRepository } from '../persistence/reported.repository';
import { OwnPlan } from './own-plan';

export interface AdoptDraftCommand {
  readonly planId: string;
  readonly version: number;
  readonly decidedOn: IsoDate;
  /** The body that decided: 「令和8年度 第1回運営協議会」. */
  readonly decidedBy: string;
}

/**
 * 決定: a draft becomes the plan of its year, or the next edition of the plan that it revises. What was adopted is kept as it
 * was, edition by edition. A revised plan keeps its id, so that what was reported and what is counted stay with it.
 */
@Injectable()
export class AdoptDraft {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly reported: ReportedRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: AdoptDraftCommand): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, (tx) => this.within(tx, command));
  }

  async within(tx: Tx, { planId, version, decidedOn, decidedBy }: AdoptDraftCommand): Promise<{ readonly id: string }> {
    const draft = await this.ownPlan.load(tx, planId);
    if (!draft.draft) throw conflict('plan_adopted', 'この計画はすでに決定されています。');
    requireVersion(draft, version);
    if (compareDates(decidedOn, tx.today) > 0) throw invalidField('decidedOn', 'future_date', '決定日は今日までの日付にしてください。');
    if (draft.content.sections.every((section) => section.lines.length + (section.measures?.length ?? 0) === 0)) {
      throw conflict('plan_empty', '目標も取組もない計画は決定できません。案を開いて入力してください。');
    }
    const into = draft.revises === null ? await this.first(tx, draft) : await this.revised(tx, draft, draft.revises);
    await tx.insert(AnnualPlanEditionRow, {
      id: newId<'AnnualPlanEdition'>(), planId: into.id, number: into.edition, content: draft.content,
      decidedOn, decidedBy, adoptedBy: tx.actor.staffId, adoptedAt: tx.now,
    });
    await this.plans.save(tx, into.id, into.version, draft.content, { edition: into.edition });
    await this.audit.record(tx, { action: 'agreements.adopt-draft', subjects: [], detail: { planId: into.id, draftId: planId, edition: into.edition } });
    return { id: into.id };
  }

  private async first(tx: Tx, draft: StoredPlan): Promise<Pick<StoredPlan, 'id' | 'edition' | 'version'>> {
    if (await this.plans.ofYear(tx, draft.agreementId, draft.fiscalYear, false)) {
      throw conflict('plan_exists', 'この年度の計画はすでに決定されています。その計画の「改定する」で改定案を作ってください。');
    }
    return draft;
  }

  private async revised(tx: Tx, draft: StoredPlan, planId: string): Promise<Pick<StoredPlan, 'id' | 'edition' | 'version'>> {
    const plan = await this.plans.get(tx, planId);
    const lost = keptParts(plan.content, draft.content, await this.reported.all(tx, planId));
    if (lost !== undefined) {
      throw conflict('reported_part_lost', `「${lost}」には報告値があるため、なくしたり順番を変えたりできません。行を残し、説明で終わったことを示してください。`);
    }
    await this.plans.discard(tx, draft.id);
    return { id: plan.id, edition: plan.edition + 1, version: plan.version };
  }
}
