import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { compareDates, DomainError, fiscalYear, fiscalYearRange, invalidField, type IsoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { printedPart } from '../domain/plan';
import { type HeldFigure, PlanRepository } from '../persistence/plan.repository';
import { ReportedFigureRow } from '../persistence/plan.rows';
import { OwnPlan } from './own-plan';

export interface ReportFigureCommand {
  readonly planId: string;
  readonly lineKey: string;
  readonly part: number;
  /** First day of the month. */
  readonly month: IsoDate;
  readonly amount: number;
  /** Where the figure was read. */
  readonly evidence: string;
  /** Of the figure that is to be replaced; without it only a month that has none is reported. */
  readonly version?: number | undefined;
}

/** 報告値: a figure of another system, typed with who, when and evidence; it stands beside the computed one and never replaces it. */
@Injectable()
export class ReportFigure {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly ownPlan: OwnPlan,
    private readonly plans: PlanRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: ReportFigureCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const plan = await this.ownPlan.load(tx, command.planId);
      if (!printedPart(plan.document, command.lineKey, command.part)) throw invalidField('lineKey', 'unknown_line', '目標を選び直してください。');
      const year = fiscalYearRange(fiscalYear(plan.fiscalYear));
      if (compareDates(command.month, year.from) < 0 || compareDates(command.month, year.until) >= 0) {
        throw invalidField('month', 'outside_fiscal_year', '計画の年度の月を選んでください。');
      }
      if (compareDates(command.month, tx.today) > 0) throw invalidField('month', 'future_date', '報告する月は今月までから選んでください。');
      const { staffId } = tx.actor;
      const held = await this.plans.reportedFigure(tx, command);
      if (held && held.version !== command.version) throw alreadyReported(held);
      const values = { amount: command.amount, evidence: command.evidence, reportedBy: staffId, reportedAt: tx.now };
      await this.audit.record(tx, {
        action: 'agreements.report-figure',
        subjects: [],
        detail: { planId: command.planId, lineKey: command.lineKey, part: command.part, month: command.month, amount: command.amount },
      });
      if (held) {
        await tx.change(ReportedFigureRow, held.id, held.version, values);
        return { id: held.id, version: held.version + 1 };
      }
      const id = newId<'ReportedFigure'>();
      const { planId, lineKey, part, month } = command;
      await tx.insert(ReportedFigureRow, { id, planId, lineKey, part, month, ...values, version: 1 });
      return { id, version: 1 };
    });
  }
}

/** Nobody replaces a figure unseen: the refusal shows it, with the version under which it can be replaced. */
function alreadyReported(held: HeldFigure): DomainError {
  return new DomainError('stale', 'stale', {
    message: `この月の報告値は${held.amount}として保存されています。置き換えるときは、値を確かめてもう一度保存してください。`,
    current: held,
  });
}
