import { addDays, addMonths, type DateRange, type FiscalYear, fiscalYearRange, type IsoDate, monthOf, type YearMonth } from '@madoguchi/kernel';

/** One countable fact, name-free: who (canonical), when, and by which route where it has one. */
export interface FactRow {
  readonly recordId: string;
  readonly personId: string;
  readonly date: IsoDate;
}

/** The months of a fiscal year, April first. */
export function monthsOf(year: FiscalYear): readonly YearMonth[] {
  const { from } = fiscalYearRange(year);
  return Array.from({ length: 12 }, (_, index) => monthOf(addMonths(from, index)));
}

/**
 * Counts facts. 実人数 counts a person once in the whole window, in the month of the first fact, so that the months add
 * up to the total; 件 counts every fact.
 */
export function countFacts(facts: readonly FactRow[], basis: 'persons' | 'events', window: DateRange): { readonly total: number; readonly byMonth: ReadonlyMap<YearMonth, number> } {
  const inside = facts.filter((fact) => fact.date >= window.from && fact.date < window.until);
  const counted = basis === 'events' ? inside : firstOfEachPerson(inside);
  const byMonth = new Map<YearMonth, number>();
  for (const fact of counted) {
    const month = monthOf(fact.date);
    byMonth.set(month, (byMonth.get(month) ?? 0) + 1);
  }
  return { total: counted.length, byMonth };
}

export function firstOfEachPerson<F extends FactRow>(facts: readonly F[]): readonly F[] {
  const first = new Map<string, F>();
  for (const fact of facts) {
    const earlier = first.get(fact.personId);
    if (!earlier || fact.date < earlier.date || (fact.date === earlier.date && fact.recordId < earlier.recordId)) first.set(fact.personId, fact);
  }
  return [...first.values()];
}

/** actual ÷ target in per cent with one decimal; absent where there is no target to divide by. */
export function rateOf(actual: number, target: number | null): number | null {
  return target === null || target === 0 ? null : Math.round((actual / target) * 1_000) / 10;
}

/** The same days of the fiscal year before, up to and with today's day where the year is not over. */
export function samePeriodLastYear(window: DateRange, today: IsoDate): DateRange {
  const until = today < window.until ? addDays(addMonths(today, -12), 1) : addMonths(window.until, -12);
  return { from: addMonths(window.from, -12), until };
}
