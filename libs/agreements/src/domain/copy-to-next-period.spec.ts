import { copyToNextPeriod } from './copy-to-next-period';
import { documentName, linesOf, tableName } from './plan';
import { readCell, readTarget } from './plan-file/cells';
import { PLAN_FILE_FORMAT, type PlanFile, type PlanFilePart } from './plan-file/plan-file';

const parts: readonly PlanFilePart[] = [{ key: '1', label: '就職', unit: '件', basis: '件' }];

const plan: PlanFile = {
  format: PLAN_FILE_FORMAT,
  agreement: { name: '雇用対策協定', parties: [{ key: 'city', name: '市', kind: 'city' }] },
  source: '令和6年度 事業計画（市）',
  title: '雇用対策協定に基づく事業計画',
  texts: [{ heading: '令和6年度 事業計画の概要', text: ['概要'] }],
  tableTitle: '事業計画目標値一覧',
  fiscalYears: [2024],
  bracketMeans: 'last_target',
  headings: { section: '連携項目', target: '目標', item: '項目', note: '説明', actuals: '実績', targetValue: ['目標値', '令和6年度'] },
  actualColumns: [2019, 2020, 2021, 2022, 2023].map((year) => ({ fiscalYear: year, heading: `${year}` })),
  sections: [
    {
      key: '1',
      heading: '1 若者等に関する取組',
      measures: [{ key: 'm', title: '面接会', isNew: '新規', years: [2024, 2025] }],
      lines: [
        {
          key: '1-1',
          label: '就職件数',
          note: ['※年1回の開催によるもの', '※令和6年度新規目標'],
          parts,
          actuals: ['1件', '2件', '3件', '4件', ''].map((text) => readCell(text, parts)),
          targets: [{ fiscalYear: 2024, form: 'number', ...readTarget('626件 (666件)', parts) }],
        },
      ],
    },
  ],
  footnotes: ['注1) 目標値の()は令和5年度目標値'],
};

describe('the plan of the next year', () => {
  const copy = copyToNextPeriod(plan);
  const [line] = linesOf(copy);

  it('puts the target into brackets and keeps it as the first proposal', () => {
    expect(line?.targets).toMatchObject([{ fiscalYear: 2025, value: { printed: '626件' }, bracket: { printed: '(626件)', amounts: [626] } }]);
  });

  it('shows the five years before it, the youngest not reported', () => {
    expect(copy.actualColumns.map((column) => column.fiscalYear)).toEqual([2020, 2021, 2022, 2023, 2024]);
    expect(copy.actualColumns.at(-1)?.heading).toBe('令和6年度');
    expect(line?.actuals.map((actual) => actual.printed)).toEqual(['2件', '3件', '4件', '', '']);
    expect(line?.actuals.map((actual) => actual.kind).slice(-2)).toEqual(['not_set', 'not_reported']);
  });

  it('moves every year in its words by one, and what was new is new no longer', () => {
    expect(documentName(copy)).toBe('令和7年度 雇用対策協定に基づく事業計画');
    expect(tableName(copy)).toBe('令和7年度事業計画目標値一覧');
    expect([copy.source, copy.texts?.[0]?.heading]).toEqual([undefined, '令和7年度 事業計画の概要']);
    expect(copy.headings?.targetValue).toEqual(['目標値', '令和7年度']);
    expect(copy.footnotes).toEqual(['注1) 目標値の()は令和6年度目標値']);
    expect(line?.note).toEqual(['※年1回の開催によるもの']);
    expect(copy.sections[0]?.measures).toEqual([{ key: 'm', title: '面接会', years: [2025] }]);
  });

  it.each([
    ['last_actual' as const, { printed: '', kind: 'not_reported' }],
    ['share' as const, undefined],
  ])('says nothing in brackets that it does not know: %s', (bracketMeans, bracket) => {
    const [target] = linesOf(copyToNextPeriod({ ...plan, bracketMeans }))[0]?.targets ?? [];
    expect(target?.bracket).toEqual(bracket && { ...bracket, amounts: [null] });
  });

  it('is of three years after a plan of three', () => {
    const [only] = linesOf(plan);
    if (only === undefined) throw new Error('no line');
    const targets = [2024, 2025, 2026].map((year) => ({ fiscalYear: year, form: 'number' as const, ...readTarget(`${year}件`, parts) }));
    const three = copyToNextPeriod({ ...plan, fiscalYears: [2024, 2025, 2026], sections: [{ key: '1', heading: '1', lines: [{ ...only, targets }] }] });
    expect(three.fiscalYears).toEqual([2027, 2028, 2029]);
    expect(documentName(three)).toBe('令和9年度～令和11年度 雇用対策協定に基づく事業計画');
    expect(three.actualColumns.map((column) => column.fiscalYear)).toEqual([2022, 2023, 2024, 2025, 2026]);
    expect(linesOf(three)[0]?.targets.map((target) => target.fiscalYear)).toEqual([2027, 2028, 2029]);
  });

  it('leaves the plan it copies as it was', () => {
    const before = structuredClone(plan);
    copyToNextPeriod(plan);
    expect(plan).toEqual(before);
  });
});
