import fc from 'fast-check';
import { readCell, readTarget, readTargetCell, targetText } from './cells';
import type { PlanFilePart } from './plan-file';

const part = (key: string, unit: PlanFilePart['unit']): PlanFilePart => ({ key, label: key, unit, basis: 'unknown' });
const cases = [part('placed', '件')];
const people = [part('people', '人')];
const fair = [part('companies', '社'), ...people];

describe('a cell of actuals', () => {
  it.each([
    ['626件', cases, { kind: 'number', amounts: [626] }],
    ['626', cases, { kind: 'number', amounts: [626] }],
    ['(0回)0人', people, { kind: 'cancelled', amounts: [0] }],
    ['(1回)11人', people, { kind: 'partly_held', amounts: [11] }],
    ['0社 0人', fair, { kind: 'zero_as_printed', amounts: [0, 0] }],
    ['19社 40人', fair, { kind: 'number', amounts: [19, 40] }],
    ['19社\n40人', fair, { kind: 'number', amounts: [19, 40] }],
    ['0社 3人', fair, { kind: 'number', amounts: [0, 3] }],
    ['', fair, { kind: 'not_set', amounts: [null, null] }],
    ['—', cases, { kind: 'dash', amounts: [null] }],
    ['6社 —', fair, { kind: 'number', amounts: [6, null] }],
    ['68.5％', [part('rate', '%')], { kind: 'number', amounts: [68.5] }],
  ])('%p is understood and keeps its text', (text, parts, meaning) => {
    expect(readCell(text, parts)).toEqual({ printed: text, ...meaning });
  });

  it.each([
    ['7, 300人', 7300],
    ['７，３００人', 7300],
    ['1,234,567人', 1_234_567],
    ['１２人', 12],
  ])('reads the dirty number %p', (text, amount) => {
    expect(readCell(text, people)).toEqual({ printed: text, kind: 'number', amounts: [amount] });
  });

  it.each([
    ['626人', cases],
    ['19社', fair],
    ['19社 40人 3人', fair],
    ['約20人', people],
    ['(1回)', people],
    ['前年度実績以上', cases],
  ])('does not guess at %p', (text, parts) => {
    expect(readCell(text, parts)).toEqual({ printed: text, kind: 'words', amounts: parts.map(() => null) });
  });
});

describe('a target', () => {
  it.each([
    ['626件 (666件)', cases, [626], [666]],
    ['15社・50人 (15社・50人)', fair, [15, 50], [15, 50]],
    ['626件（666件）', cases, [626], [666]],
    ['389件 (0件)', cases, [389], [0]],
  ])('%p has what stands in brackets beside it', (text, parts, value, bracket) => {
    const target = readTarget(text, parts);
    expect([target.value.amounts, target.bracket?.amounts]).toEqual([value, bracket]);
    expect(text.replace(/\s/u, '')).toBe(`${target.value.printed}${target.bracket?.printed}`);
  });

  it.each([
    ['389件', cases, [389]],
    ['8社・30人', fair, [8, 30]],
    ['(2回)20人', people, [20]],
    ['前年度実績以上', cases, [null]],
  ])('%p has none, which is not zero', (text, parts, value) => {
    const target = readTarget(text, parts);
    expect([target.value.amounts, target.bracket]).toEqual([value, undefined]);
  });

  it('comes back from any figures', () => {
    const figures = fc.tuple(fc.nat(99_999), fc.nat(99_999));
    fc.assert(
      fc.property(figures, fc.option(figures), ([companies, persons], last) => {
        const text = `${companies}社・${persons}人${last === null ? '' : ` (${last[0]}社・${last[1]}人)`}`;
        const read = readTarget(text, fair);
        expect([targetText(read), read.value.amounts, read.bracket?.amounts]).toEqual([text, [companies, persons], last ?? undefined]);
      }),
    );
  });
});

describe('the words of a target', () => {
  it.each([
    ['120件', { form: 'number', value: { amounts: [120] } }],
    ['120件以上', { form: 'number', comparator: '以上', value: { printed: '120件以上', amounts: [120] } }],
    ['5件以下 (6件)', { form: 'number', comparator: '以下', value: { amounts: [5] }, bracket: { amounts: [6] } }],
    ['前年度実績以上', { form: 'last_actual_or_more', comparator: '以上', value: { kind: 'words', amounts: [null] } }],
    ['随時実施する', { form: 'sentence', value: { kind: 'words' } }],
    ['', { form: 'none', value: { kind: 'not_set' } }],
    ['—', { form: 'none', value: { kind: 'dash' } }],
  ])('%p say how it is expressed', (text, meaning) => {
    expect(readTargetCell(text, cases)).toMatchObject(meaning);
  });
});
