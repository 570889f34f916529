import { fixedClock, systemClock, todayInTokyo } from './clock';

describe('clock', () => {
  it.each([
    ['2026-11-20T14:59:59Z', '2026-11-20'],
    ['2026-11-20T15:00:00Z', '2026-11-21'],
    ['2026-12-31T15:00:00.000Z', '2027-01-01'],
    ['2026-11-21T00:00:00+09:00', '2026-11-21'],
  ])('at %s it is %s in Tokyo', (instant, date) => {
    expect(todayInTokyo(fixedClock(instant))).toBe(date);
  });

  it.each(['2026-11-20', '2026-11-20T10:00:00', 'tomorrow', '2026-13-20T10:00:00Z'])('refuses %p as a fixed moment', (text) => {
    expect(() => fixedClock(text)).toThrow(RangeError);
  });

  it('hands out a date of its own each time, so that nobody can move the clock', () => {
    const clock = fixedClock('2026-11-20T00:00:00Z');
    clock.now().setUTCFullYear(1999);
    expect(clock.now().toISOString()).toBe('2026-11-20T00:00:00.000Z');
  });

  it('runs on the system time', () => {
    const before = Date.now();
    const now = systemClock.now().getTime();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
});
