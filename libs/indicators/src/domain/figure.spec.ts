import { fiscalYear, fiscalYearRange, isoDate } from '@madoguchi/kernel';
import { monthsOf, rateOf, samePeriodLastYear, yearShown } from './figure';

const year = fiscalYear(2026);
const window = fiscalYearRange(year);

describe('a figure', () => {
  it('has twelve months from April to March', () => {
    expect(monthsOf(year)[0]).toBe('2026-04');
    expect(monthsOf(year)[11]).toBe('2027-03');
    expect(monthsOf(year)).toHaveLength(12);
  });

  it('may pass 100 % and has no rate without a target', () => {
    expect(rateOf(92, 82)).toBe(112.2);
    expect(rateOf(92, null)).toBeNull();
    expect(rateOf(1, 0)).toBeNull();
  });
});

describe('a plan over three years', () => {
  it.each([
    ['2026-03-31', 2026],
    ['2027-04-01', 2027],
    ['2030-01-01', 2028],
  ])('shows on %s the year %i', (today, shown) => {
    expect(yearShown(2026, 2028, isoDate(today))).toBe(shown);
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
