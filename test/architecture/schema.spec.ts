import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { schemaProblems } from './schema-problems';

// Real: the migrated schema in PostgreSQL. Each planted violation is DDL in a transaction that is rolled back.
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

describe('the schema', () => {
  it('has a policy on every table, a class for every column, and none of the slow or leaky forms', async () => {
    expect(await schemaProblems(owner)).toEqual([]);
  });

  it.each([
    ['a table without policy', 'create table planted (id integer)', 'table without policy: planted'],
    ['a policy switched off', 'alter table person_basic disable row level security', 'table without row security: person_basic'],
    ['a column without class', 'alter table person_basic add column nickname text', 'column without class: person_basic.nickname'],
    ['a policy with OR', 'create policy planted on person_basic for select to madoguchi_app using (source_office_id is null or person_id is null)', 'policy with OR: person_basic.planted'],
    ['a policy with IN (SELECT)', 'create policy planted on person_basic for select to madoguchi_app using (source_office_id in (select id from office))', 'policy with IN (SELECT): person_basic.planted'],
    ['a function for every row', 'create policy planted on person_basic for select to madoguchi_app using (source_office_id = current_office())', 'policy with a function that runs for every row: person_basic.planted'],
    ['a question for every row', 'create policy planted on person_basic for select to madoguchi_app using (exists (select 1 from current_actor a where a.office_id = source_office_id))', 'policy that asks who acts for every row: person_basic.planted'],
    ['the clock of the server', "create policy planted on person_basic for select to madoguchi_app using (entered_at < now())", 'policy with the clock of the server: person_basic.planted'],
    ['a loose search_path', 'alter function current_office() reset search_path', 'definer function without a pinned search_path: current_office'],
    ['a function that does not say what it asks', "comment on function current_office() is null", 'definer function that does not say what it asks: current_office'],
    ['a function that trusts its caller', "comment on function current_office() is '[nothing] x'", 'definer function that trusts its caller: current_office'],
    ['a function of nobody that the application calls', "grant execute on function access_rebuild(uuid) to madoguchi_app", 'definer function that is called by madoguchi_app and says otherwise: access_rebuild'],
    ['a function for everybody', 'grant execute on function access_rebuild(uuid) to public', 'definer function that everybody may call: access_rebuild'],
    ['a view that skips policies', 'create view planted as select * from person_basic', "view that is neither the reader's nor of the owner facts: planted"],
    ['security_invoker lost', 'alter view open_placement reset (security_invoker)', "view that is neither the reader's nor of the owner facts: open_placement"],
    ['a barrier that is gone', 'alter view readable reset (security_barrier)', 'view behind the policies that is not the gate\'s, or no barrier: readable'],
    ['a view of the gate that belongs to a login role', 'alter view readable owner to madoguchi_app', 'view behind the policies that is not the gate\'s, or no barrier: readable'],
    ['a mask that the application reads', 'grant select on access_mask to madoguchi_app', 'mask that madoguchi_app reads past its views'],
    ['an enum', "create type planted as enum ('a')", 'PostgreSQL enum: planted'],
    ['a runtime role that owns a table', 'alter table person_basic owner to madoguchi_app', 'runtime role that could switch policies off: madoguchi_app'],
  ])('is refused with %s', async (_what, ddl, problem) => {
    await owner.query('begin');
    try {
      await owner.query(ddl);
      expect(await schemaProblems(owner)).toContain(problem);
    } finally {
      await owner.query('rollback');
    }
  });
});
