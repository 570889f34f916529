import { charactersOf } from '@madoguchi/kernel';
import fc from 'fast-check';
import { blackOut, isForced, isNamed, type ItemFacts, markItem, mustBeSecond, mustRefuse, orderRanges, outcomeOf, type Range } from './review';

const refused = (code: string): Error => expect.objectContaining({ code }) as Error;
const VARIANT = '葛\u{E0100}';
/** Ordinary, paired, varied and voiced characters, with line breaks. */
const text = fc.array(fc.constantFrom('あ', '𠮷', VARIANT, 'か\u3099', 'a', '\n', '9', '神\u{FE00}'), { maxLength: 40 }).map((all) => all.join(''));
const withRanges = text.chain((one) => {
  const { length } = charactersOf(one);
  const range = fc.tuple(fc.nat(Math.max(0, length - 1)), fc.integer({ min: 1, max: 10 })).map(([from, lasts]): Range => ({ from, until: Math.min(length, from + lasts) }));
  return fc.tuple(fc.constant(one), length === 0 ? fc.constant<Range[]>([]) : fc.array(range, { maxLength: 6 }));
});

describe('blackOut', () => {
  it('takes a pair and a variant for one character', () => {
    expect(blackOut(`𠮷田${VARIANT}城`, [{ from: 0, until: 1 }, { from: 2, until: 3 }])).toBe('■田■城');
  });

  it('leaves nothing of a blacked-out character, and keeps the count and all others', () => {
    fc.assert(
      fc.property(withRanges, ([one, ranges]) => {
        const [before, after] = [charactersOf(one), charactersOf(blackOut(one, ranges))];
        expect(after).toHaveLength(before.length);
        before.forEach((character, index) => {
          const black = ranges.some(({ from, until }) => from <= index && index < until);
          expect(after[index]).toBe(black ? '■' : character);
        });
      }),
    );
  });

  it('says the same of ranges in order and without overlaps', () => {
    fc.assert(
      fc.property(withRanges, ([one, ranges]) => {
        const ordered = orderRanges(one, ranges);
        expect(blackOut(one, ordered)).toBe(blackOut(one, ranges));
        ordered.slice(1).forEach((range, index) => expect(range.from).toBeGreaterThan(ordered[index]?.until ?? 0));
      }),
    );
  });
});

describe('markItem', () => {
  const item = { body: '夫の勤務先を話した。', forced: false };

  it('computes the text that is given out', () => {
    expect(markItem(item, { mark: 'partial', reason: 'third_party', ranges: [{ from: 0, until: 5 }] })).toMatchObject({ output: '■■■■■を話した。' });
    expect(markItem(item, { mark: 'disclose' })).toEqual({ mark: 'disclose', reason: null, ranges: [], output: null });
    expect(markItem(item, { mark: 'withhold', reason: 'third_party', ranges: [{ from: 0, until: 5 }] })).toMatchObject({ ranges: [], output: null });
  });

  it.each([
    ['reason_required', { mark: 'withhold' }],
    ['reason_not_expected', { mark: 'disclose', reason: 'third_party' }],
    ['ranges_required', { mark: 'partial', reason: 'third_party' }],
    ['range', { mark: 'partial', reason: 'third_party', ranges: [{ from: 9, until: 11 }] }],
    ['range', { mark: 'partial', reason: 'third_party', ranges: [{ from: 3, until: 3 }] }],
  ] as const)('refuses with %s', (code, given) => {
    expect(() => markItem(item, given)).toThrow(refused(code));
  });

  it('changes nothing of what a measure forces', () => {
    expect(() => markItem({ ...item, forced: true }, { mark: 'disclose' })).toThrow(refused('must_withhold'));
    const locating = new Set(['contact']);
    expect(isForced({ own: true, itemGroup: 'contact' }, 'guardian', true, locating)).toBe(true);
    expect(isForced({ own: true, itemGroup: 'contact' }, 'self', true, locating)).toBe(false);
    expect(isForced({ own: true, itemGroup: 'health' }, 'agent', true, locating)).toBe(false);
    expect(isForced({ own: true, itemGroup: 'contact' }, 'agent', false, locating)).toBe(false);
  });
});

describe('the decision', () => {
  const marked = (mark: ItemFacts['mark']): ItemFacts => ({ own: true, mark, markedBy: 'reviewer', answer: null });
  const received = (answer: ItemFacts['answer']): ItemFacts => ({ own: false, mark: null, markedBy: null, answer });

  it('follows from the marks', () => {
    expect(outcomeOf([marked('disclose'), received('objects')])).toBe('disclose');
    expect(outcomeOf([marked('withhold'), marked('withhold')])).toBe('withhold');
    expect(outcomeOf([marked('withhold'), marked('disclose')])).toBe('partial');
    expect(outcomeOf([marked('partial')])).toBe('partial');
    expect(outcomeOf([])).toBe('withhold');
    expect(() => outcomeOf([marked('disclose'), marked(null)])).toThrow(refused('not_marked'));
    expect(() => outcomeOf([marked('disclose'), received(null)])).toThrow(refused('not_answered'));
  });

  it('is of a supervisor who reviewed nothing', () => {
    const review = { begunBy: 'opener', items: [marked('disclose')] };
    expect(() => mustBeSecond(review, { staffId: 'boss', supervises: true })).not.toThrow();
    expect(() => mustBeSecond(review, { staffId: 'boss', supervises: false })).toThrow(refused('not_decider'));
    expect(() => mustBeSecond(review, { staffId: 'reviewer', supervises: true })).toThrow(refused('second_person'));
    expect(() => mustBeSecond(review, { staffId: 'opener', supervises: true })).toThrow(refused('second_person'));
  });

  it('gives nothing to the other side of a measure, however the name is written', () => {
    expect(isNamed('髙橋　一郎', ['高橋一郎'])).toBe(true);
    expect(isNamed('高橋二郎', ['高橋一郎'])).toBe(false);
    expect(() => mustRefuse('partial', true)).toThrow(refused('may_not_disclose'));
    expect(() => mustRefuse('disclose', true)).toThrow(refused('may_not_disclose'));
    expect(() => mustRefuse('withhold', true)).not.toThrow();
    expect(() => mustRefuse('refuse_existence', true)).not.toThrow();
    expect(() => mustRefuse('disclose', false)).not.toThrow();
  });
});
