import { Injectable } from '@nestjs/common';
import { AgreementsFacade, linesOf, printedPart, type StoredPlan } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { fiscalYearRange, type MunicipalityId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import type { FigureDto, FiguresDto, PlanPartDto } from '../contract/figure.dto';
import { filtersOf } from '../domain/facts';
import { monthsOf, rateOf, samePeriodLastYear, yearShown } from '../domain/figure';
import { FactRepository, type LineCounts } from '../persistence/fact.repository';
import { PlanLineRepository, type StoredLine } from '../persistence/plan-line.repository';

/** Every part of a plan with its target and what was reported, and beside it the figures that are computed from cases. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly lines: PlanLineRepository,
    private readonly facts: FactRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<FiguresDto> {
    return this.transactions.read(ctx, async (tx) => {
      const [plan, lines] = await Promise.all([this.agreements.plan(tx, planId), this.lines.all(tx, planId)]);
      const year = yearShown(plan.fiscalYear, plan.lastFiscalYear, tx.today);
      const reported = await this.agreements.reported(tx, plan, year);
      await this.audit.record(tx, { action: 'indicators.read-figures', subjects: [], detail: { planId } });
      const figures = await this.computed(tx, plan, lines);
      const parts: PlanPartDto[] = linesOf(plan.content).flatMap((line) =>
        line.parts.flatMap((_one, part) => {
          const printed = printedPart(plan.content, year, line.key, part);
          if (printed === undefined) return [];
          const own = reported.find((one) => one.lineKey === line.key && one.part === part);
          return {
            lineKey: line.key,
            part,
            lineLabel: line.label,
            label: printed.label,
            unit: printed.unit,
            target: printed.target,
            computed: figures.find((one) => one.lineKey === line.key && one.part === part)?.computed ?? null,
            reported: own ? { amount: own.amount, how: own.how, lastMonth: own.lastMonth } : null,
          };
        }),
      );
      return { fiscalYear: year, parts, figures };
    });
  }

  private async computed(tx: Tx, plan: StoredPlan, lines: readonly StoredLine[]): Promise<FigureDto[]> {
    if (plan.municipalityId === null || lines.length === 0) return [];
    const year = yearShown(plan.fiscalYear, plan.lastFiscalYear, tx.today);
    const window = fiscalYearRange(year);
    const counts = await this.facts.count(plan.municipalityId as MunicipalityId, lines, window, samePeriodLastYear(window, tx.today));
    return lines.flatMap((line) => {
      const counted = counts.find((one) => one.lineId === line.id);
      const printed = printedPart(plan.content, year, line.lineKey, line.part);
      if (!counted || !printed) return [];
      const months = monthsOf(year).map((month) => ({ month, actual: month <= tx.today.slice(0, 7) ? (counted.months[month] ?? 0) : null }));
      return [{ ...definitionOf(line), ...totalsOf(counted, printed.target), label: printed.label, unit: printed.unit, target: printed.target, months }];
    });
  }
}

type Definition = Pick<FigureDto, 'lineKey' | 'part' | 'fact' | 'basis' | 'dateBasis' | 'routes' | 'filters' | 'version'>;
type Totals = Pick<FigureDto, 'computed' | 'persons' | 'allRoutes' | 'rate' | 'samePeriodLastYear'>;

function definitionOf({ lineKey, part, fact, basis, dateBasis, routes, version }: StoredLine): Definition {
  return { lineKey, part, fact, basis, dateBasis, routes: [...routes], filters: [...filtersOf(fact)], version };
}

function totalsOf({ computed, persons, allRoutes, lastYear }: LineCounts, target: number | null): Totals {
  return { computed, persons, allRoutes, rate: rateOf(computed, target), samePeriodLastYear: lastYear };
}
