import { addDays, isoDate, type IsoDate } from '@madoguchi/kernel';
import fc from 'fast-check';
import { dueBounds, type DueState } from './due-state';

const today = isoDate('2026-11-20');
/** As the list asks it of the database. */
const dueState = (dueOn: IsoDate, on: IsoDate): DueState | undefined => dueBounds(on).find(({ before }) => before === 'infinity' || dueOn < before)?.state;

describe('how a due date stands to today', () => {
  it.each([
    ['2026-11-19', 'overdue'],
    ['2025-12-31', 'overdue'],
    ['2026-11-20', 'today'],
    ['2026-11-21', 'week'],
    ['2026-11-26', 'week'],
    ['2026-11-27', 'later'],
    ['2027-01-01', 'later'],
  ])('calls %s %s', (dueOn, state) => {
    expect(dueState(isoDate(dueOn), today)).toBe(state);
  });

  it('never goes back to a calmer state as days pass', () => {
    const order: readonly string[] = ['later', 'week', 'today', 'overdue'];
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 60 }), (due, passed) => {
        const dueOn = addDays(today, due);
        const before = order.indexOf(dueState(dueOn, today) ?? '');
        expect(order.indexOf(dueState(dueOn, addDays(today, passed)) ?? '')).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
