import { addDays, dayOfWeek, type IsoDate } from '@madoguchi/kernel';
import type { MadeUpPerson } from '../people/made-up-people';
import type { Path } from './path';

export interface Cast {
  readonly person: MadeUpPerson;
  readonly path: Path;
  readonly opensOn: IsoDate;
  /** Unique over the demo: gives case, registration and opening numbers. */
  readonly serial: number;
  readonly desk: 'welfare' | 'selfReliance' | 'singleParent';
}

/** The next working day at least `days` after. */
export function workday(date: IsoDate, days: number): IsoDate {
  let day = addDays(date, days);
  while (dayOfWeek(day) === 0 || dayOfWeek(day) === 6) day = addDays(day, 1);
  return day;
}
