import fc from 'fast-check';
import { addBusinessDays, bothOpen, businessCalendar, businessDaysBetween, isOpen } from './business-days';
import { addDays, isoDate } from './iso-date';

const d = isoDate;
const city = businessCalendar({ holidays: [d('2026-11-23'), d('2026-11-03')] });
const helloWork = businessCalendar({ holidays: [d('2026-11-23')], closures: [d('2026-11-25')] });
const dates = fc.integer({ min: 0, max: 1500 }).map((n) => addDays(d('2025-01-01'), n));

describe('business days', () => {
  it.each([
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-11-23', false],
    ['2026-12-28', true],
    ['2026-12-29', false],
    ['2026-12-31', false],
    ['2027-01-01', false],
    ['2027-01-04', true],
  ])('the city hall on %s: %s', (date, open) => {
    expect(isOpen(city, d(date))).toBe(open);
  });

  it('does not count the first day, weekends and holidays', () => {
    expect(addBusinessDays(city, d('2026-11-20'), 1)).toBe('2026-11-24');
    expect(addBusinessDays(city, d('2026-11-20'), 3)).toBe('2026-11-26');
    expect(addBusinessDays(city, d('2026-12-28'), 1)).toBe('2027-01-04');
    expect(addBusinessDays(city, d('2026-11-24'), -1)).toBe('2026-11-20');
  });

  it('moves a deadline on a closed day to the next open one', () => {
    expect(addBusinessDays(city, d('2026-11-21'), 0)).toBe('2026-11-24');
    expect(addBusinessDays(city, d('2026-11-20'), 0)).toBe('2026-11-20');
  });

  it('counts for two offices only the days on which both are open', () => {
    const both = bothOpen(city, helloWork);
    expect(addBusinessDays(both, d('2026-11-20'), 2)).toBe('2026-11-26');
    expect(businessDaysBetween(both, d('2026-11-20'), d('2026-11-27'))).toBe(3);
    fc.assert(fc.property(dates, (x) => isOpen(both, x) === (isOpen(city, x) && isOpen(helloWork, x))));
  });

  it('counts what it adds, forwards and back', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -40, max: 40 }).filter((n) => n !== 0), (from, n) => {
        const to = addBusinessDays(city, from, n);
        expect(isOpen(city, to)).toBe(true);
        expect(businessDaysBetween(city, from, to)).toBe(n);
      }),
    );
  });

  it('says so when a calendar never opens', () => {
    expect(() => addBusinessDays({ isOpen: () => false }, d('2026-11-20'), 1)).toThrow(
      expect.objectContaining({ code: 'calendar_closed' }),
    );
  });
});
