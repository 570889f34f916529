import fc from 'fast-check';
import { parsePrintedTarget, parsePrintedValue, printTarget, printValue, type TargetPart } from './printed-value';

const cases: readonly TargetPart[] = [{ label: '就職', unit: '件', basis: '件' }];
const people: readonly TargetPart[] = [{ label: '参加求職者', unit: '人', basis: 'unknown' }];
const fair: readonly TargetPart[] = [{ label: '参加企業', unit: '社', basis: 'unknown' }, ...people];

describe('an actual', () => {
  it.each([
    ['626件', cases, { kind: 'number', amounts: [626] }],
    ['(0回)0人', people, { kind: 'cancelled', held: 0, amounts: [0] }],
    ['(1回)11人', people, { kind: 'partly_held', held: 1, amounts: [11] }],
    ['0社 0人', fair, { kind: 'zero_as_printed', amounts: [0, 0] }],
    ['19社 40人', fair, { kind: 'number', amounts: [19, 40] }],
    ['0社 3人', fair, { kind: 'number', amounts: [0, 3] }],
    ['', fair, { kind: 'not_set', amounts: [null, null] }],
    ['—', cases, { kind: 'dash', amounts: [null] }],
    ['6社 —', fair, { kind: 'number', amounts: [6, null] }],
  ])('%p is understood and printed back', (text, parts, meaning) => {
    const value = parsePrintedValue(text, parts);
    expect(value).toEqual({ printed: text, ...meaning });
    expect(printValue(value, parts, ' ')).toBe(text);
  });

  it('keeps a cancelled event, a silent zero and a blank apart', () => {
    const kinds = ['(0回)0人', '0人', ''].map((text) => parsePrintedValue(text, people).kind);
    expect(kinds).toEqual(['cancelled', 'zero_as_printed', 'not_set']);
  });

  it.each([
    ['7, 300人', 7300],
    ['７，３００人', 7300],
    ['1,234,567人', 1_234_567],
    ['１２人', 12],
  ])('reads the dirty number %p', (text, amount) => {
    expect(parsePrintedValue(text, people)).toEqual({ printed: text, kind: 'number', amounts: [amount] });
  });

  it.each([
    ['626人', cases],
    ['626', cases],
    ['19社', fair],
    ['19社 40人 3人', fair],
    ['約20人', people],
    ['(1回)', people],
  ])('does not guess at %p', (text, parts) => {
    const refused = expect.objectContaining({ code: 'printed_value_unreadable' }) as Error;
    expect(() => parsePrintedValue(text, parts)).toThrow(refused);
  });
});

describe('a target', () => {
  it.each([
    ['626件 (666件)', cases, [626], [666]],
    ['15社・50人 (15社・50人)', fair, [15, 50], [15, 50]],
    ['389件', cases, [389], [null]],
    ['8社・30人', fair, [8, 30], [null, null]],
  ])('%p is understood and printed back', (text, parts, value, lastYear) => {
    const target = parsePrintedTarget(text, parts);
    expect([target.value.amounts, target.lastYear.amounts]).toEqual([value, lastYear]);
    expect(printTarget(target, parts)).toBe(text);
  });

  it('without brackets had none last year, which is not zero', () => {
    expect(parsePrintedTarget('389件', cases).lastYear.kind).toBe('not_set');
    expect(parsePrintedTarget('389件 (0件)', cases).lastYear.kind).toBe('zero_as_printed');
  });

  it('reads full-width brackets', () => {
    expect(parsePrintedTarget('626件（666件）', cases).lastYear.amounts).toEqual([666]);
  });

  it('comes back from any figures', () => {
    const figures = fc.tuple(fc.nat(99_999), fc.nat(99_999));
    fc.assert(
      fc.property(figures, fc.option(figures), ([companies, persons], last) => {
        const text = `${companies}社・${persons}人${last === null ? '' : ` (${last[0]}社・${last[1]}人)`}`;
        expect(printTarget(parsePrintedTarget(text, fair), fair)).toBe(text);
      }),
    );
  });
});
