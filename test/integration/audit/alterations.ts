import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checkpoint, CheckpointFile } from '@madoguchi/audit';
import type { Client } from 'pg';
import { seal } from '../../../libs/audit/src/domain/checkpoint';

/** What is done to the record, under a name of its kind. */
export interface Alteration {
  readonly kind: string;
  readonly run: (vandal: Vandal) => Promise<void> | void;
  /** By a role that runs the product: it is refused, or it is named. */
  readonly weak?: true;
}

export interface Vandal {
  readonly client: Client;
  readonly folder: string;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** Each table of the record, and how to name one of its rows. */
export const TABLES = ['audit_event', 'audit_subject', 'audit_key', 'audit_checkpoint'] as const;

/** Another value of the same type. */
const FLIPS: Readonly<Record<string, (column: string) => readonly string[]>> = {
  uuid: (c) => [`coalesce(overlay(${c}::text placing case right(${c}::text, 1) when '0' then '1' else '0' end from 36)::uuid, '00000000-0000-4000-8000-000000000001')`, 'gen_random_uuid()'],
  timestamptz: (c) => [`coalesce(${c}, now()) + interval '1 microsecond'`, `coalesce(${c}, now()) - interval '30 days'`, `coalesce(${c}, now()) + interval '30 days'`, `'infinity'`, `coalesce(${c}, now()) - interval '4052 years'`],
  text: (c) => [`coalesce(${c}, '') || 'x'`, `coalesce(${c}, '') || ' '`, `case ${c} when '' then null else '' end`],
  _uuid: (c) => [`${c} || gen_random_uuid()`, `${c} || null::uuid`, `array[null]::uuid[]`, `array[${c} || gen_random_uuid()]`],
  jsonb: (c) => [`coalesce(${c}, '{}') || '{"x": 1}'`, `'null'`],
  xid8: (c) => [`(${c}::text::bigint + 1000000)::text::xid8`, `'1'`],
  bytea: (c) => [`coalesce(${c}, '') || '\\x00'`, `set_byte(coalesce(${c}, '\\x00'), 0, (get_byte(coalesce(${c}, '\\x00'), 0) + 1) % 256)`],
  int2: (c) => [`${c} + 1`, `${c} - 1`],
  int4: (c) => [`${c} + 1000`, `-${c}`],
  int8: (c) => [`${c} + 1`, `-${c} - 1`],
};

/** Takes away what would refuse an altered row: a superuser can. All in the transaction that is undone. */
export async function unlock(client: Client): Promise<void> {
  await client.query("set local session_replication_role = 'replica'");
  const { rows } = await client.query<{ text: string }>(
    `select format('alter table %s drop constraint if exists %I cascade', c.conrelid::regclass, c.conname) as text from pg_constraint c
     where c.conrelid::regclass::text = any($1) and c.contype <> 'n'
     union all select format('alter table %s alter column %I drop not null', a.attrelid::regclass, a.attname) from pg_attribute a
     where a.attrelid::regclass::text = any($1) and a.attnum > 0 and a.attnotnull and not a.attisdropped
     union all select format('drop index if exists %I', i.indexrelid::regclass::text) from pg_index i where i.indrelid::regclass::text = any($1) and not exists (
       select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [[...TABLES]],
  );
  // Constraints first: a primary key holds its columns.
  for (const { text } of rows) await client.query(text);
}

async function columnsOf(client: Client): Promise<readonly Column[]> {
  const { rows } = await client.query<Column>(
    `select a.attrelid::regclass::text as table, a.attname as column, t.typname as type from pg_attribute a join pg_type t on t.oid = a.atttypid
     where a.attrelid::regclass::text = any($1) and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
    [[...TABLES]],
  );
  return rows;
}

/** One row, by its place in the table: the nth of those that the statement reaches. */
const nth = (table: string, n: number, where = 'true'): string =>
  `ctid = (select x.ctid from ${table} x where ${where} order by x.ctid offset ${n} % greatest((select count(*) from ${table} x where ${where}), 1) limit 1)`;

/** Every way to flip or null every column, and to take away, repeat and make up a row, of the nth row of each table. */
export async function alterationsOf(client: Client, n: number): Promise<readonly Alteration[]> {
  const columns = await columnsOf(client);
  const sql = (kind: string, text: string): Alteration => ({
    kind,
    run: async ({ client: on }) => {
      const { rowCount } = await on.query(text);
      if (rowCount !== 1) throw new Error(`${kind} reached ${rowCount} rows`);
    },
  });
  const made: Alteration[] = [];
  for (const { table, column, type } of columns) {
    const flips = FLIPS[type];
    if (!flips) throw new Error(`No other value of ${type} for ${table}.${column}`);
    for (const [way, value] of flips(column).entries()) made.push(sql(`${table}.${column} flipped ${way}`, `update ${table} set ${column} = ${value} where ${nth(table, n)}`));
    const filled = `x.${column} is not null`;
    const { rows } = await client.query<{ n: number }>(`select count(*)::integer as n from ${table} x where ${filled}`);
    if (rows[0]?.n) made.push(sql(`${table}.${column} nulled`, `update ${table} set ${column} = null where ${nth(table, n, filled)}`));
  }
  for (const table of TABLES) {
    // The newest remembered checkpoint may be missing for a moment.
    const where = table === 'audit_checkpoint' ? 'x.number < (select max(y.number) from audit_checkpoint y)' : 'true';
    made.push(sql(`${table} deleted`, `delete from ${table} where ${nth(table, n, where)}`));
    made.push(sql(`${table} repeated`, `insert into ${table} select * from ${table} where ${nth(table, n)}`));
  }
  const event = (xid: string, at: string): string =>
    `insert into audit_event (id, at, request_id, action, subjects, detail, xid, leaf_version, leaf_hash)
     select gen_random_uuid(), ${at}, e.request_id, e.action, e.subjects, e.detail, ${xid}, e.leaf_version, e.leaf_hash from audit_event e where ${nth('audit_event', n).replace(/^ctid/, 'e.ctid')}`;
  made.push(
    sql('event inserted among the sealed', event('e.xid', 'e.at')),
    sql('event inserted with an early transaction', event("'3'", 'e.at')),
    sql('event of a future transaction', event("'900000000000'", 'e.at')),
    sql('event of a future transaction and time', event("'900000000000'", "e.at + interval '1 year'")),
    sql('unsealed event of an hour ago', event('pg_current_xact_id()', "e.at - interval '1 hour'")),
    sql('unsealed event of tomorrow', event('pg_current_xact_id()', "e.at + interval '1 day'")),
    sql('subject made up', `insert into audit_subject select gen_random_uuid(), s.at, s.event_id from audit_subject s where ${nth('audit_subject', n).replace(/^ctid/, 's.ctid')}`),
    sql('key made up', "insert into audit_key (id, person_id, master_key_id, wrapped, made_at) values (gen_random_uuid(), gen_random_uuid(), 'x', 'x', now())"),
    sql('key destroyed in silence', `update audit_key set wrapped = null, destroyed_at = now() where ${nth('audit_key', n)}`),
    sql('checkpoint made up', "insert into audit_checkpoint select c.number + 1, c.until_xid, c.size, c.hash, c.sealed_at from audit_checkpoint c order by c.number desc limit 1"),
    sql('seal row taken away', 'delete from audit_seal'),
    sql('transactions counted otherwise than was signed', 'update audit_seal set ahead = 5'),
    // The trigger records these: it is the order of what is recorded that is wrong.
    {
      kind: 'key exchanged, and recorded',
      run: async ({ client: on }) => {
        await on.query("set local session_replication_role = 'origin'");
        await on.query(`update audit_key set wrapped = wrapped || '\\x00' where ${nth('audit_key', n)}`);
      },
    },
    {
      kind: 'key destroyed, and recorded as a state alone',
      run: async ({ client: on }) => {
        await on.query("set local session_replication_role = 'origin'");
        await on.query(`update audit_key set wrapped = null, destroyed_at = now() where ${nth('audit_key', n)}`);
      },
    },
  );
  return [...made, ...weakAlterations(columns, n), ...folderAlterations(n)];
}

/** What the roles that run the product may try, with each table of the record. */
function weakAlterations(columns: readonly Column[], n: number): readonly Alteration[] {
  return ['madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue'].flatMap((role) =>
    TABLES.flatMap((table) => {
      const own = columns.filter((one) => one.table === table);
      const column = own[n % own.length]?.column ?? '';
      const tries = {
        updated: `update ${table} set ${column} = ${column}`,
        deleted: `delete from ${table}`,
        truncated: `truncate ${table} cascade`,
        inserted: `insert into ${table} select * from ${table} limit 1`,
        locked: `lock table ${table} in exclusive mode`,
        'without its triggers': `alter table ${table} disable trigger all`,
      };
      return Object.entries(tries).map(([what, text]) => ({
        kind: `${table} ${what} by ${role}`,
        weak: true as const,
        run: async ({ client }: Vandal) => {
          await client.query(`set local role ${role}`);
          await client.query(text);
          await client.query('reset role');
        },
      }));
    }),
  );
}

/** What may be done in the folder, by whoever can write there. */
function folderAlterations(n: number): readonly Alteration[] {
  const fields = ['number', 'fromXid', 'untilXid', 'count', 'size', 'root', 'previous', 'at', 'locators', 'signature'] as const;
  const pathOf = ({ folder }: Vandal): string => join(folder, 'checkpoints.jsonl');
  const lines = (kind: string, change: (all: string[]) => readonly string[]): Alteration => ({
    kind: `file: ${kind}`,
    run: (vandal) => {
      const all = readFileSync(pathOf(vandal), 'utf8').trimEnd().split('\n');
      writeFileSync(pathOf(vandal), change(all).map((line) => `${line}\n`).join(''));
    },
  });
  const rewritten = (all: string[], change: (one: Record<string, unknown>) => void): string[] =>
    all.map((line, index) => {
      if (index !== n % all.length) return line;
      const one = JSON.parse(line) as Record<string, unknown>;
      change(one);
      return JSON.stringify(one);
    });
  const flipped = (value: unknown): unknown => (typeof value === 'number' ? value + 1 : `${String(value).slice(0, -1)}${String(value).endsWith('0') ? '1' : '0'}`);
  return [
    ...fields.map((field) => lines(`${field} flipped`, (all) => rewritten(all, (one) => (one[field] = field === 'signature' ? `A${String(one[field]).slice(1)}B` : flipped(one[field]))))),
    ...fields.map((field) => lines(`${field} nulled`, (all) => rewritten(all, (one) => (one[field] = null)))),
    lines('a word beside what is signed', (all) => rewritten(all, (one) => (one['note'] = 'x'))),
    lines('a line deleted', (all) => all.filter((_, index) => index !== n % all.length)),
    lines('a line repeated', (all) => all.flatMap((line, index) => (index === n % all.length ? [line, line] : [line]))),
    lines('emptied', () => []),
    { kind: 'file: taken away', run: (vandal) => rmSync(pathOf(vandal)) },
    { kind: 'key: another public key', run: ({ folder }) => void writeFileSync(join(folder, 'public-key.pem'), generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })) },
    { kind: 'key: no public key', run: ({ folder }) => rmSync(join(folder, 'public-key.pem')) },
    { kind: 'folder signed anew with a key of its own', run: signAnew },
  ];
}

/** The whole folder, without an event that is not liked, by a key of its own; the database remembers it so. */
async function signAnew({ client, folder }: Vandal): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const all: Checkpoint[] = [];
  for await (const one of CheckpointFile.open(folder).all()) {
    const { rows } = await client.query<{ leaf: Buffer }>('select leaf_hash as leaf from audit_event where xid >= $1::text::xid8 and xid < $2::text::xid8 order by xid, id', [one.fromXid, one.untilXid]);
    all.push(seal({ fromXid: one.fromXid, untilXid: one.untilXid, leaves: rows.map(({ leaf }) => leaf), at: new Date(one.at) }, all.at(-1), privateKey));
  }
  writeFileSync(join(folder, 'checkpoints.jsonl'), all.map((one) => `${JSON.stringify(one)}\n`).join(''));
  writeFileSync(join(folder, 'public-key.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
}
