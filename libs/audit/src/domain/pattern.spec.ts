import { businessCalendar, isoDate } from '@madoguchi/kernel';
import { checkPeriod, LONGEST_PERIOD, openDays } from './pattern';

describe('the period of a look for patterns', () => {
  it('is at most three months, and not backwards', () => {
    expect(LONGEST_PERIOD).toBe(92);
    expect(() => checkPeriod(isoDate('2026-08-21'), isoDate('2026-11-20'))).not.toThrow();
    expect(() => checkPeriod(isoDate('2026-08-20'), isoDate('2026-11-20'))).toThrow('92日以内');
    expect(() => checkPeriod(isoDate('2026-11-20'), isoDate('2026-11-20'))).not.toThrow();
    expect(() => checkPeriod(isoDate('2026-11-20'), isoDate('2026-11-19'))).toThrow();
  });

  it('has the open days of a calendar, both ends included', () => {
    const calendar = businessCalendar({ holidays: [isoDate('2026-11-23')], closures: [isoDate('2026-11-26')] });
    expect(openDays(calendar, isoDate('2026-11-20'), isoDate('2026-11-27'))).toEqual(['2026-11-20', '2026-11-24', '2026-11-25', '2026-11-27']);
  });
});
