import { randomUUID } from 'node:crypto';
import { OFFICES } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import type { ApiSession } from '../../support/api-session';
import { expectOk, PERSON, type Schemas, Walk } from '../../world/over-http';

// Real: HTTP, PostgreSQL, audit rows of real work. The limits are lowered, which is what a town may do.
let t: TestApp;
let cw: ApiSession;
let other: ApiSession;
let walk: Walk;
beforeEach(async () => {
  t = await startTestApp();
  for (const [key, value] of Object.entries({ without_part_persons: 3, staff_of_person: 4, refused_looks: 2, wrong_secrets: 2 })) {
    await t.owner.query('update setting set value = $2::jsonb where key = $1', [`audit.${key}`, JSON.stringify(value)]);
  }
  [cw, other] = [await t.signIn('cw1'), await t.signIn('cw2')];
  walk = new Walk(cw, await t.signIn('kakaricho'), await t.signIn('navi1'));
});
afterEach(() => t.stop());

const FRIDAY = '2026-11-20';
const patterns = async (from = FRIDAY, until = from) =>
  expectOk(await (await t.signIn('kansa')).post<Schemas['PatternsDto']>('/audit/patterns', { from, until }));
const eventsOf = async (line: { readonly events: string[] } | undefined) =>
  expectOk(await (await t.signIn('kansa')).post<Schemas['AuditPageDto']>('/audit/search', { from: FRIDAY, until: '2027-12-31', events: line?.events ?? [] })).lines;

async function persons(count: number): Promise<readonly Schemas['RegisteredDto'][]> {
  const made: Schemas['RegisteredDto'][] = [];
  for (let n = 0; n < count; n += 1) made.push(await walk.register({ familyKana: `${'アカサタナ'[n]}ダ`, birthDate: `199${n}-01-01` }));
  return made;
}

async function openAll(who: ApiSession, clients: readonly { readonly id: string }[]): Promise<void> {
  for (const client of clients) expectOk(await who.get(`/clients/${client.id}`));
}

describe('気になる利用', () => {
  it('shows who opened many persons without a part in them, and which', async () => {
    const clients = await persons(4);
    await openAll(cw, clients);
    await openAll(other, clients);
    await openAll(other, clients);
    const { withoutPart, thresholds } = await patterns();
    expect(thresholds).toMatchObject({ withoutPartPersons: 3, withoutPartDays: 90, opensAt: '08:00', closesAt: '19:00' });
    expect(withoutPart).toMatchObject([{ staffName: '平井 さつき', day: FRIDAY, persons: 4 }]);
    const opened = await eventsOf(withoutPart[0]);
    expect(opened).toHaveLength(8);
    expect(new Set(opened.map((line) => `${line.staffName} ${line.action}`))).toEqual(new Set(['平井 さつき clients.open']));
  });

  it('counts an own record of the last 90 days, a due item and an assignment as a part', async () => {
    const clients = await persons(5);
    const [first, second, third] = clients.map((client) => client.id) as [string, string, string];
    const strange = async () => (await patterns(FRIDAY, '2027-02-18')).withoutPart.map(({ day, persons: count }) => [day, count]);
    expectOk(await other.put(`/clients/${first}/contact`, { version: 1, phone: '090-0000-1111', address: PERSON.address }));
    await t.owner.query(`update support_case set worker_id = (select id from staff where login = 'cw2') where person_id = $1`, [second]);
    await openAll(other, clients);
    expect(await strange()).toEqual([[FRIDAY, 3]]);
    await t.owner.query(
      `insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assignee_id, assigned_at, written_by, entered_at)
       select gen_random_uuid(), p.municipality_id, p.source_office_id, p.id, 'task', p.id, '2026-12-01', 'open', null, p.entered_at, p.written_by, p.entered_at from person p where p.id = $1`,
      [third],
    );
    expect(await strange()).toEqual([]);

    // 90 days later the record is too old to be a part.
    t.clock.set('2027-02-18T01:00:00Z');
    [cw, other] = [await t.signIn('cw1'), await t.signIn('cw2')];
    await openAll(other, clients);
    expect(await strange()).toEqual([['2027-02-18', 3]]);
  });

  it('shows looks before opening, after closing and on closed days of the own office', async () => {
    const [client] = await persons(1);
    const at = async (instant: string) => {
      t.clock.set(instant);
      await openAll(await t.signIn('cw1'), client ? [client] : []);
    };
    await at('2026-11-23T23:30:00Z'); // Tuesday 8:30
    expect((await patterns(FRIDAY, '2026-12-01')).outsideHours).toEqual([]);
    await at('2026-11-24T09:59:59Z'); // 18:59
    await at('2026-11-24T10:00:00Z'); // 19:00
    await at('2026-11-24T22:59:59Z'); // Wednesday 7:59
    await at('2026-11-28T03:00:00Z'); // Saturday
    await at('2026-11-23T03:00:00Z'); // 勤労感謝の日
    await t.owner.query("insert into office_closure (office_id, day, name) values ($1, '2026-11-26', '庁舎の点検')", [OFFICES.welfare.id]);
    await at('2026-11-26T03:00:00Z');
    const { outsideHours } = await patterns(FRIDAY, '2026-12-01');
    const told = outsideHours.map(({ day, closed, looks, persons: count }) => [day, closed, looks, count]);
    expect(told.sort()).toEqual([
      ['2026-11-23', true, 1, 1],
      ['2026-11-24', false, 1, 1],
      ['2026-11-25', false, 1, 1],
      ['2026-11-26', true, 1, 1],
      ['2026-11-28', true, 1, 1],
    ]);
    expect(await eventsOf(outsideHours.find((line) => line.day === '2026-11-28'))).toMatchObject([{ action: 'clients.open', staffName: '小野寺 健' }]);
  });

  it('shows a person whom many members of staff opened on a day, by record number', async () => {
    const [one, two] = await persons(2);
    for (const login of ['cw1', 'cw2', 'kakaricho', 'uketsuke']) await openAll(await t.signIn(login), one ? [one] : []);
    for (const login of ['cw1', 'cw2']) await openAll(await t.signIn(login), two ? [two] : []);
    const { openedByMany } = await patterns();
    expect(openedByMany).toMatchObject([{ number: one?.number, day: FRIDAY, staff: 4 }]);
    expect(await eventsOf(openedByMany[0])).toHaveLength(4);
  });

  it('shows repeated refusals and wrong passwords of the own organisation, with the route and nothing of what was asked for', async () => {
    const wanted = randomUUID();
    for (const who of [cw, cw, walk.navigator, walk.navigator]) expect((await who.get(`/clients/${wanted}`)).status).toBe(404);
    const planner = await t.signIn('keikaku');
    for (let n = 0; n < 3; n += 1) expect((await planner.post('/clients/search', { text: 'アオ' })).status).toBe(403);
    expect((await other.get(`/clients/${wanted}`)).status).toBe(404);
    const wrong = (login: string) =>
      fetch(`${t.baseUrl}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ login, password: 'wrong' }) });
    for (const login of ['cw2', 'cw2', 'cw1', 'navi2', 'navi2']) expect((await wrong(login)).status).toBe(401);
    // What is no record of a person is not kept: an unsaved text that is not there.
    expect((await cw.get('/drafts/consultation/none')).status).toBe(404);
    // Who asks after people: whether anybody was meant is no matter.
    const question = { askedName: 'ダレカ', birthDate: '1990-01-01', itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1 };
    for (const who of [other, other, other, cw]) expect((await who.post('/exceptional-access', question)).status).toBe(201);

    const { refusals } = await patterns();
    expect(refusals.map(({ staffName, action, times }) => [staffName, action, times])).toEqual([
      ['上野 亜紀', 'audit.refused', 3],
      ['平井 さつき', 'protection.ask-exceptional', 3],
      expect.anything(),
      expect.anything(),
    ]);
    expect(refusals.slice(2).map(({ staffName, action }) => `${staffName} ${action}`).sort()).toEqual(['小野寺 健 audit.refused', '平井 さつき identity.wrong-secret']);
    const { rows } = await t.owner.query<{ detail: object; line: string }>("select e.detail, e::text as line from audit_event e where action = 'audit.refused'");
    expect(rows).toHaveLength(8);
    expect(rows.map((row) => row.detail)).toContainEqual({ code: 'not_found', method: 'GET', route: '/api/clients/:id' });
    expect(rows.map((row) => row.line).join()).not.toContain(wanted);
  });

  it('is recorded, is the auditor’s alone, and takes three months at most', async () => {
    await patterns();
    expect((await t.owner.query("select 1 from audit_event where action = 'audit.patterns'")).rowCount).toBe(1);
    expect((await cw.post('/audit/patterns', { from: FRIDAY, until: FRIDAY })).status).toBe(403);
    const auditor = await t.signIn('kansa');
    expect(await auditor.post('/audit/patterns', { from: '2026-08-01', until: '2026-11-20' })).toMatchObject({ status: 422, body: { errors: [{ field: 'until', code: 'period_too_long' }] } });
    expect(await auditor.post('/audit/patterns', { from: '2026-11-20', until: '2026-11-19' })).toMatchObject({ status: 422, body: { errors: [{ field: 'until', code: 'end_before_start' }] } });
    for (const call of ["audit_opened_without_part('-infinity', 'infinity', 0, 90)", "audit_opened_by_many('-infinity', 'infinity', 0)", "audit_repeated('-infinity', 'infinity', 0, 0, 0)"]) {
      await t.owner.query('begin');
      await t.owner.query('set local role madoguchi_app');
      await t.owner.query("select set_config('app.assignment', $1, true), set_config('app.now', '2026-11-20T01:00:00Z', true), set_config('app.purpose', 'support', true)", [cw.assignment]);
      expect((await t.owner.query(`select * from ${call}`)).rows).toEqual([]);
      await t.owner.query('rollback');
    }
  });
});
