import fc from 'fast-check';
import { fiscalYear, fiscalYearLabel, fiscalYearOf, fiscalYearRange } from './fiscal-year';
import { addDays, isoDate } from './iso-date';

describe('fiscal year', () => {
  it.each([
    ['2026-03-31', 2025],
    ['2026-04-01', 2026],
    ['2026-12-31', 2026],
    ['2027-01-01', 2026],
  ])('%s lies in %i', (date, year) => {
    expect(fiscalYearOf(isoDate(date))).toBe(year);
  });

  it.each([
    [2024, '令和6年度'],
    [2020, '令和2年度'],
    [2019, '平成31年度(令和元年度)'],
    [2018, '平成30年度'],
    [1989, '平成元年度'],
    [1988, '昭和63年度'],
  ])('%i is written %s', (year, label) => {
    expect(fiscalYearLabel(fiscalYear(year))).toBe(label);
  });

  it('writes 2019 as the setting says', () => {
    expect(fiscalYearLabel(fiscalYear(2019), { turnOfEra: 'reiwa' })).toBe('令和元年度');
    expect(fiscalYearLabel(fiscalYear(2019), { turnOfEra: 'heisei' })).toBe('平成31年度');
  });

  it('is half-open: it holds its first day and not its last', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1901, max: 2998 }), (n) => {
        const year = fiscalYear(n);
        const { from, until } = fiscalYearRange(year);
        expect([fiscalYearOf(from), fiscalYearOf(addDays(until, -1)), fiscalYearOf(until)]).toEqual([n, n, n + 1]);
      }),
    );
  });

  it.each([1899, 3000, 2024.5, Number.NaN])('refuses %p', (n) => {
    expect(() => fiscalYear(n)).toThrow(expect.objectContaining({ code: 'fiscal_year_invalid' }));
  });
});
