import { addDays, type IsoDate } from '@madoguchi/kernel';

export type DueState = 'overdue' | 'today' | 'week' | 'later';

/** The week is seven days that begin today: on a Friday, what is due on Monday belongs to it. */
const WEEK_DAYS = 7;

/** How a due date stands to today in Asia/Tokyo: the state of the first bound that it lies before. */
export function dueBounds(today: IsoDate): readonly { readonly before: IsoDate | 'infinity'; readonly state: DueState }[] {
  return [
    { before: today, state: 'overdue' },
    { before: addDays(today, 1), state: 'today' },
    { before: addDays(today, WEEK_DAYS), state: 'week' },
    { before: 'infinity', state: 'later' },
  ];
}
