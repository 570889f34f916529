import { isoDate } from '@madoguchi/kernel';
import { checkBeginning, checkMovable, endAfter, nextTransferDay } from './assignment';

const today = isoDate('2026-11-20');
const open = { validFrom: isoDate('2024-04-01'), validUntil: 'infinity' } as const;

describe('the day of transfers', () => {
  it('is 1 April of the next fiscal year', () => {
    expect(nextTransferDay(today)).toBe('2027-04-01');
    expect(nextTransferDay(isoDate('2027-03-31'))).toBe('2027-04-01');
    expect(nextTransferDay(isoDate('2027-04-01'))).toBe('2028-04-01');
  });
});

describe('the end of an assignment', () => {
  it('is stored as the first day no longer', () => {
    expect(endAfter(open, isoDate('2027-03-31'), today)).toBe('2027-04-01');
    expect(endAfter(open, isoDate('2026-11-19'), today)).toBe('2026-11-20');
  });

  it('never reaches back to days on which somebody acted, nor before the beginning, nor twice', () => {
    expect(() => endAfter(open, isoDate('2026-11-18'), today)).toThrow(/昨日以後/);
    expect(() => endAfter({ ...open, validFrom: isoDate('2027-04-01') }, isoDate('2027-03-31'), today)).toThrow(/始まる日以後/);
    expect(() => endAfter({ ...open, validUntil: today }, isoDate('2027-03-31'), today)).toThrow(/終わっています/);
  });
});

describe('a beginning', () => {
  it('lies between today and two years from now', () => {
    expect(() => checkBeginning(today, today)).not.toThrow();
    expect(() => checkBeginning(isoDate('2026-11-19'), today)).toThrow(/今日以後/);
    expect(() => checkBeginning(isoDate('2028-11-21'), today)).toThrow(/2年以内/);
  });
});

describe('a move', () => {
  const day = isoDate('2027-04-01');
  it('takes somebody who is here until that day', () => {
    expect(() => checkMovable(open, day, 'moves.0.assignmentId')).not.toThrow();
    expect(() => checkMovable({ ...open, validUntil: day }, day, 'moves.0.assignmentId')).not.toThrow();
    expect(() => checkMovable({ ...open, validUntil: isoDate('2027-03-31') }, day, 'moves.0.assignmentId')).toThrow(/前に終わる/);
    expect(() => checkMovable({ ...open, validFrom: day }, day, 'moves.0.assignmentId')).toThrow(/前に始まっている/);
  });
});
