import type { PrintedValue } from '../domain/printed-value';
import type { StoredPlan } from '../application/open-plan';
import type { PlanDto, PlanSummaryDto, PrintedCellDto } from './plan.dto';

export function summaryOf(plan: Omit<StoredPlan, 'document'>): PlanSummaryDto {
  const { id, agreementName, fiscalYear, title, sample, sourceDocument } = plan;
  return { id, agreementName, fiscalYear, title, sample, sourceDocument };
}

export function planOf(plan: StoredPlan): PlanDto {
  const { document } = plan;
  return {
    ...summaryOf(plan),
    headings: { ...document.headings, targetValue: [...document.headings.targetValue] },
    actualHeadings: document.actualColumns.map((column) => column.heading),
    sections: document.sections.map((section) => ({
      heading: section.heading,
      lines: section.lines.map((line) => ({
        key: line.key,
        label: line.label,
        note: [...line.note],
        parts: line.parts.map((part) => ({ ...part })),
        actuals: line.actuals.map(cellOf),
        target: { printed: line.target.printed, kind: line.target.value.kind },
        lastYear: cellOf(line.target.lastYear),
        textPrinted: [...line.text.printed],
        textDifferences: [...line.text.differences],
      })),
    })),
    footnotes: [...document.footnotes],
  };
}

function cellOf(value: PrintedValue): PrintedCellDto {
  return { printed: value.printed, kind: value.kind };
}
