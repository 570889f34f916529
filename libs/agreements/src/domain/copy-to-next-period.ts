import { type FiscalYear, fiscalYear, fiscalYearLabel } from '@madoguchi/kernel';
import { yearsOf } from './plan';
import { notReported } from './plan-file/cells';
import type { PlanFile, PlanFileLine } from './plan-file/plan-file';

type Target = PlanFileLine['targets'][number];

/**
 * The plan of the next year (or years) starts as a copy. Each target stays as a first proposal, and stands in brackets as
 * the last one where the plan's brackets hold that; the table shows as many years of actuals as before, the youngest of them
 * 未報告; what was new is new no longer; it comes from no document yet, and an arrow of a measure ends with the years that it was printed for.
 */
export function copyToNextPeriod({ source: _published, ...plan }: PlanFile): PlanFile {
  const years = yearsOf(plan);
  const period = new Period(years);
  return {
    ...plan,
    fiscalYears: years.map((year) => period.after(year)),
    ...(plan.headings && { headings: { ...plan.headings, targetValue: plan.headings.targetValue.map((text) => period.reword(text)) } }),
    actualColumns: [...plan.actualColumns, ...years.map((year) => ({ fiscalYear: year, heading: fiscalYearLabel(year) }))].slice(years.length),
    ...(plan.texts && { texts: plan.texts.map(({ heading, ...text }) => ({ heading: period.reword(heading), ...text })) }),
    sections: plan.sections.map((section) => ({
      ...section,
      ...(section.measures && { measures: section.measures.map(({ isNew: _new, ...measure }) => ({ ...measure, ...(measure.years && { years: measure.years.filter((year) => period.holds(year)) }) })) }),
      lines: section.lines.map((line) => copyLine(plan, line, period)),
    })),
    footnotes: plan.footnotes.map((text) => period.before(text)),
  };
}

/** The plan's years, and those that follow them. */
class Period {
  constructor(private readonly years: readonly FiscalYear[]) {}

  after(year: number): FiscalYear {
    return fiscalYear(year + this.years.length);
  }

  holds(year: number): boolean {
    return this.years.some((one) => this.after(one) === year);
  }

  /** The plan's own years in a text, moved on: the last first, so that none is moved twice. */
  reword(text: string): string {
    return [...this.years].reverse().reduce((words, year) => words.replaceAll(fiscalYearLabel(year), fiscalYearLabel(this.after(year))), text);
  }

  /** The year before the plan, 「令和5年度目標値」, becomes the plan's last. */
  before(text: string): string {
    const [first, last] = [this.years[0], this.years.at(-1)];
    return first === undefined || last === undefined ? text : text.replaceAll(fiscalYearLabel(fiscalYear(first - 1)), fiscalYearLabel(last));
  }

  saysNew(text: string): boolean {
    return this.years.some((year) => text === `※${fiscalYearLabel(year)}新規目標`);
  }
}

function copyLine(plan: PlanFile, line: PlanFileLine, period: Period): PlanFileLine {
  const added = plan.fiscalYears.map(() => notReported(line.parts));
  return {
    ...line,
    note: line.note.filter((text) => !period.saysNew(text)),
    actuals: [...line.actuals, ...added].slice(added.length),
    targets: line.targets.map(({ bracket: _bracket, ...target }) => ({ ...target, fiscalYear: period.after(target.fiscalYear), ...bracketOf(plan, line, target) })),
  };
}

function bracketOf(plan: PlanFile, line: PlanFileLine, target: Target): Pick<Target, 'bracket'> {
  switch (plan.bracketMeans) {
    case 'last_target':
      return target.value.printed === '' ? {} : { bracket: { ...target.value, printed: `(${target.value.printed})` } };
    case 'last_actual':
      return { bracket: notReported(line.parts) };
    case 'share':
    case 'not_stated':
    case undefined:
      return {};
  }
}
