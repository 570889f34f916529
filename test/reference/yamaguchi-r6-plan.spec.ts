import { copyToNextPeriod, documentName, linesOf, type PlanFileCell, printPlanFile, readPlanFile, tableName, targetText } from '@madoguchi/agreements';
import { fiscalYear, fiscalYearLabel } from '@madoguchi/kernel';
import { YAMAGUCHI_R6_PLAN as plan } from '../../migrations/reference/yamaguchi-r6-plan';

const lines = linesOf(plan);
const lineOf = (key: string) => lines.find((line) => line.key === key);

describe('令和6年度 山口市雇用対策協定に基づく事業計画', () => {
  it('is named as printed', () => {
    expect(documentName(plan)).toBe('令和6年度 山口市雇用対策協定に基づく事業計画');
    expect(tableName(plan)).toBe('令和6年度事業計画目標値一覧');
  });

  it('has 14 lines in 7 sections, and 84 cells', () => {
    expect(plan.sections.map((section) => section.lines.length)).toEqual([2, 2, 3, 2, 3, 1, 1]);
    expect(new Set(lines.map((line) => line.key)).size).toBe(14);
    expect(lines.reduce((cells, line) => cells + line.actuals.length + 1, 0)).toBe(14 * (5 + 1));
    expect(plan.actualColumns).toHaveLength(5);
  });

  it.each(lines.map((line) => [line.key, line] as const))('understands every cell of %s: text and numbers say the same', (_key, line) => {
    const written = (cell: PlanFileCell, between: string): string =>
      cell.kind === 'not_set' ? '' : line.parts.map(({ unit }, index) => `${cell.amounts[index] ?? '?'}${unit}`).join(between);
    const [target] = line.targets;
    for (const cell of line.actuals) expect(cell.printed.replace(/^\(\d+回\)/u, '')).toBe(written(cell, ' '));
    for (const cell of [target?.value, target?.bracket]) expect(cell?.printed).toBe(cell && written(cell, '・'));
  });

  it('heads its columns with the years as printed', () => {
    expect(plan.actualColumns.map((column) => column.heading)).toEqual(
      plan.actualColumns.map((column) => fiscalYearLabel(fiscalYear(column.fiscalYear))),
    );
    expect(plan.actualColumns[0]?.heading).toBe('平成31年度(令和元年度)');
  });

  it('gives the sums that adding up the printed columns gives', () => {
    const amounts = (index: number) => lines.flatMap((line) => line.actuals[index]?.amounts ?? []);
    const sums = [0, 1, 2, 3, 4].map((index) => amounts(index).reduce<number>((sum, amount) => sum + (amount ?? 0), 0));
    expect(sums).toEqual([3386, 3118, 3076, 3034, 3165]);
  });

  it('keeps the four ways to have no figure apart', () => {
    const kinds = (key: string) => lineOf(key)?.actuals.map((actual) => actual.kind);
    expect(kinds('2-2')).toEqual(['number', 'cancelled', 'partly_held', 'number', 'number']);
    expect(kinds('4-2')).toEqual(['number', 'zero_as_printed', 'number', 'number', 'number']);
    expect(kinds('5-2')).toEqual(['not_set', 'not_set', 'not_set', 'not_set', 'number']);
    expect(kinds('5-3')?.[2]).toBe('cancelled');
  });

  it('holds the line of this programme', () => {
    const line = lineOf('6-1');
    expect(line?.actuals.at(-1)?.amounts).toEqual([121, 92]);
    expect(line?.targets[0]?.value.amounts).toEqual([120, 82]);
    expect(line?.targets[0]?.bracket?.amounts).toEqual([120, 78]);
  });

  it('flags where text and table differ', () => {
    const flagged = lines.filter((line) => (line.conflicts ?? []).length > 0).map((line) => line.key);
    expect(flagged).toEqual(['1-1', '2-2', '3-1', '5-1', '6-1']);
    expect(lines.every((line) => (line.text ?? []).length > 0)).toBe(true);
  });

  it('copies into a draft for the next year', () => {
    const copy = copyToNextPeriod(plan);
    expect(documentName(copy)).toBe('令和7年度 山口市雇用対策協定に基づく事業計画');
    expect(copy.actualColumns.map((column) => column.heading)).toEqual(['令和2年度', '令和3年度', '令和4年度', '令和5年度', '令和6年度']);
    expect(linesOf(copy).flatMap((line) => line.targets.map(targetText))).toContain('120人・82件 (120人・82件)');
  });

  it('is a plan file without a fault or a note, and comes back byte for byte', () => {
    const text = printPlanFile(plan);
    const reading = readPlanFile(text);
    expect(reading).toEqual({ plan, notes: [] });
    expect('plan' in reading && printPlanFile(reading.plan)).toBe(text);
  });
});
