import { addDays, addMonths, ageOn, compareDates, dateOf, dayOfWeek, daysInMonth, partsOf, type IsoDate } from './iso-date';
import { ERAS, eraOf, eraYearOf, yearInEra, type Era } from './japanese-era';

export type JapaneseDateErrorCode =
  | 'date_empty'
  | 'date_unreadable'
  | 'date_year_invalid'
  | 'date_month_invalid'
  | 'date_day_invalid'
  | 'date_outside_era';

export type ParsedJapaneseDate =
  | { readonly ok: true; readonly date: IsoDate; readonly echo: string }
  | { readonly ok: false; readonly code: JapaneseDateErrorCode; readonly message: string };

export interface ParseJapaneseDateOptions {
  /** Gives the current era for six digits and the start for `+2w`. */
  readonly today: IsoDate;
  /** Ends the echo with the age on `today`: for a date of birth. */
  readonly withAge?: boolean;
}

type Failure = Extract<ParsedJapaneseDate, { ok: false }>;

const ERA_WORD = '明治|大正|昭和|平成|令和|[MTSHR明大昭平令]';
const ERA_SEPARATED = new RegExp(`^(${ERA_WORD})(\\d{1,2}|元)[年./-](\\d{1,2})[月./-](\\d{1,2})日?$`);
const ERA_DIGITS = new RegExp(`^(${ERA_WORD})(\\d{2})(\\d{2})(\\d{2})$`);
const WESTERN_SEPARATED = /^(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?$/;
const WESTERN_DIGITS = /^(\d{4})(\d{2})(\d{2})$/;
const CURRENT_ERA_DIGITS = /^(\d{2})(\d{2})(\d{2})$/;
const RELATIVE = /^\+(\d{1,3})([DWM]?)$/;
const WEEKDAYS = '日月火水木金土';

/**
 * Reads one text box that takes 和暦 and 西暦: `S50.4.1` `昭和５０年４月１日` `R元.5.1` `S500401` `1975-04-01`
 * `1975/4/1` `19750401`, six digits in the current era (`081120`), and `+7` `+2w` `+1m` from today. Any width,
 * spaces ignored. `echo` is for the line below the box, so that a slip of the ten-key is seen at once.
 */
export function parseJapaneseDate(text: string, options: ParseJapaneseDateOptions): ParsedJapaneseDate {
  const typed = tidy(text);
  if (typed === '') return failure('date_empty', '日付を入力してください。');
  const result = read(typed, options.today);
  if (typeof result !== 'string') return result;
  return { ok: true, date: result, echo: echo(result, options.withAge ? options.today : undefined) };
}

/** 「令和8年11月20日」; a day before 明治 keeps its western year. */
export function formatWareki(date: IsoDate): string {
  const { year, month, day } = partsOf(date);
  const era = eraOf(date);
  return `${era === undefined ? year : `${era.name}${eraYearText(era, year)}`}年${month}月${day}日`;
}

/** `R8.11.20`; a day before 明治 is written `1850.1.1`. */
export function formatWarekiShort(date: IsoDate): string {
  const { year, month, day } = partsOf(date);
  const era = eraOf(date);
  return `${era === undefined ? year : `${era.letter}${eraYearOf(era, year)}`}.${month}.${day}`;
}

/** 「11/20（金）」 for lists, where the year is plain from the place. */
export function formatListDate(date: IsoDate): string {
  const { month, day } = partsOf(date);
  return `${month}/${day}（${WEEKDAYS.charAt(dayOfWeek(date))}）`;
}

/** 「＝ 昭和50年4月1日（1975-04-01・51歳）」; without `ageOnDay`, or before the birth, no age. */
export function echo(date: IsoDate, ageOnDay?: IsoDate): string {
  const age = ageOnDay === undefined || compareDates(date, ageOnDay) > 0 ? '' : `・${ageOn(date, ageOnDay)}歳`;
  return `＝ ${formatWareki(date)}（${date}${age}）`;
}

function read(typed: string, today: IsoDate): IsoDate | Failure {
  const relative = RELATIVE.exec(typed);
  if (relative !== null) return ahead(today, Number(relative[1]), relative[2] ?? '');

  const inEra = ERA_SEPARATED.exec(typed) ?? ERA_DIGITS.exec(typed);
  if (inEra !== null) return eraDate(eraNamed(inEra[1] ?? ''), inEra[2] ?? '', inEra[3] ?? '', inEra[4] ?? '');

  const western = WESTERN_SEPARATED.exec(typed) ?? WESTERN_DIGITS.exec(typed);
  if (western !== null) return westernDate(Number(western[1]), Number(western[2]), Number(western[3]));

  const current = CURRENT_ERA_DIGITS.exec(typed);
  if (current !== null) return eraDate(eraOf(today), current[1] ?? '', current[2] ?? '', current[3] ?? '');

  return failure('date_unreadable', '日付として読めません。S50.4.1、1975-04-01 のように入力してください。');
}

function ahead(today: IsoDate, count: number, unit: string): IsoDate {
  if (unit === 'M') return addMonths(today, count);
  return addDays(today, unit === 'W' ? count * 7 : count);
}

function eraDate(era: Era | undefined, eraYear: string, month: string, day: string): IsoDate | Failure {
  if (era === undefined) return failure('date_unreadable', '元号を確かめてください。');
  const yearNumber = eraYear === '元' ? 1 : Number(eraYear);
  if (yearNumber === 0) return failure('date_year_invalid', '年は1（元年）から入力してください。');
  const date = existing(yearInEra(era, yearNumber), Number(month), Number(day), `${era.name}${yearNumber === 1 ? '元' : yearNumber}年`);
  if (typeof date !== 'string') return date;
  return withinEra(era, date);
}

function westernDate(year: number, month: number, day: number): IsoDate | Failure {
  if (year < 1000) return failure('date_year_invalid', '西暦は4桁で入力してください。');
  return existing(year, month, day, `${year}年`);
}

function existing(year: number, month: number, day: number, yearText: string): IsoDate | Failure {
  if (month < 1 || month > 12) {
    return failure('date_month_invalid', `${month}月はありません。月は1から12までで入力してください。`);
  }
  const last = daysInMonth(year, month);
  if (day < 1 || day > last) {
    return failure('date_day_invalid', `${yearText}${month}月は${last}日までです。${day}日はありません。`);
  }
  return dateOf(year, month, day);
}

function withinEra(era: Era, date: IsoDate): IsoDate | Failure {
  if (compareDates(date, era.from) < 0) {
    return failure('date_outside_era', `${era.name}は${formatWareki(era.from)}からです。元号と年を確かめてください。`);
  }
  if (era.until !== undefined && compareDates(date, era.until) > 0) {
    const { year, month, day } = partsOf(era.until);
    return failure(
      'date_outside_era',
      `${era.name}は${eraYearText(era, year)}年${month}月${day}日までです。${formatWareki(date)}ではありませんか。`,
    );
  }
  return date;
}

function eraNamed(word: string): Era | undefined {
  return ERAS.find((era) => era.letter === word || era.name.startsWith(word));
}

function eraYearText(era: Era, year: number): string {
  const eraYear = eraYearOf(era, year);
  return eraYear === 1 ? '元' : String(eraYear);
}

/** Half width, capitals, no spaces; what a Japanese keyboard gives for `-` `.` `/` while the IME is on counts as such. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[ー‐‑‒–—−]/g, '-')
    .replace(/[。、,・]/g, '.')
    .toUpperCase();
}

function failure(code: JapaneseDateErrorCode, message: string): Failure {
  return { ok: false, code, message };
}
