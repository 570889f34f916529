import { type FiscalYear, fiscalYearLabel } from '@madoguchi/kernel';
import type { PrintedTarget, PrintedValue, TargetPart } from './printed-value';

/**
 * A published annual plan (事業計画) as data, exactly as printed. What a line counts is decided elsewhere: here stand
 * the words and figures of the document, also where they contradict each other.
 */
export interface AnnualPlan {
  /** Without the year: 「山口市雇用対策協定に基づく事業計画」. */
  readonly title: string;
  readonly fiscalYear: FiscalYear;
  /** The heading of the table, without the year: 「事業計画目標値一覧」. */
  readonly tableTitle: string;
  readonly headings: TableHeadings;
  /** Oldest first. Each line has one actual a column, in this order. */
  readonly actualColumns: readonly ActualColumn[];
  readonly sections: readonly PlanSection[];
  readonly footnotes: readonly string[];
  /** 「見本」 on a plan that nobody adopted: every print of it says so. */
  readonly mark?: '見本';
}

export interface TableHeadings {
  readonly section: string;
  readonly target: string;
  readonly item: string;
  readonly note: string;
  readonly actuals: string;
  /** Printed lines of the last column. */
  readonly targetValue: readonly string[];
}

export interface ActualColumn {
  readonly fiscalYear: FiscalYear;
  readonly heading: string;
}

export interface PlanSection {
  /** As printed in the table: 「6 生活保護受給者等に関する取組」. */
  readonly heading: string;
  /** As printed above the section's text: 「vi 生活保護受給者等に関する取組」; it may differ in more than the numeral. */
  readonly textHeading: string;
  readonly lines: readonly TargetLine[];
}

export interface TargetLine {
  /** Stable over the years, unique in the plan: `6-1`. */
  readonly key: string;
  /** 項目, with its ☆. */
  readonly label: string;
  /** 説明, one entry a printed line. */
  readonly note: readonly string[];
  readonly parts: readonly TargetPart[];
  readonly actuals: readonly PrintedValue[];
  readonly target: PrintedTarget;
  readonly text: TextWording;
}

/** How the section's own 目標 words the same target. Text and table are both kept; the planner chooses. */
export interface TextWording {
  readonly printed: readonly string[];
  /** What differs in substance, in plain words for the planner; empty when both say the same. */
  readonly differences: readonly string[];
}

/** 「令和6年度 山口市雇用対策協定に基づく事業計画」, with （見本） behind it where the plan is one. */
export function documentName(plan: AnnualPlan): string {
  return `${fiscalYearLabel(plan.fiscalYear)} ${plan.title}${plan.mark === undefined ? '' : `（${plan.mark}）`}`;
}

/** 「令和6年度事業計画目標値一覧」 */
export function tableName(plan: AnnualPlan): string {
  return `${fiscalYearLabel(plan.fiscalYear)}${plan.tableTitle}`;
}

export function linesOf(plan: AnnualPlan): readonly TargetLine[] {
  return plan.sections.flatMap((section) => section.lines);
}

/** One part of a line: how it is named and measured, and its target where the plan prints a number. */
export function printedPart(plan: AnnualPlan, lineKey: string, part: number): (TargetPart & { readonly target: number | null }) | undefined {
  const line = linesOf(plan).find((one) => one.key === lineKey);
  const printed = line?.parts[part];
  return line && printed && { ...printed, target: line.target.value.amounts[part] ?? null };
}
