import fc from 'fast-check';
import {
  addDays,
  addMonths,
  ageOn,
  compareDates,
  dayOfWeek,
  daysBetween,
  firstDay,
  isIsoDate,
  isoDate,
  lastDay,
  monthOf,
  yearMonth,
} from './iso-date';

const d = isoDate;
const dates = fc.integer({ min: -30_000, max: 30_000 }).map((n) => addDays(d('2000-01-01'), n));

describe('isoDate', () => {
  it.each(['2026-02-28', '2024-02-29', '2000-02-29', '1000-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isoDate(text)).toBe(text);
  });

  it.each(['2026-02-30', '2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '26-04-01', '', '2026-04-01T00:00:00Z', ' 2026-04-01'])(
    'refuses %p',
    (text) => {
      expect(isIsoDate(text)).toBe(false);
      expect(() => isoDate(text)).toThrow(expect.objectContaining({ code: 'date_invalid', kind: 'invalid' }));
    },
  );
});

describe('arithmetic', () => {
  it('steps over the ends of months, years and leap days', () => {
    expect(addDays(d('2026-12-31'), 1)).toBe('2027-01-01');
    expect(addDays(d('2024-03-01'), -1)).toBe('2024-02-29');
    expect(daysBetween(d('2026-04-01'), d('2027-04-01'))).toBe(365);
  });

  it('clamps a month at its end', () => {
    expect(addMonths(d('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(d('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(d('2026-03-31'), -1)).toBe('2026-02-28');
    expect(addMonths(d('2026-11-30'), 6)).toBe('2027-05-30');
    expect(addMonths(d('2026-01-15'), -1)).toBe('2025-12-15');
  });

  it('refuses to leave the years it knows', () => {
    expect(() => addDays(d('9999-12-31'), 1)).toThrow(expect.objectContaining({ code: 'date_invalid' }));
  });

  it('knows the weekday', () => {
    expect(dayOfWeek(d('2026-11-20'))).toBe(5);
    expect(dayOfWeek(d('1975-04-01'))).toBe(2);
  });

  it('adds what it measures', () => {
    fc.assert(fc.property(dates, dates, (a, b) => addDays(a, daysBetween(a, b)) === b));
  });

  it('orders as it measures', () => {
    fc.assert(fc.property(dates, dates, (a, b) => Math.sign(compareDates(a, b)) === -Math.sign(daysBetween(a, b)) + 0));
  });

  it('never moves a month by more than was asked', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -240, max: 240 }), (date, months) => {
        const moved = addMonths(date, months);
        const index = (x: string): number => Number(x.slice(0, 4)) * 12 + Number(x.slice(5, 7));
        return index(moved) - index(date) === months && moved.slice(8) <= date.slice(8);
      }),
    );
  });
});

describe('ageOn', () => {
  it.each([
    ['1975-04-01', '2026-11-20', 51],
    ['1975-11-20', '2026-11-20', 51],
    ['1975-11-21', '2026-11-20', 50],
    ['2004-02-29', '2026-02-28', 21],
    ['2004-02-29', '2026-03-01', 22],
    ['2026-11-20', '2026-11-20', 0],
  ])('born %s, on %s: %i', (birth, on, age) => {
    expect(ageOn(d(birth), d(on))).toBe(age);
  });

  it('refuses a birth that lies ahead', () => {
    expect(() => ageOn(d('2027-01-01'), d('2026-11-20'))).toThrow(expect.objectContaining({ code: 'birth_after_date' }));
  });
});

describe('months', () => {
  it('has a first and a last day', () => {
    expect(monthOf(d('2024-02-11'))).toBe('2024-02');
    expect(firstDay(yearMonth('2024-02'))).toBe('2024-02-01');
    expect(lastDay(yearMonth('2024-02'))).toBe('2024-02-29');
  });

  it.each(['2026-13', '2026-0', '2026', '2026-00'])('refuses %p', (text) => {
    expect(() => yearMonth(text)).toThrow(expect.objectContaining({ code: 'month_invalid' }));
  });

  it('holds every date of its own', () => {
    fc.assert(fc.property(dates, (x) => firstDay(monthOf(x)) <= x && x <= lastDay(monthOf(x))));
  });
});
