import { DomainError } from './domain-error';

/** A calendar date `YYYY-MM-DD` that exists, years 1000–9999. It is no instant: it has no time zone. */
export type IsoDate = string & { readonly __isoDate: true };

/** A calendar month `YYYY-MM`. */
export type YearMonth = string & { readonly __yearMonth: true };

export interface DateParts {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

const PATTERN = /^([1-9]\d{3})-(\d{2})-(\d{2})$/;
const MONTH_PATTERN = /^[1-9]\d{3}-(0[1-9]|1[0-2])$/;
const DAY_MS = 86_400_000;

/** True for text that is `YYYY-MM-DD` and names a day that exists (2026-02-30 does not). */
export function isIsoDate(text: string): text is IsoDate {
  const match = PATTERN.exec(text);
  return match !== null && exists(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** @throws DomainError `date_invalid` for anything but an existing `YYYY-MM-DD`. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw invalidDate('date_invalid', '日付は 2026-04-01 の形で、実在する日を入力してください。');
  return text;
}

/** @throws DomainError `date_invalid` when the day does not exist. */
export function dateOf(year: number, month: number, day: number): IsoDate {
  return isoDate(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

export function partsOf(date: IsoDate): DateParts {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) };
}

/** The number of days of a month, 28–31. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day `months` later (or earlier); 31 January plus one month is the last day of February. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = partsOf(date);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  const toMonth = count - toYear * 12 + 1;
  return dateOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** Negative when `a` is earlier, 0 when equal, positive when later: fit for `sort`. */
export function compareDates(a: IsoDate, b: IsoDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Days from `from` to `until`: 1 for the next day, negative when `until` is earlier. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return dayNumber(until) - dayNumber(from);
}

/** 0 for Sunday … 6 for Saturday. */
export function dayOfWeek(date: IsoDate): number {
  return new Date(dayNumber(date) * DAY_MS).getUTCDay();
}

/**
 * Age in completed years (満年齢) as people count it, from the birthday on; someone born on 29 February turns on
 * 1 March of an ordinary year. A legal limit that falls on the eve of the birthday (年齢計算ニ関スル法律) is the
 * caller's to say: ask for the age on the next day.
 * @throws DomainError `birth_after_date` when `on` is before the birth.
 */
export function ageOn(birth: IsoDate, on: IsoDate): number {
  if (on < birth) throw invalidDate('birth_after_date', '生年月日が基準日より後になっています。日付を確かめてください。');
  const years = partsOf(on).year - partsOf(birth).year;
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}

export function monthOf(date: IsoDate): YearMonth {
  return date.slice(0, 7) as YearMonth;
}

/** @throws DomainError `month_invalid` for anything but `YYYY-MM`. */
export function yearMonth(text: string): YearMonth {
  if (!MONTH_PATTERN.test(text)) throw invalidDate('month_invalid', '年月は 2026-04 の形で入力してください。');
  return text as YearMonth;
}

export function firstDay(month: YearMonth): IsoDate {
  return isoDate(`${month}-01`);
}

export function lastDay(month: YearMonth): IsoDate {
  return isoDate(`${month}-${pad(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))), 2)}`);
}

function exists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

// Date is used only through its UTC half, as a calendar: the local time zone never takes part.
function dayNumber(date: IsoDate): number {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function fromDayNumber(day: number): IsoDate {
  const date = new Date(day * DAY_MS);
  return dateOf(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function invalidDate(code: string, message: string): DomainError {
  return new DomainError(code, 'invalid', { message });
}
