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
  /** 報告値 so far, where somebody reported one. */
  reported: number | null;
  /** Last month reported, YYYY-MM. */
  reportedUntil: string | null;
  target: number | null;
  /** computed ÷ target, per cent. */
  rate: number | null;
  samePeriodLastYear: number;
  months: MonthlyFigureDto[];
}

export class FiguresDto {
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
