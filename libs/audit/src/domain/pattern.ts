import { addDays, type BusinessCalendar, daysBetween, invalidField, type IsoDate } from '@madoguchi/kernel';

/** From when on something is shown. Settings of the town; the defaults are starting points and no published rule. */
export interface Thresholds {
  /** Persons without a part in them that one member of staff opened on a day. */
  readonly withoutPartPersons: number;
  /** How long an own record makes a part. */
  readonly withoutPartDays: number;
  /** Office hours on open days, HH:MM. */
  readonly opensAt: string;
  readonly closesAt: string;
  /** Looks outside of them that one member of staff made on a day. */
  readonly outsideLooks: number;
  /** Members of staff who opened one person on a day. */
  readonly staffOfPerson: number;
  /** Refused looks of one member of staff on a day. */
  readonly refusedLooks: number;
  /** Wrong passwords or codes of one account on a day. */
  readonly wrongSecrets: number;
  /** Questions of one day about persons whom the office may not see. */
  readonly exceptionalQuestions: number;
}

/** Longer ones read too much of the record at once. */
export const LONGEST_PERIOD = 92;

/** @throws DomainError on `until`. */
export function checkPeriod(from: IsoDate, until: IsoDate): void {
  const days = daysBetween(from, until) + 1;
  if (days < 1) throw invalidField('until', 'end_before_start', '期間の末日は、初日からの日付を入力してください。');
  if (days > LONGEST_PERIOD) throw invalidField('until', 'period_too_long', `期間は${LONGEST_PERIOD}日以内で入力してください。`);
}

export function openDays(calendar: BusinessCalendar, from: IsoDate, until: IsoDate): readonly IsoDate[] {
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index));
  return days.filter((day) => calendar.isOpen(day));
}
