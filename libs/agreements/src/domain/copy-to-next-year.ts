import { DomainError, fiscalYear, type FiscalYear, fiscalYearLabel } from '@madoguchi/kernel';
import type { ActualColumn, AnnualPlan, TargetLine } from './plan';
import { notReported, printTarget, type PrintedTarget, type TargetPart } from './printed-value';

export interface CopyOptions {
  /** Marks the copy 「見本」: for demonstrations, where no council has adopted it. */
  readonly sample?: boolean;
}

const ACTUAL_COLUMNS = 5;

/**
 * Next year's plan starts as a copy. Each target stays as a first proposal and stands in brackets as last year's;
 * the table shows the five years before `year`, the youngest of them 未報告; 「新規目標」 of the copied year is dropped,
 * because it is new no longer.
 * @throws DomainError `not_next_year` unless `year` follows the plan's year.
 */
export function copyToNextYear(plan: AnnualPlan, year: FiscalYear, options: CopyOptions = {}): AnnualPlan {
  if (year !== plan.fiscalYear + 1) {
    const [from, to] = [plan.fiscalYear, fiscalYear(plan.fiscalYear + 1)].map((each) => fiscalYearLabel(each));
    throw new DomainError('not_next_year', 'conflict', { message: `${from}の計画から作れるのは${to}の計画だけです。` });
  }
  const copy: AnnualPlan = {
    title: plan.title,
    tableTitle: plan.tableTitle,
    fiscalYear: year,
    headings: {
      ...plan.headings,
      targetValue: plan.headings.targetValue.map((text) => reword(text, plan.fiscalYear, year)),
    },
    actualColumns: [...plan.actualColumns, columnOf(plan.fiscalYear)].slice(-ACTUAL_COLUMNS),
    sections: plan.sections.map((section) => ({
      ...section,
      lines: section.lines.map((line) => copyLine(line, plan.fiscalYear)),
    })),
    footnotes: plan.footnotes.map((note) => reword(note, fiscalYear(plan.fiscalYear - 1), plan.fiscalYear)),
  };
  return options.sample ? { ...copy, mark: '見本' } : copy;
}

function copyLine(line: TargetLine, copiedYear: FiscalYear): TargetLine {
  return {
    ...line,
    note: line.note.filter((text) => text !== `※${fiscalYearLabel(copiedYear)}新規目標`),
    actuals: [...line.actuals, notReported(line.parts)].slice(-ACTUAL_COLUMNS),
    target: copyTarget(line.target, line.parts),
  };
}

function copyTarget(target: PrintedTarget, parts: readonly TargetPart[]): PrintedTarget {
  const copied = { ...target, lastYear: target.value };
  return { ...copied, printed: printTarget(copied, parts) };
}

function columnOf(year: FiscalYear): ActualColumn {
  return { fiscalYear: year, heading: fiscalYearLabel(year) };
}

function reword(text: string, from: FiscalYear, to: FiscalYear): string {
  return text.replaceAll(fiscalYearLabel(from), fiscalYearLabel(to));
}
