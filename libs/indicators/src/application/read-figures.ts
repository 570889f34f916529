import { Injectable } from '@nestjs/common';
import { AgreementsFacade, linesOf, type StoredLine, type StoredPlan } from '@madoguchi/agreements';
import { AuditTrail } from '@madoguchi/audit';
import { fiscalYear, fiscalYearRange, type IsoDate, type MunicipalityId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { countFacts, monthsOf, rateOf, samePeriodLastYear } from '../domain/figure';
import { type AllFacts, FactRepository } from '../persistence/fact.repository';
import type { FigureDto } from '../contract/figure.dto';

/** The computed figures of a plan, beside what was reported and what all routes would give. */
@Injectable()
export class ReadFigures {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly agreements: AgreementsFacade,
    private readonly facts: FactRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, planId: string): Promise<readonly FigureDto[]> {
    return this.transactions.read(ctx, async (tx) => {
      const plan = await this.agreements.plan(tx, planId);
      const reported = await this.agreements.reported(tx, planId);
      await this.audit.record(tx, { action: 'indicators.read-figures', subjects: [], detail: { planId } });
      const lines = await this.agreements.lines(tx, planId);
      return this.facts.counting(plan.municipalityId as MunicipalityId, async (all) => {
        const figures: FigureDto[] = [];
        for (const line of lines) {
          const own = reported.find((one) => one.lineKey === line.lineKey && one.part === line.part);
          figures.push({ ...(await this.figure(all, plan, line, tx.today)), reported: own?.amount ?? null, reportedUntil: own?.lastMonth ?? null });
        }
        return figures;
      });
    });
  }

  private async figure(all: AllFacts, plan: StoredPlan, line: StoredLine, today: IsoDate): Promise<Omit<FigureDto, 'reported' | 'reportedUntil'>> {
    const year = fiscalYear(plan.fiscalYear);
    const window = fiscalYearRange(year);
    const facts = await all(line, window);
    const counted = countFacts(facts, line.basis, window);
    const everyRoute = line.routes.length === 0 ? facts : await all({ ...line, routes: [] }, window);
    const before = samePeriodLastYear(window, today);
    const printed = linesOf(plan.document).find((one) => one.key === line.lineKey);
    const part = printed?.parts[line.part];
    return {
      lineKey: line.lineKey,
      part: line.part,
      label: part?.label ?? line.lineKey,
      unit: part?.unit ?? '件',
      basis: line.basis,
      dateBasis: line.dateBasis,
      routes: [...line.routes],
      fact: line.fact,
      version: line.version,
      computed: counted.total,
      persons: countFacts(facts, 'persons', window).total,
      allRoutes: countFacts(everyRoute, line.basis, window).total,
      target: line.target,
      rate: rateOf(counted.total, line.target),
      samePeriodLastYear: countFacts(await all(line, before), line.basis, before).total,
      months: monthsOf(year).map((month) => ({ month, actual: month <= today.slice(0, 7) ? (counted.byMonth.get(month) ?? 0) : null })),
    };
  }
}
