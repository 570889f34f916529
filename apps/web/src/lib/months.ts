import { fiscalYear, fiscalYearLabel, today } from './dates';

export interface MonthChoice {
  /** YYYY-MM. */
  readonly value: string;
  /** 「令和8年度 11月」 */
  readonly label: string;
}

/** The newest months first, this month included. */
export function recentMonths(count: number): readonly MonthChoice[] {
  const [year = 0, month = 1] = today().split('-').map(Number);
  return Array.from({ length: count }, (_, back) => {
    const index = year * 12 + (month - 1) - back;
    const of = { year: Math.floor(index / 12), month: (index % 12) + 1 };
    const begun = of.month >= 4 ? of.year : of.year - 1;
    return {
      value: `${of.year}-${String(of.month).padStart(2, '0')}`,
      label: `${fiscalYearLabel(fiscalYear(begun))} ${of.month}月`,
    };
  });
}
