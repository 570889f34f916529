import { DomainError } from './domain-error';
import { dateOf, partsOf, type IsoDate } from './iso-date';
import { eraOf, eraYearOf } from './japanese-era';

/** The Gregorian year in which a 年度 begins: 2024 is April 2024 to March 2025. */
export type FiscalYear = number & { readonly __fiscalYear: true };

/** Half-open: the first day inside, the first day after. */
export interface DateRange {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** How to write the year that began as 平成31 and ended as 令和元: printed plans differ. */
export type TurnOfEraLabel = 'both' | 'heisei' | 'reiwa';

const FIRST_MONTH = 4;
const TURN_OF_ERA = 2019;

/** @throws DomainError `fiscal_year_invalid` outside 1900–2999 or for a fraction. */
export function fiscalYear(year: number): FiscalYear {
  if (!Number.isInteger(year) || year < 1900 || year > 2999) {
    throw new DomainError('fiscal_year_invalid', 'invalid', { message: '年度は西暦4桁で入力してください。' });
  }
  return year as FiscalYear;
}

/** For dates of events. Never ask for the 年度 of a birthday: it says nothing. */
export function fiscalYearOf(date: IsoDate): FiscalYear {
  const { year, month } = partsOf(date);
  return fiscalYear(month >= FIRST_MONTH ? year : year - 1);
}

export function fiscalYearRange(year: FiscalYear): DateRange {
  return { from: dateOf(year, FIRST_MONTH, 1), until: dateOf(year + 1, FIRST_MONTH, 1) };
}

/** 「令和6年度」, by the era of 1 April; 2019 follows `turnOfEra` (default 「平成31年度(令和元年度)」 as plans print it). */
export function fiscalYearLabel(year: FiscalYear, options: { readonly turnOfEra?: TurnOfEraLabel } = {}): string {
  if (year !== TURN_OF_ERA) return labelByFirstDay(year);
  switch (options.turnOfEra ?? 'both') {
    case 'both':
      return '平成31年度(令和元年度)';
    case 'heisei':
      return '平成31年度';
    case 'reiwa':
      return '令和元年度';
  }
}

function labelByFirstDay(year: FiscalYear): string {
  const era = eraOf(fiscalYearRange(year).from);
  if (era === undefined) return `${year}年度`;
  const eraYear = eraYearOf(era, year);
  return `${era.name}${eraYear === 1 ? '元' : eraYear}年度`;
}
