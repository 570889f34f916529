import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { runMigrations, type Schema } from '../../../migrations/run';
import { outside, step } from '../../../migrations/schema/step';
import { countingView, definer, gate, invoker, trigger, view } from '../../../migrations/standing/object';
import { ROLE_PASSWORDS, testOwnerUrl } from '../../support/database';
import { eventually } from '../../support/eventually';

// Real: PostgreSQL, an empty database each test, and the runner; only what it is given to put in place is made up.
let admin: Client;
let ownerUrl: string;
let owner: Client;
const name = (): string => new URL(ownerUrl).pathname.slice(1);

beforeAll(async () => {
  admin = new Client({ connectionString: testOwnerUrl() });
  await admin.connect();
});
afterAll(() => admin.end());
beforeEach(async () => {
  const url = new URL(testOwnerUrl());
  url.pathname = `/madoguchi_test_${randomBytes(6).toString('hex')}`;
  ownerUrl = url.toString();
  await admin.query(`create database ${name()}`);
  owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await admin.query(`drop database ${name()} with (force)`);
});

const tables = step('1-tables', 'create table thing ( -- [technical] A thing\n  id integer primary key, -- [technical] key\n  size integer -- [domain] how big\n);');
const answer = (n: number) => definer('nobody', `create function answer() returns integer language sql stable as $$ select ${n} $$`, 'madoguchi_app');
const sizes = view('create view sizes as select t.size from thing t', 'madoguchi_app');
const reading = gate('thing', 'create policy thing_read on thing for select to madoguchi_app using (size > 1);\ngrant select on thing to madoguchi_app;');
const migrate = (schema: Schema): Promise<readonly string[]> => runMigrations({ ownerUrl, rolePasswords: ROLE_PASSWORDS }, schema).then(({ applied }) => applied);
const one = async (text: string): Promise<unknown> => (await owner.query<{ x: unknown }>(text)).rows[0]?.x;

describe('bringing a schema up to date', () => {
  it('puts everything in place once, and nothing the second time', async () => {
    const schema = { steps: [tables], standing: [answer(1), sizes, reading] };
    expect(await migrate(schema)).toEqual(['1-tables', 'function answer()', 'view sizes', 'gate thing']);
    expect(await one('select answer() as x')).toBe(1);
    expect(await one("select col_description('thing'::regclass, 2) as x")).toBe('[domain] how big');
    expect(await migrate(schema)).toEqual([]);
  });

  it('puts only what has changed in place again', async () => {
    await migrate({ steps: [tables], standing: [answer(1), sizes, reading] });
    expect(await migrate({ steps: [tables], standing: [answer(2), sizes, reading] })).toEqual(['function answer()']);
    expect(await one('select answer() as x')).toBe(2);
  });

  it('puts all of it in place again after a step: a new column is not in the text of what names a table as a whole', async () => {
    await migrate({ steps: [tables], standing: [answer(1), sizes, reading] });
    const wider = step('2-wider', 'alter table thing add column colour text');
    expect(await migrate({ steps: [tables, wider], standing: [answer(1), sizes, reading] })).toEqual(['2-wider', 'function answer()', 'view sizes', 'gate thing']);
  });

  it('leaves of a gate nothing that its text has lost', async () => {
    await migrate({ steps: [tables], standing: [reading] });
    await owner.query('create policy by_hand on thing for select to madoguchi_app using (true); grant delete on thing to madoguchi_app; grant update (size) on thing to madoguchi_app');
    const narrower = gate('thing', 'create policy thing_read on thing for select to madoguchi_app using (size > 2);\ngrant select (id) on thing to madoguchi_app;');
    await migrate({ steps: [tables], standing: [narrower] });
    expect((await owner.query('select policyname, qual from pg_policies')).rows).toEqual([{ policyname: 'thing_read', qual: '(size > 2)' }]);
    const may = "select string_agg(p, ',') as x from unnest(array['select', 'delete', 'update']) p where has_any_column_privilege('madoguchi_app', 'thing', replace(p, 'delete', 'insert')) or has_table_privilege('madoguchi_app', 'thing', p)";
    expect(await one(may)).toBe('select');
    expect(await one("select has_column_privilege('madoguchi_app', 'thing', 'size', 'select') as x")).toBe(false);
  });

  it('takes away what no file defines any more, what asks before what is asked', async () => {
    const guard = invoker('create function guard() returns trigger language plpgsql as $$ begin return new; end $$');
    const guarding = trigger('create trigger guarding before insert on thing for each row execute function guard()');
    await migrate({ steps: [tables], standing: [answer(1), sizes, guard, guarding, reading] });
    const applied = await migrate({ steps: [tables], standing: [reading] });
    expect([...applied].sort()).toEqual(['without function answer()', 'without function guard()', 'without trigger guarding on thing', 'without view sizes']);
    expect(await one("select count(*)::integer as x from pg_proc where pronamespace = 'public'::regnamespace")).toBe(0);
    expect(await one("select count(*)::integer as x from pg_trigger where not tgisinternal")).toBe(0);
  });

  it('does the steps and the standing objects of a version together or not at all, and names what failed', async () => {
    await migrate({ steps: [tables], standing: [answer(1)] });
    const wider = step('2-wider', 'alter table thing add column colour text');
    const broken = view('create view sizes as select t.weight from thing t', 'madoguchi_app');
    await expect(migrate({ steps: [tables, wider], standing: [answer(2), broken] })).rejects.toThrow('"view sizes": column t.weight does not exist');
    expect(await one('select answer() as x')).toBe(1);
    expect(await one("select count(*)::integer as x from pg_attribute where attrelid = 'thing'::regclass and attname = 'colour'")).toBe(0);
    expect(await migrate({ steps: [tables, wider], standing: [answer(2)] })).toEqual(['2-wider', 'function answer()']);
  });

  it('runs a step outside by itself, after the rest; where it fails it is tried again', async () => {
    const index = outside('2-index', 'create index concurrently thing_size on thing (size)');
    expect(await migrate({ steps: [tables, index], standing: [answer(1)] })).toEqual(['1-tables', 'function answer()', '2-index']);
    const failing = outside('3-backfill', 'select 1 / size from thing');
    await owner.query('insert into thing values (1, 0)');
    await expect(migrate({ steps: [tables, index, failing], standing: [answer(2)] })).rejects.toThrow('"3-backfill": division by zero');
    expect(await one('select answer() as x')).toBe(2);
    await owner.query('update thing set size = 1');
    expect(await migrate({ steps: [tables, index, failing], standing: [answer(2)] })).toEqual(['3-backfill']);
  });

  it('gives a function of the gate to nobody but its callers', async () => {
    await migrate({ steps: [], standing: [answer(1)] });
    const may = "select string_agg(r, ',') as x from unnest(array['public', 'madoguchi_app', 'madoguchi_worker', 'madoguchi_counter']) r where has_function_privilege(r, 'answer()', 'execute')";
    expect(await one(may)).toBe('madoguchi_app');
    expect(await one("select pg_get_userbyid(proowner) || ' ' || prosecdef || ' ' || proconfig::text as x from pg_proc where proname = 'answer'")).toBe('madoguchi_gate true {"search_path=pg_catalog, public"}');
  });

  it('takes steps in the order in which they are listed, also where one stands outside, statement by statement', async () => {
    const wider = step('2-wider', 'alter table thing add column colour text');
    const fill = outside('3-fill', 'drop index concurrently if exists thing_colour', 'create index concurrently thing_colour on thing (colour)', "update thing set colour = 'red' where colour is null");
    const strict = step('4-strict', 'alter table thing alter column colour set not null');
    await migrate({ steps: [tables], standing: [] });
    await owner.query('insert into thing values (1, 1)');
    expect(await migrate({ steps: [tables, wider, fill, strict], standing: [answer(1)] })).toEqual(['2-wider', '3-fill', '4-strict', 'function answer()']);
    expect(await one('select colour as x from thing')).toBe('red');
  });

  it('refuses a database that has seen more than the program, and loosens nothing there', async () => {
    const wider = step('2-wider', 'alter table thing add column colour text');
    await migrate({ steps: [tables, wider], standing: [answer(2), sizes] });
    await expect(migrate({ steps: [tables], standing: [answer(1)] })).rejects.toThrow('of a later version than this program: it has seen 2-wider');
    expect(await one('select (answer() + (select count(*) from sizes))::text as x')).toBe('2');
  });

  it('takes away what depends on each other, whatever its kind and in whatever order the files had it', async () => {
    const base = view('create view b_base as select t.size from thing t');
    const onBase = view('create view a_on_base as select b.size from b_base b');
    const onView = view('create view c_on_view as select a.size from a_on_base a');
    const rows = invoker('create function rows_of() returns setof c_on_view language sql stable as $$ select * from c_on_view $$');
    await migrate({ steps: [tables], standing: [base, onBase, onView, rows] });
    expect([...(await migrate({ steps: [tables], standing: [] }))].sort()).toEqual(['without function rows_of()', 'without view a_on_base', 'without view b_base', 'without view c_on_view']);
    await migrate({ steps: [tables], standing: [base, onBase] });
    await expect(migrate({ steps: [tables], standing: [onBase] })).rejects.toThrow('"view b_base": cannot drop view b_base because other objects depend on it');
  });

  it('leaves of a function or a view no right and no owner that its text has lost', async () => {
    const counted = (...readers: ('madoguchi_app' | 'madoguchi_facts')[]) => [countingView('create view counted as select count(*) as n from thing', ...readers), definer('nobody', 'create function asked() returns integer language sql stable as $$ select 1 $$', ...readers)];
    await migrate({ steps: [tables], standing: counted('madoguchi_app', 'madoguchi_facts') });
    await owner.query('grant select on counted to madoguchi_queue');
    await migrate({ steps: [tables], standing: [view('create view counted as select count(*) as n from thing', 'madoguchi_app'), invoker('create function asked() returns integer language sql stable as $$ select 1 $$')] });
    const readers = "select string_agg(r, ',') as x from unnest(array['madoguchi_app', 'madoguchi_facts', 'madoguchi_queue']) r where has_table_privilege(r, 'counted', 'select')";
    expect(await one(readers)).toBe('madoguchi_app');
    expect(await one("select (select relowner = current_user::regrole from pg_class where relname = 'counted') and (select proowner = current_user::regrole from pg_proc where proname = 'asked') as x")).toBe(true);
    expect(await one("select has_function_privilege('madoguchi_queue', 'asked()', 'execute') as x")).toBe(true);
  });

  it('waits briefly for a table that is in use, lets others past meanwhile, and does it later', async () => {
    await migrate({ steps: [tables], standing: [reading] });
    const atWork = new Client({ connectionString: ownerUrl });
    await atWork.connect();
    await atWork.query('begin');
    await atWork.query('select * from thing');
    const wider = migrate({ steps: [tables, step('2-wider', 'alter table thing add column colour text')], standing: [reading] });
    // Behind an exclusive lock that is waited for, nobody reads: the waiting must come to an end by itself.
    await eventually(async () => (await one("select count(*)::integer as x from pg_locks where not granted and locktype = 'relation'")) === 1 || undefined);
    await owner.query('select * from thing');
    await atWork.query('commit');
    await atWork.end();
    expect(await wider).toEqual(['2-wider', 'gate thing']);
  });

  it('lets two wait for each other', async () => {
    const schema = { steps: [tables], standing: [answer(1), sizes, reading] };
    const [first, second] = await Promise.all([migrate(schema), migrate(schema)]);
    expect([first, second].map((applied) => applied.length).sort()).toEqual([0, 4]);
  });
});
