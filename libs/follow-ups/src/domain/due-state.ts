import { addDays, type IsoDate } from '@madoguchi/kernel';

export type DueState = 'overdue' | 'today' | 'week' | 'later';

/** The week is seven days that begin today: on a Friday, what is due on Monday belongs to it. */
const WEEK_DAYS = 7;

/** How a due date stands to today in Asia/Tokyo. */
export function dueState(dueOn: IsoDate, today: IsoDate): DueState {
  if (dueOn < today) return 'overdue';
  if (dueOn === today) return 'today';
  return dueOn < addDays(today, WEEK_DAYS) ? 'week' : 'later';
}
