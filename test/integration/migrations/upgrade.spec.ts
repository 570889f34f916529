import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Client } from 'pg';
import { runMigrations } from '../../../migrations';
import { loadReference } from '../../../migrations/reference/load';
import { FUNCTION_OWNERS, prepareRoles } from '../../../migrations/roles';
import { hashOf, hashOfStanding } from '../../../migrations/run';
import { STEPS } from '../../../migrations/schema';
import { STANDING } from '../../../migrations/standing';
import { catalogue } from '../../support/catalogue';
import { createTestDatabase, ROLE_PASSWORDS, type TestDatabase, testOwnerUrl } from '../../support/database';

// Real: a filled database of an earlier version, kept as SQL when that version landed, brought up to date on PostgreSQL.
jest.setTimeout(120_000);

const folder = resolve(__dirname, '../../upgrade');
const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../../package.json'), 'utf8')) as { readonly version: string };
const kept = readdirSync(folder)
  .filter((file) => file.endsWith('.sql.gz'))
  .map((file) => file.replace('.sql.gz', ''))
  .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
const textOf = (one: string): string => gunzipSync(readFileSync(join(folder, `${one}.sql.gz`))).toString('utf8');

describe.each(kept)('a database of version %s', (earlier) => {
  const text = textOf(earlier);
  let fresh: TestDatabase;
  let owner: Client;
  let ownerUrl: string;

  beforeAll(async () => {
    fresh = await createTestDatabase(true);
    const url = new URL(testOwnerUrl());
    url.pathname = `/madoguchi_test_${randomBytes(6).toString('hex')}`;
    ownerUrl = url.toString();
    await on(testOwnerUrl(), (admin) => admin.query(`create database ${url.pathname.slice(1)}`));
    owner = new Client({ connectionString: ownerUrl });
    await owner.connect();
    await prepareRoles(owner, ROLE_PASSWORDS);
    await owner.query('create table schema_migration (name text primary key, applied_at timestamptz not null default clock_timestamp())');
    await owner.query('create table standing_object (name text primary key, hash text not null, removal text not null)');
    await owner.query(`begin; grant create on schema public to ${FUNCTION_OWNERS.join(', ')}`);
    await owner.query(text);
    await owner.query(`revoke create on schema public from ${FUNCTION_OWNERS.join(', ')}; commit`);
  });
  afterAll(async () => {
    await owner.end();
    await on(testOwnerUrl(), (admin) => admin.query(`drop database ${new URL(ownerUrl).pathname.slice(1)} with (force)`));
    await fresh.drop();
  });

  it('is filled: every kind of record about a person is in it', async () => {
    const filled = await counts(owner);
    const kinds = ['person', 'consent', 'referral_sending', 'support_plan', 'consultation', 'placement', 'retention_check', 'protection', 'onward_sharing', 'audit_event'];
    expect(kinds.filter((table) => (filled[table] ?? 0) === 0)).toEqual([]);
  });

  it('becomes what a fresh one is, thing by thing, and loses no row', async () => {
    const [before, cells] = [await counts(owner), await cellsOf(owner)];
    await runMigrations({ ownerUrl, rolePasswords: ROLE_PASSWORDS });
    await loadReference(ownerUrl);
    expect(await on(fresh.ownerUrl, catalogue)).toEqual(await catalogue(owner));
    const after = await counts(owner);
    // Cells are masks since 0.4.0: what they open is compared, not how many rows they are. What a role may do is the program's list.
    expect(Object.entries(before).filter(([table, n]) => !['access_cell', 'role_permission'].includes(table) && (after[table] ?? 0) < n)).toEqual([]);
    expect(await cellsOf(owner)).toEqual(cells);
    expect(cells.length).toBeGreaterThan(1_000);
  });

  it('opens to everybody what it opened before: masks, what persons are found by and who acts are what their reasons say', async () => {
    await owner.query("select set_config('app.now', clock_timestamp()::text, false)");
    const { rows } = await owner.query('select coalesce(sum(access_differences(p.id)), 0)::integer as masks, coalesce(sum(token_differences(p.id)), 0)::integer as tokens, (select actor_differences())::integer as actors from person p');
    expect(rows).toEqual([{ masks: 0, tokens: 0, actors: 0 }]);
  });

  it('was made by steps that have not been edited since', () => {
    const landed = new Map([...text.matchAll(/^-- step (\S+) ([0-9a-f]{64})$/gm)].map(([, name = '', hash = '']) => [name, hash]));
    expect(landed.size).toBeGreaterThan(0);
    const today = new Map(STEPS.map((step) => [step.name, hashOf(step.statements.join('\n'))]));
    expect([...landed].filter(([name, hash]) => today.get(name) !== hash).map(([name]) => name)).toEqual([]);
  });
});

it('a version that is kept changes no more: what comes next raises the version in package.json', () => {
  if (!kept.includes(version)) return;
  const text = textOf(version);
  expect(STEPS.map((step) => step.name).filter((name) => !text.includes(`-- step ${name} `))).toEqual([]);
  expect(/^-- standing (\S+)$/m.exec(text)?.[1]).toBe(hashOfStanding(STANDING));
});

/** What every office may see, for what and how long: one line a group and disjoint interval, from masks or from the cells before them. */
async function cellsOf(owner: Client): Promise<readonly string[]> {
  const { rows: kinds } = await owner.query<{ cells: boolean }>("select exists (select 1 from pg_tables where schemaname = 'public' and tablename = 'access_cell') as cells");
  const cell = kinds[0]?.cells === true
    ? 'access_cell'
    : '(select m.*, i.code as item_group, m.own_rows & (1 << i.bit) <> 0 as own from access_mask m join item_group i on m.groups & (1 << i.bit) <> 0)';
  const own = kinds[0]?.cells === true ? 'c.own_rows' : 'c.own';
  const { rows } = await owner.query<{ line: string }>(
    `select concat_ws(' ', c.grantee_office_id, c.person_id, c.source_organisation_id, c.item_group, c.purpose, ${own}, range_agg(tstzrange(c.valid_from, c.valid_until))) as line
     from ${cell} c group by c.grantee_office_id, c.person_id, c.source_organisation_id, c.item_group, c.purpose, ${own} order by 1`,
  );
  return rows.map((row) => row.line);
}

async function on<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function counts(owner: Client): Promise<Readonly<Record<string, number>>> {
  const { rows } = await owner.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const found: Record<string, number> = {};
  for (const { name } of rows) {
    const { rows: counted } = await owner.query<{ n: number }>(`select count(*)::integer as n from ${name}`);
    found[name] = counted[0]?.n ?? 0;
  }
  return found;
}
