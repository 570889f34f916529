import {
  addDays,
  daysBetween,
  formatListDate,
  formatWareki,
  formatWarekiShort,
  type IsoDate,
  isIsoDate,
  parseJapaneseDate,
  systemClock,
  todayInTokyo,
} from '@madoguchi/kernel';

export {
  addDays,
  addMonths,
  ageOn,
  fiscalYear,
  fiscalYearLabel,
  formatListDate,
  formatWareki,
  formatWarekiShort,
  isIsoDate,
  type IsoDate,
  isoDate,
} from '@madoguchi/kernel';

/** What a date box holds: always the typed text, and the date once the text can be read. */
export type DateEntry =
  | { readonly text: string; readonly date: IsoDate; readonly echo: string; readonly problem: null }
  | { readonly text: string; readonly date: null; readonly echo: null; readonly problem: string | null };

export const EMPTY_DATE: DateEntry = { text: '', date: null, echo: null, problem: null };

let daysAhead = 0;

/** The server's day counts, not the clock of a counter machine: the difference is kept, so that midnight still passes. */
export function followServerDay(serverToday: IsoDate): void {
  daysAhead = daysBetween(todayInTokyo(systemClock), serverToday);
}

export function today(): IsoDate {
  return addDays(todayInTokyo(systemClock), daysAhead);
}

/** Today as it would be typed, for boxes that begin with it. */
export function todayEntry(): DateEntry {
  return dateEntry(today(), formatWarekiShort);
}

/** Reads 和暦 or 西暦 as typed. An empty box is no problem here; the form says whether it is required. */
export function readDate(text: string, on: IsoDate, withAge: boolean): DateEntry {
  if (text.trim() === '') return { ...EMPTY_DATE, text };
  const parsed = parseJapaneseDate(text, { today: on, withAge });
  return parsed.ok
    ? { text, date: parsed.date, echo: parsed.echo, problem: null }
    : { text, date: null, echo: null, problem: parsed.message };
}

/** A stored date as an entry, written as `R8.11.20` would be typed. */
export function dateEntry(date: IsoDate | null, write: (date: IsoDate) => string, withAge = false): DateEntry {
  return date === null ? EMPTY_DATE : readDate(write(date), today(), withAge);
}

/** Within a fiscal year's list 「11/20（金）」, else with the year in front 「2025/11/20（木）」. */
export function formatDay(text: string, on: IsoDate): string {
  if (!isIsoDate(text)) return text;
  const near = formatListDate(text);
  return text.slice(0, 4) === on.slice(0, 4) ? near : `${text.slice(0, 4)}/${near}`;
}

/** 「令和8年11月20日（金）」 */
export function formatLongDay(date: IsoDate): string {
  return `${formatWareki(date)}${formatListDate(date).slice(-3)}`;
}

/** 「10:41」 in Tokyo, of an instant in ISO 8601. */
export function formatTime(instant: string | Date): string {
  return new Intl.DateTimeFormat('ja-JP', { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Tokyo' }).format(
    typeof instant === 'string' ? new Date(instant) : instant,
  );
}

/** 「11/20（金）10:41」 of an instant. */
export function formatInstant(instant: string | Date): string {
  const date = todayInTokyo({ now: () => (typeof instant === 'string' ? new Date(instant) : instant) });
  return `${formatDay(date, today())} ${formatTime(instant)}`;
}

/** 「昭和50年4月1日」, or 「登録なし」. */
export function wareki(text: string | null | undefined): string {
  return text && isIsoDate(text) ? formatWareki(text) : '登録なし';
}
