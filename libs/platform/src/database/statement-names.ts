/** A text that is made up anew for every call must not fill the memory of the database: beyond this many, none is kept. */
const MOST_STATEMENTS = 1_000;
const names = new Map<string, string>();

/** One name a text, for all connections of this process; none for what is not kept. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_STATEMENTS) return undefined;
  const name = `m${names.size + 1}`;
  names.set(text, name);
  return name;
}
