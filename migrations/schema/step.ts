/**
 * DDL of tables is written by hand; the column register lives beside each column as `-- [class] comment` and becomes
 * COMMENT ON, so that the database itself can say what a column holds.
 * Classes: personal, sensitive, domain, technical. Tables carry `-- [retention] comment`.
 */
export interface SchemaStep {
  /** The version that brings it, and what it is about: its name for ever. */
  readonly name: string;
  /** Sent one by one: what cannot share a transaction cannot share a message. */
  readonly statements: readonly string[];
  /** Runs by itself and not in a transaction: a concurrent index, a backfill in batches. */
  readonly outside: boolean;
}

/** One schema step. A step that has landed is never edited, a new one is added. */
export function step(name: string, sql: string): SchemaStep {
  return { name, statements: [withRegister(sql)], outside: false };
}

/**
 * A step that cannot run in a transaction, or must not hold one for long. It may be killed between two statements and begins
 * anew, so each must bear being repeated: before a concurrent index stands `drop index concurrently if exists`, because one
 * that was broken off is there and invalid.
 */
export function outside(name: string, ...statements: readonly string[]): SchemaStep {
  return { name, statements, outside: true };
}

function withRegister(sql: string): string {
  const comments: string[] = [];
  let table: string | undefined;
  for (const line of sql.split('\n')) {
    const opens = /^create table (\w+) \( -- \[(\w+)\] (.+)$/.exec(line);
    if (opens) {
      table = opens[1];
      comments.push(`comment on table ${table} is ${literal(`[${opens[2]}] ${opens[3]}`)};`);
      continue;
    }
    if (line.startsWith(')')) table = undefined;
    const column = /^ {2}(\w+) .*-- \[(personal|sensitive|domain|technical)\] (.+)$/.exec(line);
    if (table && column) {
      comments.push(`comment on column ${table}.${column[1]} is ${literal(`[${column[2]}] ${column[3]}`)};`);
    }
  }
  return `${sql}\n${comments.join('\n')}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * The columns of every row about a person: the city whose counter opened the case (it never changes), who wrote
 * the row, and when it was typed (not when it happened).
 */
export const PROVENANCE = `  person_id uuid not null references person deferrable initially deferred, -- [technical] whose record this is
  municipality_id uuid not null references municipality, -- [technical] city whose counter opened the case; never changes
  source_office_id uuid not null references office, -- [technical] office that wrote it
  source_organisation_id uuid not null references organisation, -- [technical] organisation that holds it
  written_by uuid not null references staff, -- [domain] who typed it
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1, -- [technical] rises with every change`;
