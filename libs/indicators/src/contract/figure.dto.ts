export class MonthlyFigureDto {
  /** YYYY-MM */
  month: string;
  /** Absent for months to come. */
  actual: number | null;
}

export class FigureDto {
  lineKey: string;
  part: number;
  label: string;
  unit: string;
  fact: string;
  /** persons: 実人数, events: 件. */
  basis: string;
  dateBasis: string;
  /** By what the planner may narrow it: route. */
  filters: string[];
  /** Routes that count; empty = all. */
  routes: string[];
  version: number;
  /** 集計値. */
  computed: number;
  /** The same facts as distinct persons. */
  persons: number;
  /** The figure if all routes counted. */
  allRoutes: number;
  target: number | null;
  /** computed ÷ target, per cent. */
  rate: number | null;
  samePeriodLastYear: number;
  months: MonthlyFigureDto[];
}

/** 報告値 so far. */
export class ReportedSoFarDto {
  /** Absent for 該当なし. */
  amount: number | null;
  /** year: of the whole year; sum: months added up; last_month: the last month's alone (実人数 and rates do not add up). */
  how: string;
  /** YYYY-MM */
  lastMonth: string;
}

/** A part of a target line, whether it is computed or not. */
export class PlanPartDto {
  lineKey: string;
  part: number;
  lineLabel: string;
  label: string;
  unit: string;
  target: number | null;
  /** 集計値, where a definition says what is counted. */
  computed: number | null;
  reported: ReportedSoFarDto | null;
}

export class FiguresDto {
  /** The year that is shown of a plan over several. */
  fiscalYear: number;
  parts: PlanPartDto[];
  /** Those that are computed from cases. */
  figures: FigureDto[];
}

export class FigureRecordDto {
  personId: string;
  date: string;
  route: string | null;
  number: string;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  birthDate: string | null;
  /** DV等支援措置 or 秘匿 in force. */
  protected: boolean;
}

export class FigureRecordsDto {
  total: number;
  /** How many the reader may open. */
  open: number;
  /** How many lie outside the reader's consent. */
  closed: number;
  items: FigureRecordDto[];
}
