import { addDays, addMonths, type DateRange, fiscalYear, type FiscalYear, fiscalYearOf, fiscalYearRange, type IsoDate, monthOf, type YearMonth } from '@madoguchi/kernel';

/** The months of a fiscal year, April first. */
export function monthsOf(year: FiscalYear): readonly YearMonth[] {
  const { from } = fiscalYearRange(year);
  return Array.from({ length: 12 }, (_, index) => monthOf(addMonths(from, index)));
}

/** Of a plan over several fiscal years, the one that is shown: today's, or the nearest to it. */
export function yearShown(first: number, last: number, today: IsoDate): FiscalYear {
  return fiscalYear(Math.min(Math.max(fiscalYearOf(today), first), last));
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
