import { ERAS, eraOf, eraYearOf, yearInEra } from './japanese-era';
import { addDays, isoDate } from './iso-date';

describe('eras', () => {
  it.each([
    ['1868-01-24', undefined],
    ['1868-01-25', '明治'],
    ['1912-07-29', '明治'],
    ['1912-07-30', '大正'],
    ['1926-12-24', '大正'],
    ['1926-12-25', '昭和'],
    ['1989-01-07', '昭和'],
    ['1989-01-08', '平成'],
    ['2019-04-30', '平成'],
    ['2019-05-01', '令和'],
  ])('%s is in %s', (date, name) => {
    expect(eraOf(isoDate(date))?.name).toBe(name);
  });

  it('leaves no day without an era', () => {
    ERAS.slice(0, -1).forEach((era, index) => {
      const next = ERAS[index + 1];
      expect(era.until === undefined ? '' : addDays(era.until, 1) >= (next?.from ?? '')).toBe(true);
    });
  });

  it('counts years both ways', () => {
    for (const era of ERAS) {
      for (const year of [1, 2, 30]) expect(eraYearOf(era, yearInEra(era, year))).toBe(year);
    }
    expect(ERAS.map((era) => yearInEra(era, 1))).toEqual([1868, 1912, 1926, 1989, 2019]);
  });
});
