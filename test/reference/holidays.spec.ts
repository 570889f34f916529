import { addDays, dateOf, dayOfWeek, type IsoDate } from '@madoguchi/kernel';
import { HOLIDAYS } from '../../migrations/reference/holidays';

const YEARS = [2024, 2025, 2026, 2027, 2028];
const FIXED = ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'];
/** Happy Mondays: month and which Monday of it. */
const MONDAYS = [[1, 2], [7, 3], [9, 3], [10, 2]] as const;
const EQUINOXES = [
  ...['2024-03-20', '2025-03-20', '2026-03-20', '2027-03-21', '2028-03-20'],
  ...['2024-09-22', '2025-09-23', '2026-09-23', '2027-09-23', '2028-09-22'],
];

function nthMonday(year: number, month: number, n: number): IsoDate {
  const first = dateOf(year, month, 1);
  return addDays(first, ((8 - dayOfWeek(first)) % 7) + (n - 1) * 7);
}

/** The law's own rules, from the named days alone. */
function byLaw(): string[] {
  const named = new Set<string>([
    ...EQUINOXES,
    ...YEARS.flatMap((year) => FIXED.map((monthDay) => `${year}-${monthDay}`)),
    ...YEARS.flatMap((year) => MONDAYS.map(([month, n]) => nthMonday(year, month, n))),
  ]);
  const all = new Set(named);
  for (const day of named) {
    let next = day as IsoDate;
    if (dayOfWeek(next) === 0) {
      while (named.has(next)) next = addDays(next, 1);
      all.add(next);
    }
    const between = addDays(day as IsoDate, 1);
    if (!named.has(between) && named.has(addDays(between, 1))) all.add(between);
  }
  return [...all].sort();
}

describe('national holidays', () => {
  it('are those that the law gives', () => {
    expect(HOLIDAYS.map((holiday) => holiday.day)).toEqual(byLaw());
  });

  it('number as many as each year has', () => {
    const count = (year: number) => HOLIDAYS.filter((holiday) => holiday.day.startsWith(`${year}-`)).length;
    expect(YEARS.map(count)).toEqual([21, 19, 18, 17, 16]);
  });

  it('name the substitute and the bridged days', () => {
    const nameOf = (day: string) => HOLIDAYS.find((holiday) => holiday.day === day)?.name;
    expect(nameOf('2026-05-06')).toBe('振替休日');
    expect(nameOf('2026-09-22')).toBe('国民の休日');
    expect(nameOf('2027-03-22')).toBe('振替休日');
    expect(HOLIDAYS.filter((holiday) => holiday.name === '国民の休日')).toHaveLength(1);
  });
});
