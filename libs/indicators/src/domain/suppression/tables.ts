/** One number of a table. The same quantity in two tables is the same number: its key says what is counted, not where it stands. */
export interface Cell {
  readonly quantity: string;
  readonly value: number;
}

/** The parts make the total, in one table or across several. */
export interface Sum {
  readonly total: string;
  readonly parts: readonly string[];
}

export interface Table {
  readonly key: string;
  readonly cells: readonly Cell[];
  readonly sums: readonly Sum[];
}

/** `small`: below the threshold, printed 「5未満」. `shield`: printed 「×」, hidden so that a small one cannot be worked out. */
export type Mark = 'small' | 'shield';

/** A table as it went out. What is not hidden is known to everybody, for good; the lines of an adopted plan hide nothing. */
export interface PublishedTable {
  readonly table: Table;
  readonly hidden: ReadonlyMap<string, Mark>;
}

/**
 * What is hidden because it is small. Zero is hidden with the small ones unless `zeroIsShown`: a printed 0 says of everybody
 * who is known to belong to a row that nothing of the column is true of them, which is as much as 「1」 says of one.
 */
export interface Rule {
  readonly below: number;
  readonly zeroIsShown: boolean;
}

export const DEFAULT_RULE: Rule = { below: 5, zeroIsShown: false };

/** The least number that is called small. */
export function leastOf(rule: Rule): number {
  return rule.zeroIsShown ? 1 : 0;
}

export function isSmall(value: number, rule: Rule): boolean {
  return value >= leastOf(rule) && value < rule.below;
}

/** What stands for all rows or all columns in the key of a quantity. */
export const ALL = '計';

/** Rows by columns with both totals: `counts[row][column]`; a quantity is named by what its row and its column count. */
export function tableOf(
  key: string,
  rows: readonly string[],
  columns: readonly string[],
  counts: readonly (readonly number[])[],
  name: (row: string, column: string) => string = (row, column) => `${row}/${column}`,
): Table {
  const count = (row: number, column: number): number => counts[row]?.[column] ?? 0;
  const add = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);
  const rowTotals = rows.map((_row, r) => add(columns.map((_column, c) => count(r, c))));
  return {
    key,
    cells: [
      ...rows.flatMap((row, r) => [
        ...columns.map((column, c) => ({ quantity: name(row, column), value: count(r, c) })),
        { quantity: name(row, ALL), value: rowTotals[r] ?? 0 },
      ]),
      ...columns.map((column, c) => ({ quantity: name(ALL, column), value: add(rows.map((_row, r) => count(r, c))) })),
      { quantity: name(ALL, ALL), value: add(rowTotals) },
    ],
    sums: [
      ...[...rows, ALL].map((row) => ({ total: name(row, ALL), parts: columns.map((column) => name(row, column)) })),
      ...[...columns, ALL].map((column) => ({ total: name(ALL, column), parts: rows.map((row) => name(row, column)) })),
    ],
  };
}
