import { Client } from 'pg';
import { assignmentId, OFFICES, STAFF, staffId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';

// Real: PostgreSQL and its roles. Bare statements of the runtime role, while an operator changes who works where.
let t: TestApp;
let app: Client;
let second: Client;
let person: string;
beforeAll(async () => {
  t = await startTestApp();
  app = new Client({ connectionString: t.database.connections.app });
  second = new Client({ connectionString: t.database.ownerUrl });
  await Promise.all([app.connect(), second.connect()]);
  ({ id: person } = await t.world.person());
});
afterAll(async () => {
  await Promise.all([app.end(), second.end()]);
  await t.stop();
});
// Whatever was changed, everybody is where they were; triggers derive the rest.
afterEach(async () => {
  await Promise.all([app.query('rollback'), second.query('rollback')]);
  await t.owner.query('update staff set disabled_at = null');
  await t.owner.query("update assignment set valid_from = '2024-04-01', valid_until = 'infinity'");
  await t.owner.query('update assignment set office_id = $2 where id = $1', [assignmentId('cw1'), OFFICES.welfare.id]);
});

const beginAs = (assignment: string, now = '2026-11-20T01:00:00Z'): Promise<unknown> =>
  app.query(`begin; select set_config('app.assignment', '${assignment}', true), set_config('app.purpose', 'support', true), set_config('app.now', '${now}', true)`);
const READS = `select (select count(*)::integer from person_contact where person_id = $1) as contacts, (select count(*)::integer from readable where person_id = $1) > 0 as cells,
  current_office() as office, current_staff() as staff, current_organisation() as organisation, actor_may_read('contact') as role`;
const seen = async (): Promise<unknown> => (await app.query(READS, [person])).rows[0];
const NOTHING = { contacts: 0, cells: false, office: null, staff: null, organisation: null, role: false };
const CW1 = { contacts: 1, cells: true, office: OFFICES.welfare.id, staff: staffId('cw1'), organisation: OFFICES.welfare.organisationId, role: true };

describe('who acts', () => {
  it('is read live: whoever is switched off sees nothing from the next statement of an open transaction on', async () => {
    await beginAs(assignmentId('cw1'));
    expect(await seen()).toEqual(CW1);
    await t.owner.query("update staff set disabled_at = '2026-11-20T00:00:00Z' where id = $1", [staffId('cw1')]);
    expect(await seen()).toEqual(NOTHING);
  });

  it('follows a move to another office at once, and a move back', async () => {
    await beginAs(assignmentId('cw1'));
    await t.owner.query('update assignment set office_id = $2 where id = $1', [assignmentId('cw1'), OFFICES.singleParent.id]);
    expect(await seen()).toEqual({ ...CW1, contacts: 0, cells: false, office: OFFICES.singleParent.id });
    await t.owner.query('update assignment set office_id = $2 where id = $1', [assignmentId('cw1'), OFFICES.welfare.id]);
    expect(await seen()).toEqual(CW1);
  });

  it.each([
    ['after the last day', 'valid_until', '2026-11-20'],
    ['before the first day', 'valid_from', '2026-11-21'],
  ])('is nobody %s', async (_when, column, day) => {
    await t.owner.query(`update assignment set ${column} = $2 where id = $1`, [assignmentId('cw1'), day]);
    await beginAs(assignmentId('cw1'));
    expect(await seen()).toEqual(NOTHING);
  });

  it('is nobody on a day before the assignment, in a changed clock of the same transaction', async () => {
    await beginAs(assignmentId('cw1'));
    expect(await seen()).toEqual(CW1);
    await app.query("set local app.now = '2024-03-31T14:59:59Z'");
    expect(await seen()).toEqual(NOTHING);
    await app.query("set local app.now = '2024-03-31T15:00:00Z'");
    expect(await seen()).toMatchObject({ office: OFFICES.welfare.id });
  });

  it('is nobody for an assignment that nobody has, and for none', async () => {
    await beginAs('00000000-0000-4000-8000-000000000000');
    expect(await seen()).toEqual(NOTHING);
    await app.query("set local app.assignment = ''");
    expect(await seen()).toEqual(NOTHING);
  });

  it('is written by no role that requests or jobs run as', async () => {
    for (const connectionString of [t.database.connections.app, t.database.connections.worker, t.database.connections.counter]) {
      const client = new Client({ connectionString });
      await client.connect();
      for (const text of ['delete from actor', "update actor set role = 'supervisor'", 'insert into actor select * from actor', 'truncate actor', 'select actor_derive()', 'alter table actor disable trigger all']) {
        await expect(client.query(text)).rejects.toMatchObject({ code: text.startsWith('select') ? expect.stringMatching(/^(42501|0A000)$/) as string : '42501' });
      }
      await client.end();
    }
  });
});

describe('the row of who acts', () => {
  const differences = async (client: Client): Promise<unknown> => (await client.query('select actor_differences()::integer as n')).rows;
  const rowOf = async (assignment: string): Promise<unknown> => (await t.owner.query('select role, item_groups from actor where assignment_id = $1', [assignment])).rows;

  it('follows offices, roles and assignments wherever they are changed', async () => {
    await second.query('begin');
    for (const text of [
      "update office set organisation_id = (select id from organisation where kind = 'labour_bureau')",
      "delete from role_item_group where item_group = 'contact'",
      "insert into role_item_group (role, item_group) values ('auditor', 'contact')",
      "update assignment set role = 'reception'",
      `delete from assignment where id = '${assignmentId('keikaku')}'`,
      'truncate role_item_group',
    ]) {
      await second.query(text);
      expect([text, await differences(second)]).toEqual([text, [{ n: 0 }]]);
    }
    expect((await second.query('select item_groups, count(*)::integer as n from actor group by 1')).rows).toEqual([{ item_groups: [], n: STAFF.length - 1 }]);
  });

  it('is none when an assignment is given while the account is being switched off, in either order', async () => {
    const give = "insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'planner', '2026-11-20')";
    const off = "update staff set disabled_at = '2026-11-20T00:00:00Z' where id = $1";
    const waits = async (): Promise<boolean> => ((await t.owner.query("select from pg_locks where locktype = 'advisory' and not granted and objid = 20290001")).rowCount ?? 0) > 0;
    for (const [index, first, last] of [[1, 'off', 'give'], [2, 'give', 'off']] as const) {
      const assignment = `00000000-0000-4000-8000-00000000000${index}`;
      const act = (client: Client, what: 'off' | 'give'): Promise<unknown> =>
        what === 'off' ? client.query(off, [staffId('cw1')]) : client.query(give, [assignment, staffId('cw1'), OFFICES.singleParent.id]);
      const one = new Client({ connectionString: t.database.ownerUrl });
      await one.connect();
      await one.query('begin');
      await act(one, first);
      await second.query('begin');
      const waiting = act(second, last);
      while (!(await waits())) await new Promise((resolve) => setImmediate(resolve));
      await one.query('commit');
      await waiting;
      await second.query('commit');
      await one.end();
      expect(await rowOf(assignment)).toEqual([]);
      expect(await differences(second)).toEqual([{ n: 0 }]);
      await t.owner.query('delete from assignment where id = $1', [assignment]);
      await t.owner.query('update staff set disabled_at = null');
    }
  });
});
