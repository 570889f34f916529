import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * DDL is written by hand; the column register lives beside each column as `-- [class] comment` and becomes
 * COMMENT ON, so that the database itself can say what a column holds.
 * Classes: personal, sensitive, domain, technical. Tables carry `-- [retention] comment`.
 */
export function withRegister(sql: string): string {
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

/** One schema step. The number gives the order for ever; a landed step is never edited, a new one is added. */
export function step(number: number, name: string, sql: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = `${name}${1_763_600_000_000 + number}`;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(withRegister(sql));
    }
    down(): Promise<void> {
      return Promise.reject(new Error(`${this.name} is not reversible: restore from a backup`));
    }
  };
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

/** True for a row that the reader's office may see now: one index probe on the materialised cells. No OR, by design. */
function cellExists(table: string, group: string, office = '(select current_office())', more = ''): string {
  return `exists (
    select 1 from access_cell c
    where c.grantee_office_id = ${office}
      and c.person_id = ${table}.person_id
      and c.source_organisation_id = ${table}.source_organisation_id
      and c.item_group = '${group}'
      and c.purpose = (select current_purpose())
      and c.valid_from <= (select app_now())
      and c.valid_until > (select app_now())${more})`;
}

/**
 * Row policies of a table that holds one item group: read through a cell, write only as one's own office. Writing does
 * not ask for the role's item group: reception takes down what it may not look up again. Whose record a row is and who
 * wrote it never changes: there is no right to. The city is the person's, or a fact would count in another city's figures.
 */
export function gatedBy(group: string, ...tables: readonly string[]): string {
  return tables
    .map(
      (table) => `
alter table ${table} enable row level security;
create policy ${table}_read on ${table} for select to madoguchi_app using ((select actor_may_read('${group}')) and ${cellExists(table, group)});
create policy ${table}_add on ${table} for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())
  and municipality_id = (select p.municipality_id from person p where p.id = ${table}.person_id)
  and (select actor_may_read('number')) and ${cellExists(table, group)});
create policy ${table}_change on ${table} for update to madoguchi_app
  using (source_organisation_id = (select current_organisation()) and (select actor_may_read('${group}')) and ${cellExists(table, group)})
  with check (source_organisation_id = (select current_organisation()) and ${cellExists(table, group)});
grant select, insert on ${table} to madoguchi_app;
${mayChange(table)}
create index ${table}_person on ${table} (person_id, source_organisation_id);
`,
    )
    .join('\n');
}

/**
 * The office of who acts now, if the role reads this item group: both questions as one, put where the planner sees it, a
 * look at one row. A function in its place costs three times as much, and twenty times before PostgreSQL 18.
 */
export function officeReading(group: string): string {
  return `(select a.office_id from current_actor a where '${group}' = any (a.item_groups))`;
}

/** Since 0029: the read policies of `gatedBy`, with role and office asked as one question. A new gated table calls both. */
export function readAtOnce(group: string, ...tables: readonly string[]): string {
  return tables.map((table) => `alter policy ${table}_read on ${table} using (${cellExists(table, group, officeReading(group))});`).join('\n');
}

/** Since 0032: the same for what tells where a person can be found, of which a cell may hold the grantee's own rows alone. */
export function readOwnRows(group: string, ...tables: readonly string[]): string {
  const own = (table: string): string => `\n      and ${table}.source_office_id = case when c.own_rows then c.grantee_office_id else ${table}.source_office_id end`;
  return tables.map((table) => `alter policy ${table}_read on ${table} using (${cellExists(table, group, officeReading(group), own(table))});`).join('\n');
}

/** The right to change every column but those that say whose record a row is and who holds it. */
function mayChange(table: string): string {
  return `do $$ begin execute (
  select 'grant update (' || string_agg(quote_ident(a.attname), ', ') || ') on ${table} to madoguchi_app' from pg_attribute a
  where a.attrelid = '${table}'::regclass and a.attnum > 0 and not a.attisdropped
    and a.attname <> all (array['id', 'person_id', 'municipality_id', 'source_office_id', 'source_organisation_id'])); end $$;`;
}

/** A table of facts about nobody that every signed-in request and the worker may read; only migrations and admin tools write it. */
export function openToRead(...tables: readonly string[]): string {
  return tables
    .map(
      (table) => `
alter table ${table} enable row level security;
create policy ${table}_read on ${table} for select to madoguchi_app, madoguchi_worker, madoguchi_gate, madoguchi_facts using (true);
grant select on ${table} to madoguchi_app, madoguchi_worker, madoguchi_gate, madoguchi_facts;
`,
    )
    .join('\n');
}

/** Hands a function to the NOLOGIN owner that may look behind the policies, and lets the named roles call it. */
export function definedByGate(signature: string, ...callers: readonly string[]): string {
  return `
revoke all on function ${signature} from public;
${callers.map((role) => `grant execute on function ${signature} to ${role};`).join('\n')}
alter function ${signature} owner to madoguchi_gate;
`;
}
