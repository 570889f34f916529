import { PLAN_FILE_FORMAT, type PlanFile, readPlan } from '@madoguchi/agreements/documents';
import { columnsOf, moved, newPart, textOf, withActualYears, withNewLine, withNewSection, withoutLine, withParts, withTable, withText } from './editing';
import { rowsOf } from './table-text';

const empty: PlanFile = {
  format: PLAN_FILE_FORMAT,
  agreement: { name: '協定', parties: [{ key: 'city', name: '市', kind: 'city' }] },
  title: '事業計画',
  fiscalYears: [2026],
  actualColumns: [
    { fiscalYear: 2024, heading: '令和6年度' },
    { fiscalYear: 2025, heading: '令和7年度' },
  ],
  sections: [{ key: '1', heading: '1 若者', lines: [] }],
  footnotes: [],
};
const lineOf = (plan: PlanFile, n: number) => plan.sections[0]?.lines[n];
const faults = (plan: PlanFile): readonly string[] => {
  const reading = readPlan(plan);
  return 'faults' in reading ? reading.faults.map(({ at }) => at) : [];
};

describe('a plan is typed', () => {
  it('cell by cell, and each is read as printed', () => {
    let plan = withNewLine(empty, 0, 0);
    for (const [column, text] of ['就職件数', '35歳未満\n新卒を除く', '12件', '(0回)0件', '15件以上 (14件)'].entries()) plan = withText(plan, { section: 0, line: 0, column }, text);
    const line = lineOf(plan, 0);
    expect(line).toMatchObject({
      key: '1-1', label: '就職件数', note: ['35歳未満', '新卒を除く'],
      actuals: [{ kind: 'number', amounts: [12] }, { kind: 'cancelled', amounts: [0] }],
      targets: [{ fiscalYear: 2026, form: 'number', comparator: '以上', value: { amounts: [15] }, bracket: { amounts: [14] } }],
    });
    expect(columnsOf(plan).map((column) => line && textOf(line, column))).toEqual(['就職件数', '35歳未満\n新卒を除く', '12件', '(0回)0件', '15件以上 (14件)']);
    expect(faults(plan)).toEqual([]);
  });

  it('from a copied table, which adds the lines that it needs', () => {
    const plan = withTable(withNewLine(empty, 0, 0), { section: 0, line: 0, column: 0 }, rowsOf('就職件数\t説明\t12件\t13件\t15件\r\n参加者数\t"1行目\n2行目"\t—\t\t「""」\r\n'));
    expect(plan.sections[0]?.lines.map(({ label, note }) => [label, note])).toEqual([['就職件数', ['説明']], ['参加者数', ['1行目', '2行目']]]);
    expect(lineOf(plan, 1)?.actuals.map(({ kind }) => kind)).toEqual(['dash', 'not_set']);
    expect(new Set(plan.sections[0]?.lines.map(({ key }) => key)).size).toBe(2);
    expect(faults(plan)).toEqual([]);
  });

  it('in parts: what was typed stays and is read anew', () => {
    const one = withText(withNewLine(empty, 0, 0), { section: 0, line: 0, column: 2 }, '3社 20人');
    expect(lineOf(one, 0)?.actuals[0]?.kind).toBe('words');
    const [first] = lineOf(one, 0)?.parts ?? [];
    if (first === undefined) throw new Error('no part');
    const two = withParts(one, 0, 0, [{ ...first, unit: '社' }, { ...newPart([first]), unit: '人' }]);
    expect(lineOf(two, 0)?.actuals[0]).toEqual({ printed: '3社 20人', kind: 'number', amounts: [3, 20] });
    expect(faults(two).filter((at) => !at.endsWith('label'))).toEqual([]);
  });

  it('with other years of actuals, which every line follows', () => {
    const plan = withActualYears(withNewLine(empty, 0, 0), 1, (year) => `${year}年度`);
    expect(plan.actualColumns.map(({ heading }) => heading)).toEqual(['2023年度', '令和6年度', '令和7年度']);
    expect(lineOf(plan, 0)?.actuals).toHaveLength(3);
    expect(lineOf(withActualYears(plan, -1, String), 0)?.actuals).toHaveLength(2);
  });

  it('in an order that can be changed, without a key twice', () => {
    let plan = withNewLine(withNewLine(empty, 0, 0), 0, 1);
    plan = withNewLine(withoutLine(plan, 0, 0), 0, 1);
    expect(new Set(plan.sections[0]?.lines.map(({ key }) => key)).size).toBe(2);
    expect(withNewSection(plan).sections.map(({ key }) => key)).toEqual(['1', '2']);
    expect([moved(['a', 'b', 'c'], 0, 1), moved(['a', 'b', 'c'], 0, -1), moved(['a', 'b', 'c'], 2, 1)]).toEqual([['b', 'a', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']]);
  });
});
