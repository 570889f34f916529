import fc from 'fast-check';
import { type ReportedEntry, reportedPart } from './reported-part';

const entry = (month: string, amount: number | null, more: Partial<ReportedEntry> = {}): ReportedEntry => ({
  lineKey: '1-1', part: 0, period: 'month', month, kind: amount === null ? 'dash' : 'number', amount, ...more,
});
const cases = { unit: '件', basis: '件' } as const;

describe('what was reported of a part', () => {
  it('is nothing where nobody reported, which is not zero', () => {
    expect(reportedPart([], cases)).toBeUndefined();
    expect(reportedPart([entry('2026-04', null)], cases)).toMatchObject({ amount: null });
    expect(reportedPart([entry('2026-04', 0)], cases)).toMatchObject({ amount: 0 });
  });

  it('adds the months up, whatever their order, and says until when', () => {
    const months = fc.uniqueArray(fc.tuple(fc.integer({ min: 4, max: 9 }), fc.nat(1000)), { minLength: 1, selector: ([month]) => month });
    fc.assert(
      fc.property(months, (values) => {
        const read = reportedPart(values.map(([month, amount]) => entry(`2026-0${month}`, amount)), cases);
        expect(read).toMatchObject({ how: 'sum', amount: values.reduce((sum, [, amount]) => sum + amount, 0), lastMonth: `2026-0${Math.max(...values.map(([month]) => month))}` });
      }),
    );
  });

  it.each([
    [{ unit: '人', basis: '実人数' } as const],
    [{ unit: '%', basis: 'unknown' } as const],
  ])('never adds up %p', (part) => {
    expect(reportedPart([entry('2026-05', 7), entry('2026-04', 5)], part)).toMatchObject({ how: 'last_month', amount: 7, lastMonth: '2026-05' });
  });

  it('is the year’s own figure where one was reported', () => {
    expect(reportedPart([entry('2026-05', 7), entry('2026-04', 90, { period: 'year' })], cases)).toMatchObject({ how: 'year', amount: 90 });
  });
});
