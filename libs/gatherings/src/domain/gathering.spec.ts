import { type IsoDate, isoDate } from '@madoguchi/kernel';
import { attendanceOf, printAttendance, type Session, sessionFaults } from './gathering';

const on = isoDate('2026-08-01');
const held = (firms: number | null, people: number | null, employers: readonly string[] = []): Session => ({ state: 'held', on, firms, people, employers });
const planned: Session = { state: 'planned', on };
const cancelled: Session = { state: 'cancelled', on, reason: '台風' };

describe('a gathering', () => {
  it.each<[string, readonly [Session, ...Session[]], ReturnType<typeof attendanceOf>, string]>([
    ['to come', [planned, planned], { state: 'planned', times: 0, firms: 0, people: 0 }, ''],
    ['to come again', [held(3, 12), planned], { state: 'under_way', times: 1, firms: 3, people: 12 }, ''],
    ['held', [held(20, 20), held(3, 9)], { state: 'held', times: 2, firms: 23, people: 29 }, '29人'],
    ['held with nobody', [held(4, 0)], { state: 'held_with_zero', times: 1, firms: 4, people: 0 }, '0人'],
    ['held in part', [held(2, 11), cancelled], { state: 'partly_held', times: 1, firms: 2, people: 11 }, '(1回)11人'],
    ['cancelled', [cancelled], { state: 'cancelled', times: 0, firms: 0, people: 0 }, '(0回)0人'],
    ['held, of which one number is not told', [held(2, 11), held(1, null)], { state: 'held', times: 2, firms: 3, people: null }, ''],
  ])('%s', (_what, sessions, attendance, printed) => {
    expect(attendanceOf(sessions)).toEqual(attendance);
    expect(printAttendance(attendanceOf(sessions), ['人'])).toBe(printed);
  });

  it('prints two numbers as the plans do', () => {
    expect(printAttendance(attendanceOf([held(20, 29)]), ['社', '人'])).toBe('20社 29人');
    expect(printAttendance(attendanceOf([held(20, 29)]), ['回'])).toBe('1回');
  });
});

describe('a time of a gathering', () => {
  const day = (text: string): IsoDate => isoDate(text);

  it.each<[string, Session, readonly string[]]>([
    ['later than today', { ...held(1, 1), on: day('2026-08-02') }, ['held_in_future']],
    ['with half a person', held(1, 1.5), ['not_a_count']],
    ['with fewer firms than are named', held(1, 1, ['山田商店', '川口']), ['more_named_than_counted']],
    ['cancelled without a reason', { ...cancelled, reason: ' ' }, ['reason_missing']],
  ])('%s is refused', (_what, session, faults) => {
    expect(sessionFaults(session, on)).toEqual(faults);
  });

  it('is right with one employer typed twice, a number that is not told, and no one', () => {
    expect(sessionFaults(held(1, null, ['ヤマダ 商店', 'ﾔﾏﾀﾞ商店']), on)).toEqual([]);
    expect(sessionFaults(held(0, 0), on)).toEqual([]);
    expect(sessionFaults(planned, on)).toEqual([]);
  });
});
