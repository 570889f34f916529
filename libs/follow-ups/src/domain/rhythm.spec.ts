import { addDays, businessCalendar, daysBetween, type IsoDate, isoDate } from '@madoguchi/kernel';
import fc from 'fast-check';
import { EACH_DAY, remind, type Rhythm } from './rhythm';

const calendar = businessCalendar({ holidays: [isoDate('2026-11-23')], closures: [isoDate('2026-11-26')] });
const from = isoDate('2026-11-20');

/** The days on which somebody who sweeps once a day reminds, up to a last day. */
function reminders(rhythm: Rhythm, dueOn: IsoDate, first: IsoDate, last: IsoDate, swept: (day: IsoDate) => boolean = () => true): readonly IsoDate[] {
  const days: IsoDate[] = [];
  let remindOn: IsoDate | null = null;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (!swept(day) || (remindOn !== null && remindOn > day)) continue;
    const { today, next } = remind(rhythm, { dueOn, remindOn }, day, calendar);
    if (today) days.push(day);
    remindOn = next;
  }
  return days;
}

describe('the rhythm of reminders', () => {
  it('of the house is each day from the due day on, also on Saturdays', () => {
    expect(reminders(EACH_DAY, from, addDays(from, -9), addDays(from, 2))).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
  });

  it('can begin before the due day, and go on every so many open days of the office', () => {
    const rhythm: Rhythm = { before: [3, 14], after: { openDays: 2 } };
    expect(reminders(rhythm, from, isoDate('2026-11-01'), isoDate('2026-12-03'))).toEqual(['2026-11-06', '2026-11-17', '2026-11-20', '2026-11-25', '2026-11-30', '2026-12-02']);
  });

  it('makes up for days on which nobody swept with one reminder', () => {
    const rhythm: Rhythm = { before: [3, 7], after: { days: 7 } };
    const asleep = (day: IsoDate): boolean => day < '2026-11-12' || day > '2026-11-18';
    expect(reminders(rhythm, from, isoDate('2026-11-01'), isoDate('2026-11-27'), asleep)).toEqual(['2026-11-19', '2026-11-20', '2026-11-27']);
  });

  it('always has the due day, never goes back, and never waits longer than the rhythm', () => {
    const rhythms = fc.record({
      before: fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 3 }),
      after: fc.oneof(fc.record({ days: fc.integer({ min: 1, max: 10 }) }), fc.record({ openDays: fc.integer({ min: 1, max: 5 }) })),
    });
    fc.assert(
      fc.property(rhythms, fc.integer({ min: -30, max: 30 }), (rhythm, offset) => {
        const dueOn = addDays(from, offset);
        const days = reminders(rhythm, dueOn, addDays(dueOn, -50), addDays(dueOn, 60));
        expect(days).toContain(dueOn);
        expect(days.filter((day) => day < dueOn)).toEqual([...new Set(rhythm.before.filter((n) => n > 0).map((n) => addDays(dueOn, -n)))].sort());
        const late = days.filter((day) => day >= dueOn);
        const steps = late.slice(1).map((day, n) => daysBetween(late[n] ?? day, day));
        if ('days' in rhythm.after) expect(new Set(steps)).toEqual(new Set([rhythm.after.days]));
        else expect(late.slice(1).every((day) => calendar.isOpen(day))).toBe(true);
      }),
    );
  });
});
