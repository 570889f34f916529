import { Injectable } from '@nestjs/common';
import { AgreementsFacade, printedPart } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, fiscalYear, invalidField, newId, stale } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { COUNTABLE_FACTS, filtersOf } from '../domain/facts';
import type { PlanLine } from '../domain/plan-line';
import { PlanLineRepository, type StoredLine } from '../persistence/plan-line.repository';
import { PlanLineRow } from '../persistence/plan-line.row';

export interface DefinedLine extends PlanLine {
  readonly planId: string;
  /** Of the definition that it replaces. */
  readonly version?: number | undefined;
}

/** What a part of a target line counts from cases: the planner says it once, and every figure follows it. */
@Injectable()
export class DefineLine {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
    private readonly reference: ReferenceFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, definition: DefinedLine): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const plan = await this.agreements.ownPlan(tx, definition.planId);
      if (plan.revises !== null) throw conflict('plan_revising', '改定案では決められません。もとの計画で決めてください。');
      if (plan.municipalityId === null) throw conflict('counts_no_city', 'この協定には市区町村がないため、記録から数えられません。報告値を入力してください。');
      if (!printedPart(plan.content, fiscalYear(plan.fiscalYear), definition.lineKey, definition.part)) {
        throw invalidField('lineKey', 'unknown_line', '目標を選び直してください。');
      }
      const held = await this.lines.one(tx, definition.planId, definition.lineKey, definition.part);
      if (held && held.version !== definition.version) throw stale({ id: held.id, version: held.version });
      const counted = await this.counted(tx, definition, held);
      await this.audit.record(tx, { action: 'indicators.define-line', subjects: [], detail: { planId: definition.planId, lineKey: definition.lineKey, part: definition.part, ...counted } });
      if (held) {
        await tx.change(PlanLineRow, held.id, held.version, counted);
        return { id: held.id, version: held.version + 1 };
      }
      const id = newId<'PlanLine'>();
      await tx.insert(PlanLineRow, { id, planId: definition.planId, lineKey: definition.lineKey, part: definition.part, ...counted, version: 1 });
      return { id, version: 1 };
    });
  }

  /** @throws DomainError where the fact has no such date, or no such route is in force */
  private async counted(tx: Tx, { fact, basis, dateBasis, routes }: DefinedLine, held: StoredLine | undefined): Promise<Pick<PlanLine, 'fact' | 'basis' | 'dateBasis'> & { routes: string[] }> {
    if (!(dateBasis in COUNTABLE_FACTS[fact].dates)) throw invalidField('dateBasis', 'no_such_date', '数えるものに合う日付の基準を選んでください。');
    const chosen = filtersOf(fact).includes('route') ? [...new Set(routes)].sort() : [];
    const added = chosen.filter((route) => held?.routes.includes(route) !== true);
    await this.reference.requireCodes(tx, tx.today, added.map((route) => ['route', route, 'routes', '就職経路']));
    return { fact, basis, dateBasis, routes: chosen };
  }
}
