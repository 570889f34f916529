import { isoDate, type IsoDate } from './iso-date';

/** The only source of "now"; every rule that asks for the time is handed one. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

const INSTANT = /T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/;
const TOKYO_OFFSET_MS = 9 * 3_600_000;

/**
 * A clock that stands still, for tests and for repeating a run.
 * @param instant ISO 8601 with `Z` or an offset: without one it would mean another moment on another machine.
 * @throws RangeError for text without an offset or that is no instant.
 */
export function fixedClock(instant: string): Clock {
  const time = Date.parse(instant);
  if (!INSTANT.test(instant) || Number.isNaN(time)) throw new RangeError(`Not an instant with an offset: ${instant}`);
  return { now: () => new Date(time) };
}

/** The calendar date in Asia/Tokyo, which has been UTC+9 without summer time since 1952. */
export function todayInTokyo(clock: Clock): IsoDate {
  return isoDate(new Date(clock.now().getTime() + TOKYO_OFFSET_MS).toISOString().slice(0, 10));
}

/** The moment at which a calendar date begins in Tokyo. */
export function startOfDay(day: IsoDate): Date {
  return new Date(`${day}T00:00:00+09:00`);
}
