import { fiscalYear, fiscalYearRange, isoDate, addDays, monthOf } from '@madoguchi/kernel';
import * as fc from 'fast-check';
import { countFacts, type FactRow, monthsOf, rateOf, samePeriodLastYear } from './figure';

const year = fiscalYear(2026);
const window = fiscalYearRange(year);
const fact = fc.record({
  recordId: fc.uuid(),
  personId: fc.constantFrom('a', 'b', 'c', 'd'),
  date: fc.integer({ min: -60, max: 430 }).map((days) => addDays(window.from, days)),
});
const facts = fc.array(fact, { maxLength: 40 }) as fc.Arbitrary<FactRow[]>;

describe('counting', () => {
  it('has twelve months from April to March', () => {
    expect(monthsOf(year)[0]).toBe('2026-04');
    expect(monthsOf(year)[11]).toBe('2027-03');
    expect(monthsOf(year)).toHaveLength(12);
  });

  it('adds up: the months make the total, for persons and for events', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom('persons' as const, 'events' as const), (rows, basis) => {
        const { total, byMonth } = countFacts(rows, basis, window);
        expect([...byMonth.values()].reduce((sum, n) => sum + n, 0)).toBe(total);
      }),
    );
  });

  it('counts events one by one and every person once', () => {
    fc.assert(
      fc.property(facts, (rows) => {
        const inside = rows.filter((row) => row.date >= '2026-04-01' && row.date <= '2027-03-31');
        expect(countFacts(rows, 'events', window).total).toBe(inside.length);
        expect(countFacts(rows, 'persons', window).total).toBe(new Set(inside.map((row) => row.personId)).size);
      }),
    );
  });

  it('counts one person hired twice as two events and one person, in the month of the first', () => {
    const rows = ['2026-06-01', '2026-05-10'].map((date, index) => ({ recordId: String(index), personId: 'a', date: isoDate(date) }));
    expect(countFacts(rows, 'events', window).total).toBe(2);
    const persons = countFacts(rows, 'persons', window);
    expect(persons.total).toBe(1);
    expect([...persons.byMonth]).toEqual([[monthOf(isoDate('2026-05-10')), 1]]);
  });

  it('takes the first day of the year and not the first day after it', () => {
    const rows = ['2026-04-01', '2027-03-31', '2027-04-01', '2026-03-31'].map((date) => ({ recordId: date, personId: date, date: isoDate(date) }));
    expect(countFacts(rows, 'events', window).total).toBe(2);
  });

  it('may pass 100 % and has no rate without a target', () => {
    expect(rateOf(92, 82)).toBe(112.2);
    expect(rateOf(92, null)).toBeNull();
    expect(rateOf(1, 0)).toBeNull();
  });
});

describe('the same period of the year before', () => {
  it('holds today’s day too, as this year’s figure does', () => {
    expect(samePeriodLastYear(window, isoDate('2026-11-20'))).toEqual({ from: '2025-04-01', until: '2025-11-21' });
  });

  it('is the whole year once this one is over', () => {
    expect(samePeriodLastYear(window, isoDate('2027-04-01'))).toEqual({ from: '2025-04-01', until: '2026-04-01' });
    expect(samePeriodLastYear(window, isoDate('2027-03-31'))).toEqual({ from: '2025-04-01', until: '2026-04-01' });
  });
});
