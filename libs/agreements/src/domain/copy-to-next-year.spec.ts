import { fiscalYear } from '@madoguchi/kernel';
import { copyToNextYear } from './copy-to-next-year';
import { type AnnualPlan, documentName, linesOf, tableName } from './plan';
import { parsePrintedTarget, parsePrintedValue, type TargetPart } from './printed-value';

const parts: readonly TargetPart[] = [{ label: '就職', unit: '件', basis: '件' }];
const years = [2019, 2020, 2021, 2022, 2023].map(fiscalYear);

const plan: AnnualPlan = {
  title: '雇用対策協定に基づく事業計画',
  fiscalYear: fiscalYear(2024),
  tableTitle: '事業計画目標値一覧',
  headings: { section: '連携項目', target: '目標', item: '項目', note: '説明', actuals: '実績', targetValue: ['目標値', '令和6年度'] },
  actualColumns: years.map((year) => ({ fiscalYear: year, heading: `${year}` })),
  sections: [
    {
      heading: '1 若者等に関する取組',
      textHeading: 'i 若者等に関する取組',
      lines: [
        {
          key: '1-1',
          label: '就職件数',
          note: ['※年1回の開催によるもの', '※令和6年度新規目標'],
          parts,
          actuals: ['1件', '2件', '3件', '4件', ''].map((text) => parsePrintedValue(text, parts)),
          target: parsePrintedTarget('626件 (666件)', parts),
          text: { printed: ['就職件数 626 件'], differences: [] },
        },
      ],
    },
  ],
  footnotes: ['注1) 目標値の()は令和5年度目標値'],
};

describe('copyToNextYear', () => {
  const copy = copyToNextYear(plan, fiscalYear(2025));
  const [line] = linesOf(copy);

  it('puts the target into brackets and keeps it as the first proposal', () => {
    expect(line?.target.printed).toBe('626件 (626件)');
    expect(line?.target.lastYear.amounts).toEqual([626]);
  });

  it('shows the five years before it, the youngest not reported', () => {
    expect(copy.actualColumns.map((column) => column.fiscalYear)).toEqual([2020, 2021, 2022, 2023, 2024]);
    expect(copy.actualColumns.at(-1)?.heading).toBe('令和6年度');
    expect(line?.actuals.map((actual) => actual.printed)).toEqual(['2件', '3件', '4件', '', '']);
    expect(line?.actuals.map((actual) => actual.kind).slice(-2)).toEqual(['not_set', 'not_reported']);
  });

  it('moves every year in its words by one', () => {
    expect(documentName(copy)).toBe('令和7年度 雇用対策協定に基づく事業計画');
    expect(tableName(copy)).toBe('令和7年度事業計画目標値一覧');
    expect(copy.headings.targetValue).toEqual(['目標値', '令和7年度']);
    expect(copy.footnotes).toEqual(['注1) 目標値の()は令和6年度目標値']);
    expect(line?.note).toEqual(['※年1回の開催によるもの']);
  });

  it('says that it is a sample when asked, and only then', () => {
    const sample = copyToNextYear(plan, fiscalYear(2025), { sample: true });
    expect(sample.mark).toBe('見本');
    expect(documentName(sample)).toBe('令和7年度 雇用対策協定に基づく事業計画（見本）');
    expect('mark' in copy).toBe(false);
    expect('mark' in copyToNextYear(sample, fiscalYear(2026))).toBe(false);
  });

  it('leaves the plan it copies as it was', () => {
    const before = structuredClone(plan);
    copyToNextYear(plan, fiscalYear(2025));
    expect(plan).toEqual(before);
  });

  it.each([2023, 2024, 2026])('refuses to make the plan of %i from that of 2024', (year) => {
    const refused = expect.objectContaining({ code: 'not_next_year' }) as Error;
    expect(() => copyToNextYear(plan, fiscalYear(year))).toThrow(refused);
  });
});
