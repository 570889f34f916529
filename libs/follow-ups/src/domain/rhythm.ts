import { addBusinessDays, addDays, type BusinessCalendar, type IsoDate } from '@madoguchi/kernel';

/** On which days an open item is shown to whom it belongs. On the due day itself it always is. */
export interface Rhythm {
  /** Days before the due day. */
  readonly before?: readonly number[];
  /** After the due day, every so many days, or every so many 開庁日 of the office that has the item. */
  readonly after: { readonly days: number } | { readonly openDays: number };
}

/** The rhythm of the house: from the due day on, each day until it is done. */
export const EACH_DAY: Rhythm = { after: { days: 1 } };

/** What the sweep does with an item today. */
export interface Reminding {
  readonly today: boolean;
  /** The day on which the sweep looks at it again. */
  readonly next: IsoDate;
}

/** A day that passed while nobody swept is made up for once: reminders do not pile up. */
export function remind(rhythm: Rhythm, item: { readonly dueOn: IsoDate; readonly remindOn: IsoDate | null }, today: IsoDate, calendar: BusinessCalendar): Reminding {
  const days = [...(rhythm.before ?? []).map((n) => addDays(item.dueOn, -n)), item.dueOn].sort();
  const [first = item.dueOn] = days;
  const shown = item.remindOn ?? first;
  if (shown > today) return { today: false, next: shown };
  return { today: true, next: days.find((day) => day > today) ?? afterDue(rhythm, today, calendar) };
}

function afterDue({ after }: Rhythm, today: IsoDate, calendar: BusinessCalendar): IsoDate {
  return 'days' in after ? addDays(today, after.days) : addBusinessDays(calendar, today, after.openDays);
}
