import { Month, Text, TypedTextDto, Whole } from '@madoguchi/platform';

export class ReportFigureDto extends TypedTextDto {
  @Text('目標', { max: 20 }) lineKey: string;
  @Whole('内訳', 0, 20) part: number;
  @Month('月') month: string;
  @Whole('報告値', 0, 1_000_000) amount: number;
  @Text('根拠', { max: 200 }) evidence: string;
  /** Of the figure that it replaces; a refusal (412) tells it. */
  @Whole('版', 1, 1_000_000, { optional: true }) version?: number;
}

export class PlanSummaryDto {
  id: string;
  agreementName: string;
  fiscalYear: number;
  title: string;
  sample: boolean;
  sourceDocument: string;
}

export class PlanListDto {
  plans: PlanSummaryDto[];
}

export class PlanPartDto {
  label: string;
  unit: string;
  basis: string;
}

/** One printed cell: its text as printed, and what kind of figure or blank it is. */
export class PrintedCellDto {
  printed: string;
  kind: string;
}

export class PlanTableLineDto {
  key: string;
  label: string;
  note: string[];
  parts: PlanPartDto[];
  actuals: PrintedCellDto[];
  target: PrintedCellDto;
  /** The bracketed target of last year. */
  lastYear: PrintedCellDto;
  /** What the section's own text says of the same target. */
  textPrinted: string[];
  /** What differs between text and table; empty when both say the same. */
  textDifferences: string[];
}

export class PlanTableSectionDto {
  heading: string;
  lines: PlanTableLineDto[];
}

export class PlanHeadingsDto {
  section: string;
  target: string;
  item: string;
  note: string;
  actuals: string;
  targetValue: string[];
}

export class PlanDto extends PlanSummaryDto {
  headings: PlanHeadingsDto;
  actualHeadings: string[];
  sections: PlanTableSectionDto[];
  footnotes: string[];
}

export class ReportedFigureDto {
  id: string;
  version: number;
}
