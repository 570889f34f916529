import { type FiscalYear, fiscalYear, fiscalYearLabel } from '@madoguchi/kernel';
import type { PlanFile, PlanFileLine, PlanFilePart } from './plan-file/plan-file';

/** The fiscal years of a plan in words: 「令和6年度」, 「令和5年度～令和7年度」. */
export function yearsLabel(plan: PlanFile): string {
  const years = yearsOf(plan);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? fiscalYearLabel(first) : `${fiscalYearLabel(first)}～${fiscalYearLabel(last)}`;
}

/** In the order of time, each once. */
export function yearsOf(plan: PlanFile): readonly FiscalYear[] {
  return [...new Set(plan.fiscalYears)].sort((a, b) => a - b).map((year) => fiscalYear(year));
}

/** 「令和6年度 山口市雇用対策協定に基づく事業計画」 */
export function documentName(plan: PlanFile): string {
  return `${yearsLabel(plan)} ${plan.title}`;
}

/** 「令和6年度事業計画目標値一覧」 */
export function tableName(plan: PlanFile): string {
  return `${yearsLabel(plan)}${plan.tableTitle ?? plan.title}`;
}

export function linesOf(plan: PlanFile): readonly PlanFileLine[] {
  return plan.sections.flatMap((section) => section.lines);
}

/** A part of a line: its place in the line stays its name over the editions of a plan. */
export interface PrintedPart extends PlanFilePart {
  /** Of the asked year, where the plan prints a number. */
  readonly target: number | null;
}

export function printedPart(plan: PlanFile, year: FiscalYear, lineKey: string, part: number): PrintedPart | undefined {
  const line = linesOf(plan).find((one) => one.key === lineKey);
  const printed = line?.parts[part];
  if (line === undefined || printed === undefined) return undefined;
  const target = line.targets.find((one) => one.fiscalYear === year);
  return { ...printed, target: target?.value.amounts[part] ?? null };
}
