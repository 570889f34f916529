import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { compareDates, conflict, DomainError, fiscalYear, fiscalYearRange, invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { type PrintedPart, printedPart, yearsOf } from '../domain/plan';
import type { ReportedKind, ReportedPeriod } from '../domain/reported-part';
import type { StoredPlan } from '../persistence/plan.repository';
import { ReportedFigureRow } from '../persistence/plan.rows';
import { type HeldReport, ReportedRepository } from '../persistence/reported.repository';
import { OwnPlan } from './own-plan';

export interface ReportFigureCommand {
  readonly planId: string;
  readonly lineKey: string;
  readonly part: number;
  readonly period: ReportedPeriod;
  /** First day of the month, or of the fiscal year. */
  readonly month: IsoDate;
  readonly kind: ReportedKind;
  /** Absent for 該当なし. */
  readonly amount?: number | undefined;
  /** Where the figure was read. */
  readonly evidence: string;
  /** Of the figure that is to be replaced; without it only what has none is reported. */
  readonly version?: number | undefined;
}

/** Units that are counted one by one; the others (%, ‰, 倍) have decimals. */
const WHOLE_UNITS = ['人', '件', '社', '回', 'か所', '世帯'];

/** 報告値: a figure of another system, typed with who, when and evidence; it stands beside the computed one and never replaces it. */
@Injectable()
export class ReportFigure {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly reported: ReportedRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: ReportFigureCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const plan = await this.ownPlan.load(tx, command.planId);
      if (plan.revises !== null) throw conflict('plan_revising', '改定案には報告値を入力できません。もとの計画に入力してください。');
      const amount = this.accepted(tx, plan, command);
      const held = await this.reported.one(tx, command);
      if (held && held.version !== command.version) throw alreadyReported(held);
      const { planId, lineKey, part, period, month, kind, evidence } = command;
      const values = { kind, amount, evidence, reportedBy: tx.actor.staffId, reportedAt: tx.now };
      await this.audit.record(tx, { action: 'agreements.report-figure', subjects: [], detail: { planId, lineKey, part, period, month, kind, ...(amount !== null && { amount }) } });
      if (held) {
        await tx.change(ReportedFigureRow, held.id, held.version, values);
        return { id: held.id, version: held.version + 1 };
      }
      const id = newId<'ReportedFigure'>();
      await tx.insert(ReportedFigureRow, { id, planId, lineKey, part, period, month, ...values, version: 1 });
      return { id, version: 1 };
    });
  }

  /** @throws DomainError with the field that the plan does not take */
  private accepted(tx: Tx, plan: StoredPlan, { lineKey, part, period, month, kind, amount }: ReportFigureCommand): number | null {
    const printed: PrintedPart | undefined = printedPart(plan.content, fiscalYear(plan.fiscalYear), lineKey, part);
    if (!printed) throw invalidField('lineKey', 'unknown_line', '目標を選び直してください。');
    const years = yearsOf(plan.content).map((year) => fiscalYearRange(year));
    if (!years.some((year) => compareDates(month, year.from) >= 0 && compareDates(month, year.until) < 0)) {
      throw invalidField('month', 'outside_fiscal_year', '計画の年度の月を選んでください。');
    }
    if (period === 'year' && !years.some((year) => year.from === month)) throw invalidField('month', 'not_first_month', '年度の値は、年度の4月を選んでください。');
    if (compareDates(month, tx.today) > 0) throw invalidField('month', 'future_date', '報告する月は今月までから選んでください。');
    if (kind === 'dash') return null;
    if (amount === undefined) throw invalidField('amount', 'required', '報告値を入力してください。');
    if (WHOLE_UNITS.includes(printed.unit) && !Number.isInteger(amount)) throw invalidField('amount', 'not_whole', `報告値（${printed.unit}）は整数で入力してください。`);
    return amount;
  }
}

/** Nobody replaces a figure unseen: the refusal shows it, with the version under which it can be replaced. */
function alreadyReported(held: HeldReport): DomainError {
  const value = held.amount === null ? '「該当なし」' : `${held.amount}`;
  return new DomainError('stale', 'stale', {
    message: `この月の報告値は${value}として保存されています。置き換えるときは、値を確かめてもう一度保存してください。`,
    current: held,
  });
}
