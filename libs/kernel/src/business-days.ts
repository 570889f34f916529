import { DomainError } from './domain-error';
import { addDays, daysBetween, dayOfWeek, type IsoDate } from './iso-date';

/** The days on which an office is open (開庁日). */
export interface BusinessCalendar {
  isOpen(date: IsoDate): boolean;
}

export interface BusinessCalendarSource {
  /** 国民の祝日 and substitute holidays. */
  readonly holidays: Iterable<IsoDate>;
  /** Days on which this office alone is closed. */
  readonly closures?: Iterable<IsoDate>;
}

// No office is closed for a year: a longer search means a broken calendar, not a long holiday.
const LONGEST_CLOSURE_DAYS = 366;

/** Closed on weekends, holidays, 29 December – 3 January (行政機関の休日に関する法律1条) and the office's own closures. */
export function businessCalendar(source: BusinessCalendarSource): BusinessCalendar {
  const closed = new Set<IsoDate>([...source.holidays, ...(source.closures ?? [])]);
  return { isOpen: (date) => !isWeekend(date) && !isYearEnd(date) && !closed.has(date) };
}

/** A day counts only if both offices are open: a request that needs two offices moves only then. */
export function bothOpen(a: BusinessCalendar, b: BusinessCalendar): BusinessCalendar {
  return { isOpen: (date) => a.isOpen(date) && b.isOpen(date) };
}

export function isOpen(calendar: BusinessCalendar, date: IsoDate): boolean {
  return calendar.isOpen(date);
}

/**
 * The `n`-th open day after `from` (初日不算入); before it for a negative `n`; for 0, `from` or the next open day.
 * @throws DomainError `calendar_closed` when the calendar has no open day for a year.
 */
export function addBusinessDays(calendar: BusinessCalendar, from: IsoDate, n: number): IsoDate {
  if (n === 0) return calendar.isOpen(from) ? from : nextOpen(calendar, from, 1);
  let date = from;
  for (let left = Math.abs(n); left > 0; left -= 1) date = nextOpen(calendar, date, n > 0 ? 1 : -1);
  return date;
}

/** Open days after `from` up to and including `until`; negative, and mirrored, when `until` is earlier. */
export function businessDaysBetween(calendar: BusinessCalendar, from: IsoDate, until: IsoDate): number {
  const step = until >= from ? 1 : -1;
  let count = 0;
  for (let offset = 1; offset <= Math.abs(daysBetween(from, until)); offset += 1) {
    if (calendar.isOpen(addDays(from, step * offset))) count += step;
  }
  return count;
}

function nextOpen(calendar: BusinessCalendar, from: IsoDate, step: 1 | -1): IsoDate {
  for (let offset = 1; offset <= LONGEST_CLOSURE_DAYS; offset += 1) {
    const date = addDays(from, step * offset);
    if (calendar.isOpen(date)) return date;
  }
  throw new DomainError('calendar_closed', 'conflict', {
    message: '開庁日が1年以上ありません。休日と閉庁日の設定を確かめてください。',
  });
}

function isWeekend(date: IsoDate): boolean {
  const day = dayOfWeek(date);
  return day === 0 || day === 6;
}

function isYearEnd(date: IsoDate): boolean {
  const monthDay = date.slice(5);
  return monthDay >= '12-29' || monthDay <= '01-03';
}
