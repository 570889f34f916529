import { fiscalYearLabel } from '@madoguchi/kernel';
import { yearsOf } from './plan';
import type { PlanFile, PlanFileCell } from './plan-file/plan-file';

/** 目標値一覧 as rows of texts, each cell as printed: the headings, then a row a line, its section in each. */
export function planTable(plan: PlanFile): readonly (readonly string[])[] {
  const { headings, actualColumns } = plan;
  const years = yearsOf(plan);
  const targets = years.map((year) => (years.length === 1 && headings ? headings.targetValue.join(' ') : `目標値 ${fiscalYearLabel(year)}`));
  const head = [headings?.section ?? '連携項目', headings?.item ?? '項目', headings?.note ?? '説明', ...actualColumns.map(({ heading }) => heading), ...targets];
  const rows = plan.sections.flatMap(({ heading, lines }) =>
    lines.map((line) => [
      heading,
      line.label,
      line.note.join(' '),
      ...line.actuals.map(textOf),
      ...years.map((year) => {
        const target = line.targets.find(({ fiscalYear }) => fiscalYear === year);
        return [target?.value, target?.bracket].flatMap((cell) => (cell === undefined || cell.printed === '' ? [] : cell.printed)).join(' ');
      }),
    ]),
  );
  return [head, ...rows, ...plan.footnotes.map((note) => [note])];
}

/** A year that nobody has reported is said to be so; a blank of the document stays blank. */
function textOf(cell: PlanFileCell): string {
  return cell.kind === 'not_reported' ? '未報告' : cell.printed;
}
