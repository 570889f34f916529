import type { Client } from 'pg';

export interface NamedWords {
  /** Columns of the constraint or index, as table.column. */
  readonly columns: readonly string[];
  readonly words: readonly string[];
  /** The constraint holds one column to its words and says nothing else. */
  readonly list: boolean;
}

/** A word as a code is written. */
const WORD = /'([a-z][a-z0-9_/+-]*)'::text/g;

/** Every constraint and every partial index of the live database that names words, with the words it names. */
export async function namedWords(owner: Client): Promise<readonly NamedWords[]> {
  const { rows } = await owner.query<{ table: string; columns: readonly string[]; text: string }>(
    `select c.conrelid::regclass::text as "table", array(select a.attname::text from pg_attribute a where a.attrelid = c.conrelid and a.attnum = any(c.conkey)) as columns,
       pg_get_constraintdef(c.oid) as text
     from pg_constraint c where c.contype = 'c' and c.connamespace = 'public'::regnamespace
     union all
     select i.indrelid::regclass::text, array(select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and pg_get_expr(i.indpred, i.indrelid) ~ ('\\y' || a.attname || '\\y')),
       pg_get_expr(i.indpred, i.indrelid)
     from pg_index i join pg_class t on t.oid = i.indrelid where i.indpred is not null and t.relnamespace = 'public'::regnamespace`,
  );
  return rows.flatMap(({ table, columns, text }) => {
    const words = [...text.matchAll(WORD)].map((found) => found[1] ?? '');
    return words.length === 0 ? [] : [{ columns: columns.map((column) => `${table}.${column}`), words, list: columns.length === 1 && text.startsWith('CHECK') }];
  });
}
