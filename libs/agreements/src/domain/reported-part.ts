import type { PlanFilePart } from './plan-file/plan-file';

export const REPORTED_PERIODS = ['month', 'year'] as const;
export type ReportedPeriod = (typeof REPORTED_PERIODS)[number];

/** 値, 中止 (its printed zero), 一部開催, 該当なし: a figure and the ways to have none never become one another. */
export const REPORTED_KINDS = ['number', 'cancelled', 'partly_held', 'dash'] as const;
export type ReportedKind = (typeof REPORTED_KINDS)[number];

/** What somebody reported for one part of a line: of a month, or of the whole year. */
export interface ReportedEntry {
  readonly lineKey: string;
  readonly part: number;
  readonly period: ReportedPeriod;
  /** YYYY-MM; the year's first month for a year. */
  readonly month: string;
  readonly kind: ReportedKind;
  /** Absent for 該当なし. */
  readonly amount: number | null;
}

/** 報告値 of a part so far. */
export interface ReportedPart {
  readonly lineKey: string;
  readonly part: number;
  readonly amount: number | null;
  /**
   * - `year`: reported for the whole year.
   * - `sum`: the months added up.
   * - `last_month`: the last month's alone, because 実人数 and rates of months do not add up to the year's.
   */
  readonly how: 'year' | 'sum' | 'last_month';
  /** YYYY-MM, the last month that was reported. */
  readonly lastMonth: string;
}

const RATES: readonly PlanFilePart['unit'][] = ['%', '‰', '倍'];

/** @param entries of this part alone @returns nothing where nobody reported */
export function reportedPart(entries: readonly ReportedEntry[], { unit, basis }: Pick<PlanFilePart, 'unit' | 'basis'>): ReportedPart | undefined {
  const inOrder = [...entries].sort((a, b) => (a.month < b.month ? -1 : 1));
  const year = inOrder.find((entry) => entry.period === 'year');
  if (year) return { lineKey: year.lineKey, part: year.part, amount: year.amount, how: 'year', lastMonth: year.month };
  const last = inOrder.at(-1);
  if (last === undefined) return undefined;
  const { lineKey, part, month: lastMonth } = last;
  if (basis === '実人数' || RATES.includes(unit)) return { lineKey, part, amount: last.amount, how: 'last_month', lastMonth };
  const known = inOrder.flatMap(({ amount }) => amount ?? []);
  return { lineKey, part, amount: known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0), how: 'sum', lastMonth };
}
