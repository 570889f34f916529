import { Client } from 'pg';
import { STANDING } from '../../migrations/standing';
import { createTestDatabase, type TestDatabase } from '../support/database';

// Real: the migrated schema in PostgreSQL, held against the files that say what stands in it.
let database: TestDatabase;
let owner: Client;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

/** Everything in the schema that is no table, as `kind name`. */
async function live(): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select 'function ' || p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace
     union all select 'view ' || v.viewname from pg_views v where v.schemaname = 'public'
     union all select 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass from pg_trigger t where not t.tgisinternal
     union all select 'check ' || c.conname || ' on ' || c.conrelid::regclass from pg_constraint c
       where c.connamespace = 'public'::regnamespace and c.contype = 'c' and c.conname <> 'consent_scope_narrowed' and c.conname !~ '_check[0-9]*$'
     union all select 'policy ' || p.policyname || ' on ' || p.tablename from pg_policies p where p.schemaname = 'public'`,
  );
  return rows.map((row) => row.name).sort();
}

/** The same as the files define it; a name that is defined twice comes twice. */
function defined(): readonly string[] {
  const names = STANDING.flatMap(({ name, apply }) =>
    name.startsWith('gate ')
      ? [...apply.matchAll(/create policy (\w+) on (\w+)/g)].map(([, policy = '', table = '']) => `policy ${policy} on ${table}`)
      : [name.replace(/\(.*$/s, '')],
  );
  return names.sort();
}

describe('what stands in the database', () => {
  it('is defined in the files, each name once, and nothing else is there', async () => {
    expect(await live()).toEqual(defined());
    expect(new Set(STANDING.map((one) => one.name)).size).toBe(STANDING.length);
  });

  it.each([
    ['a function', 'create function planted() returns integer language sql as $$ select 1 $$', 'function planted'],
    ['a view', 'create view planted as select 1 as one', 'view planted'],
    ['a trigger', 'create trigger planted before insert on office for each row execute function referral_guard()', 'trigger planted on office'],
    ['a check', 'alter table office add constraint planted check (true)', 'check planted on office'],
    ['a policy', 'create policy planted on office for select to madoguchi_app using (true)', 'policy planted on office'],
  ])('is told apart from %s that no file defines', async (_what, ddl, name) => {
    await owner.query('begin');
    try {
      await owner.query(ddl);
      const names = await live();
      expect(names.filter((one) => !defined().includes(one))).toEqual([name]);
    } finally {
      await owner.query('rollback');
    }
  });

  it('covers every table with a gate of its own', async () => {
    const { rows } = await owner.query<{ name: string }>(
      "select 'gate ' || c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('schema_migration', 'standing_object')",
    );
    const gates = STANDING.map((one) => one.name);
    expect(rows.map((row) => row.name).filter((name) => !gates.includes(name))).toEqual([]);
  });
});
