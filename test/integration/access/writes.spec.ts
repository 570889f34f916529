import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { FACTS } from '@madoguchi/indicators';
import { staffId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import type { Person } from '../../world/world';
import type { Actor, Model, Purpose } from './model';
import { actAs } from './second-line';
import { SECOND_MUNICIPALITY, settleTown, TOWN } from './town';
import { TABLES } from './universe';

// Real: PostgreSQL and its roles. The application is left out: these are the statements that it must never need.
let t: TestApp;
let model: Model;
let app: Client;
let worker: Client;
let counter: Client;
let shared: Person;
let referralId: string;
let consentId: string;
let apart: Person;
beforeAll(async () => {
  t = await startTestApp();
  model = await settleTown(t.owner, t.clock.now());
  const { connections } = t.database;
  [app, worker, counter] = [connections.app, connections.worker, connections.counter].map((connectionString) => new Client({ connectionString })) as [Client, Client, Client];
  await Promise.all([app.connect(), worker.connect(), counter.connect()]);
  const city = await t.signIn('cw1');
  shared = await t.world.person();
  consentId = (await t.world.consent(shared)).id;
  // Sent and not yet accepted: Hello Work has not become an author.
  referralId = (await t.world.sentRequest(shared)).id;
  apart = await t.world.person({ familyName: '別人' });
  await city.put(`/clients/${shared.id}/health`, { version: 0, conditionNote: '通院中' });
});
afterAll(async () => {
  await Promise.all([app.end(), worker.end(), counter.end()]);
  await t.stop();
});

/** What a bare statement does: how many rows it touched, or the code with which it was refused. Nothing of it stays. */
async function attempt(login: string, text: string, values: readonly unknown[] = [], purpose: Purpose = 'support'): Promise<number | string> {
  await app.query('begin');
  try {
    await actAs(app, model.actor(login), purpose, model.now);
    const { rowCount } = await app.query(text, [...values]);
    await app.query('set constraints all immediate');
    return rowCount ?? 0;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  } finally {
    await app.query('rollback');
  }
}

const REFUSED = '42501';

interface Note {
  readonly person: string;
  readonly source: Actor;
  readonly office?: string;
  readonly organisation?: string;
  readonly municipality?: string;
}
const addHealth = (by: string, { person, source, office = source.office.id, organisation = source.office.organisation, municipality = TOWN.welfare.municipality }: Note): Promise<number | string> =>
  attempt(
    by,
    `insert into person_work_history (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, history_note, licence_note, wish_note)
     select $1, $2, $3, $4, $5, $6, app_now(), '', '', ''`,
    [randomUUID(), person, municipality, office, organisation, source.staff],
  );

describe('a bare insert', () => {
  it('adds a row as the own office, about somebody whom it may see', async () => {
    expect(await addHealth('cw1', { person: shared.id, source: model.actor('cw1') })).toBe(1);
  });

  it.each([
    ['as another office of another organisation', 'cw1', () => ({ person: shared.id, source: model.actor('navi1') })],
    ['as another office of the own organisation', 'cw1', () => ({ person: shared.id, source: model.actor('soudan') })],
    ['as the own office for another organisation', 'navi1', () => ({ person: shared.id, source: model.actor('navi1'), organisation: TOWN.welfare.organisation })],
    ['about somebody whom the own office may not see', 'soudan', () => ({ person: shared.id, source: model.actor('soudan') })],
    ['about somebody who was never shared', 'navi1', () => ({ person: apart.id, source: model.actor('navi1') })],
    ['before the office has become an author', 'navi1', () => ({ person: shared.id, source: model.actor('navi1') })],
    ['into the figures of another city', 'cw1', () => ({ person: shared.id, source: model.actor('cw1'), municipality: SECOND_MUNICIPALITY.id })],
    ['by a role that may see nobody', 'counter-admin', () => ({ person: shared.id, source: model.actor('counter-admin') })],
  ])('is refused %s', async (_why, by, note) => {
    expect(await addHealth(by, note())).toBe(REFUSED);
  });

  it('lays nothing due before an office that has nothing to do with the person', async () => {
    const due = (by: string, office: string, person: string): Promise<number | string> =>
      attempt(
        by,
        `insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, written_by, entered_at)
         values ($1, $2, $3, $4, 'task', $1, '2026-12-01', 'open', app_now(), $5, app_now())`,
        [randomUUID(), TOWN.welfare.municipality, office, person, model.actor(by).staff],
      );
    expect(await due('cw1', TOWN.welfare.id, apart.id)).toBe(1);
    expect(await due('cw1', TOWN.helloWork.id, shared.id)).toBe(1);
    expect(await due('cw1', TOWN.helloWork.id, apart.id)).toBe(REFUSED);
    expect(await due('soudan', TOWN.selfReliance.id, shared.id)).toBe(REFUSED);
    expect(await due('soudan', TOWN.welfare.id, shared.id)).toBe(REFUSED);
  });

  it('widens no consent beyond the words that were signed', async () => {
    const add = (group: string): Promise<number | string> =>
      attempt('cw1', "insert into consent_scope (consent_id, direction, item_group, purpose) values ($1, 'from_recipient', $2, 'support') on conflict do nothing", [consentId, group]);
    expect(await add('number')).toBe(REFUSED);
  });
});

describe('a bare update or delete', () => {
  it.each(['person_basic', 'support_case', 'person_health', 'welfare_status'])('leaves another organisation’s rows of %s alone', async (table) => {
    expect(await attempt('navi1', `update ${table} set version = version + 1 where person_id = $1`, [shared.id])).toBe(0);
    expect(await attempt('soudan', `update ${table} set version = version + 1 where person_id = $1`, [shared.id])).toBe(0);
    expect(await attempt('cw1', `update ${table} set version = version + 1 where person_id = $1`, [shared.id])).toBe(1);
    expect(await attempt('cw1', `delete from ${table} where person_id = $1`, [shared.id])).toBe(REFUSED);
  });

  it.each(['person_id', 'municipality_id', 'source_office_id', 'source_organisation_id', 'id'])('never changes whose record a row is (%s)', async (column) => {
    expect(await attempt('cw1', `update person_health set ${column} = $2 where person_id = $1`, [shared.id, apart.id])).toBe(REFUSED);
    expect(await attempt('cw1', `update referral set ${column} = $2 where person_id = $1`, [shared.id, apart.id])).toBe(REFUSED);
  });

  it('neither sends a request for the sender nor opens again what ended', async () => {
    expect(await attempt('navi1', "update referral set submitted_at = app_now() + interval '1 hour' where id = $1", [referralId])).toBe(REFUSED);
    for (const by of ['cw1', 'navi1']) expect(await attempt(by, "update referral_sending set document_number = '偽' where referral_id = $1", [referralId])).toBe(REFUSED);
    expect(await attempt('cw1', "update referral_sending set reply_note = '偽' where referral_id = $1", [referralId])).toBe(REFUSED);
    expect(await attempt('navi1', "update referral_sending set reply = 'accepted', replied_on = '2026-11-20', reply_note = '説明' where referral_id = $1", [referralId])).toBe(1);
    await t.owner.query("update referral_sending set sharing_ended_at = $2, sharing_end = 'withdrawn' where referral_id = $1", [referralId, t.clock.now()]);
    for (const by of ['navi1', 'cw1']) {
      expect(await attempt(by, 'update referral_sending set sharing_ended_at = null, sharing_end = null where referral_id = $1', [referralId])).toBe(REFUSED);
    }
    await t.owner.query('alter table referral_sending disable trigger referral_sending_guard');
    await t.owner.query('update referral_sending set sharing_ended_at = null, sharing_end = null where referral_id = $1', [referralId]);
    await t.owner.query('alter table referral_sending enable trigger referral_sending_guard');
  });

  it('takes back or prolongs no consent', async () => {
    expect(await attempt('navi1', 'update consent set version = version + 1 where id = $1', [consentId])).toBe(0);
    expect(await attempt('cw1', "update consent set valid_until_at = 'infinity' where id = $1", [consentId])).toBe(REFUSED);
  });
});

describe('the functions that write reasons and cells', () => {
  it('open nobody who is registered already', async () => {
    expect(await attempt('soudan', 'select begin_registration($1)', [shared.id])).toBe(REFUSED);
    expect(await attempt('cw1', 'select end_registration($1)', [shared.id])).toBe(REFUSED);
    expect(await attempt('counter-admin', 'select begin_registration($1)', [randomUUID()])).toBe(REFUSED);
  });

  it('make nobody an author who may not see the person', async () => {
    expect(await attempt('soudan', 'select id from begin_writing($1)', [shared.id])).toBe(0);
    expect(await attempt('navi1', 'select id from begin_writing($1)', [apart.id])).toBe(0);
    expect(await attempt('navi1', 'select id from begin_writing($1)', [shared.id])).toBe(1);
  });

  it.each([
    'access_rebuild($1)',
    'access_rebuild_tokens($1)',
    'access_wanted_cells($1, app_now())',
    'access_wanted_masks($1, app_now())',
    'names_changed()',
  ])('are out of reach: %s', async (call) => {
    expect(await attempt('cw1', `select ${call}`, call.includes('$1') ? [shared.id] : [])).toMatch(/^42501$|^0A000$/);
  });

  it.each(['access_wanted_reason', 'access_wanted_party', 'access_span', 'access_left_over', 'reasons_of_consents', 'tokens_of_clients', 'guarded_of_protection'])('ask what nobody else may: %s', async (view) => {
    expect(await attempt('cw1', `select * from ${view}`)).toBe(REFUSED);
  });

  it.each(['access_mask', 'access_reason', 'record_party', 'search_token'])('are the only way to write %s', async (table) => {
    expect(await attempt('cw1', `delete from ${table}`)).toBe(REFUSED);
    expect(await attempt('cw1', `update ${table} set person_id = person_id`)).toBe(REFUSED);
    expect(await attempt('cw1', `insert into ${table} select * from ${table}`)).toBe(REFUSED);
  });
});

describe('what no runtime role reaches', () => {
  const ask = async (client: Client, text: string): Promise<string> => {
    try {
      await client.query('begin');
      await client.query(text);
      return 'answered';
    } catch (error) {
      return (error as { code?: string }).code ?? 'unknown';
    } finally {
      await client.query('rollback');
    }
  };

  it.each(['select * from audit_event', 'update audit_event set action = action', 'delete from audit_event', 'truncate audit_event', 'insert into audit_event default values'])(
    'the audit: %s',
    async (text) => {
      for (const client of [app, worker, counter]) expect(await ask(client, text)).toBe(REFUSED);
    },
  );

  it('sessions and credentials, but for the worker’s sweep of sessions by their end', async () => {
    for (const client of [app, counter]) expect(await ask(client, 'select sid_hash from session')).toBe(REFUSED);
    expect(await ask(worker, 'select data, staff_id from session')).toBe(REFUSED);
    for (const client of [app, worker, counter]) expect(await ask(client, 'select * from staff_credential')).toBe(REFUSED);
    for (const client of [worker, counter]) expect(await ask(client, "select credential_find('cw1')")).toBe(REFUSED);
  });

  it('item groups and contents, for the worker', async () => {
    const readable = [];
    for (const table of TABLES) if ((await ask(worker, `select * from ${table}`)) === 'answered') readable.push(table);
    // A reminder names nobody; the worker writes it.
    expect(readable).toEqual(['reminder']);
    expect(await ask(worker, 'select person_id from follow_up')).toBe(REFUSED);
    expect(await ask(worker, 'select month, reason from export_file')).toBe(REFUSED);
  });

  it('anything but the fact views, for counting, and no name in them', async () => {
    const { rows } = await t.owner.query<{ name: string; columns: string[] }>(
      `select c.relname as name, array_agg(a.attname::text) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
         and has_column_privilege('madoguchi_counter', c.oid, a.attnum, 'select') group by 1 order by 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(FACTS.map((fact) => `fact_${fact}`).sort());
    expect(rows.flatMap((row) => row.columns).filter((column) => /name|kana|birth|phone|address|note|number/.test(column))).toEqual([]);
    expect((await counter.query('select * from fact_referral_sent')).rows).toEqual([]);
  });

  it('a policy: no runtime role owns a table, bypasses row security or becomes who does', async () => {
    for (const client of [app, worker, counter]) {
      for (const text of ['alter table person disable row level security', 'drop policy person_read on person', 'set role madoguchi_gate', 'set session authorization madoguchi_owner']) {
        expect(await ask(client, text)).toMatch(/^42501$|^22023$/);
      }
    }
  });

  it('an actor who is nobody, disabled or over', async () => {
    const reads = async (assignment: string): Promise<number> => {
      await app.query('begin');
      await actAs(app, { ...model.actor('cw1'), assignment }, 'support', model.now);
      const { rowCount } = await app.query('select id from person');
      await app.query('rollback');
      return rowCount ?? 0;
    };
    expect(await reads(model.actor('cw1').assignment)).toBe(2);
    expect(await reads(randomUUID())).toBe(0);
    await t.owner.query('update staff set disabled_at = now() where id = $1', [staffId('cw1')]);
    expect(await reads(model.actor('cw1').assignment)).toBe(0);
    await t.owner.query('update staff set disabled_at = null where id = $1', [staffId('cw1')]);
  });
});
