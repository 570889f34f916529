const names = new Map<string, string>();

/** Columns under the names that code uses, here and in no statement: `case_number` is `caseNumber`. */
export function fieldName(column: string): string {
  const known = names.get(column);
  if (known !== undefined) return known;
  const name = column.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  names.set(column, name);
  return name;
}
