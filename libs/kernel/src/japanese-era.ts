import { compareDates, isoDate, partsOf, type IsoDate } from './iso-date';

export interface Era {
  readonly name: string;
  readonly letter: 'M' | 'T' | 'S' | 'H' | 'R';
  readonly from: IsoDate;
  /** The last day, inclusive; absent for the era that is running. */
  readonly until?: IsoDate;
}

/**
 * Oldest first. 30 July 1912 and 25 December 1926 belong to both neighbours: the change took effect on the day it
 * was proclaimed, and family registers use either. Before 1873 the calendar was another one and dates of 明治 1–5
 * are only as good as their source.
 */
export const ERAS: readonly Era[] = [
  { name: '明治', letter: 'M', from: isoDate('1868-01-25'), until: isoDate('1912-07-30') },
  { name: '大正', letter: 'T', from: isoDate('1912-07-30'), until: isoDate('1926-12-25') },
  { name: '昭和', letter: 'S', from: isoDate('1926-12-25'), until: isoDate('1989-01-07') },
  { name: '平成', letter: 'H', from: isoDate('1989-01-08'), until: isoDate('2019-04-30') },
  { name: '令和', letter: 'R', from: isoDate('2019-05-01') },
];

/** The era of a day (the younger one where two share it); undefined before 明治. */
export function eraOf(date: IsoDate): Era | undefined {
  return ERAS.findLast((era) => compareDates(era.from, date) <= 0);
}

/** The Gregorian year of an era's year: 令和8 is 2026. */
export function yearInEra(era: Era, eraYear: number): number {
  return partsOf(era.from).year + eraYear - 1;
}

/** The year of a Gregorian year within an era: 2026 is 8 in 令和. */
export function eraYearOf(era: Era, year: number): number {
  return year - partsOf(era.from).year + 1;
}
