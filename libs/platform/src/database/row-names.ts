const names = new Map<string, string>();

function nameOf(column: string): string {
  const known = names.get(column);
  if (known !== undefined) return known;
  const name = column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  names.set(column, name);
  return name;
}

/** Columns under the names that code uses (`case_number` → `caseNumber`): here, once, and in no statement. */
export function withFieldNames<T extends object>(rows: readonly object[]): T[] {
  const [first] = rows;
  if (first === undefined || Array.isArray(first) || !Object.keys(first).some((column) => column.includes('_'))) return rows as T[];
  const columns = Object.keys(first).map((column) => [column, nameOf(column)] as const);
  return rows.map((row) => Object.fromEntries(columns.map(([column, name]) => [name, (row as Readonly<Record<string, unknown>>)[column]]))) as T[];
}
