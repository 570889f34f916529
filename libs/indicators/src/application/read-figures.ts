import { Injectable } from '@nestjs/common';
import { AgreementsFacade, printedPart } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { fiscalYear, fiscalYearRange, type MunicipalityId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { filtersOf } from '../domain/facts';
import { monthsOf, rateOf, samePeriodLastYear } from '../domain/figure';
import { FactRepository } from '../persistence/fact.repository';
import { PlanLineRepository } from '../persistence/plan-line.repository';
import type { FigureDto } from '../contract/figure.dto';

/** The computed figures of a plan, beside what was reported and what all routes would give. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
    private readonly facts: FactRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<readonly FigureDto[]> {
    return this.transactions.read(ctx, async (tx) => {
      const [plan, reported, lines] = await Promise.all([this.agreements.plan(tx, planId), this.agreements.reported(tx, planId), this.lines.all(tx, planId)]);
      await this.audit.record(tx, { action: 'indicators.read-figures', subjects: [], detail: { planId } });
      const year = fiscalYear(plan.fiscalYear);
      const window = fiscalYearRange(year);
      const counts = await this.facts.count(plan.municipalityId as MunicipalityId, lines, window, samePeriodLastYear(window, tx.today));
      return lines.flatMap(({ id, ...line }) => {
        const counted = counts.find((one) => one.lineId === id);
        if (!counted) return [];
        const printed = printedPart(plan.document, line.lineKey, line.part);
        const own = reported.find((one) => one.lineKey === line.lineKey && one.part === line.part);
        return {
          ...line,
          routes: [...line.routes],
          filters: [...filtersOf(line.fact)],
          label: printed?.label ?? line.lineKey,
          unit: printed?.unit ?? '件',
          computed: counted.computed,
          persons: counted.persons,
          allRoutes: counted.allRoutes,
          reported: own?.amount ?? null,
          reportedUntil: own?.lastMonth ?? null,
          target: printed?.target ?? null,
          rate: rateOf(counted.computed, printed?.target ?? null),
          samePeriodLastYear: counted.lastYear,
          months: monthsOf(year).map((month) => ({ month, actual: month <= tx.today.slice(0, 7) ? (counted.months[month] ?? 0) : null })),
        };
      });
    });
  }
}
