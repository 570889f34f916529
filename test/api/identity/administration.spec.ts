import { randomUUID } from 'node:crypto';
import { assignmentId, DEMO_PASSWORD, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas } from '../../world/over-http';

// Real: HTTP, accounts and assignments in PostgreSQL under the policies of the runtime role, a clock moved by hand.
let t: TestApp;
let kanri: ApiSession;
beforeEach(async () => {
  t = await startTestApp();
  kanri = await t.signIn('kanri');
});
afterEach(() => t.stop());

const NEW = { login: 'shinjin', name: '新人 花子', service: false, officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2026-11-20' };
const accounts = async (who = kanri) => expectOk(await who.get<Schemas['AccountsDto']>('/accounts'));
const account = async (id: string) => (await accounts()).accounts.find((one) => one.id === id);
type Refusal = { code: string; errors: { field: string; code: string }[] };

describe('a new account', () => {
  it('has an initial password, shown once, that is worth one thing: choosing another', async () => {
    const key = randomUUID();
    const added = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', NEW, key));
    expect(added.initialPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', NEW, key))).toEqual({ id: added.id, initialPassword: null });
    const { rows } = await t.owner.query("select response::text from idempotency_key union all select detail::text from audit_event");
    expect(JSON.stringify(rows)).not.toContain(added.initialPassword);

    const [one] = (await account(added.id))?.assignments ?? [];
    const first = await ApiSession.signIn(t.baseUrl, NEW.login, added.initialPassword ?? '', one?.id ?? '');
    expect((await first.get<Schemas['SessionDto']>('/session')).body.mustChangePassword).toBe(true);
    expect(await first.get('/today')).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
    expect(await first.post('/clients/search', { text: 'ア' })).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
    expectOk(await first.post('/session/password', { password: added.initialPassword, next: 'minato ringo 47 kasa' }));
    expect((await first.get('/today')).status).toBe(200);
    expect((await account(added.id))?.mustChangePassword).toBe(false);
  });

  it('is refused with a login that is taken, an office of another organisation, and a day gone by', async () => {
    const refused = async (change: object) => (await kanri.post<Refusal>('/accounts', { ...NEW, ...change })).body.errors[0];
    for (const login of ['cw1', 'CW1']) expect(await refused({ login })).toMatchObject({ field: 'login', code: 'taken' });
    expect(await refused({ officeId: OFFICES.helloWork.id })).toMatchObject({ field: 'officeId', code: 'unknown_office' });
    expect(await refused({ validFrom: '2026-11-19' })).toMatchObject({ field: 'validFrom', code: 'past' });
    expect(await refused({ role: 'owner' })).toMatchObject({ field: 'role', code: 'unknown_code' });
  });

  it('is not signed in with before it begins', async () => {
    const added = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', { ...NEW, validFrom: '2027-04-01' }));
    const early = await ApiSession.signIn(t.baseUrl, NEW.login, added.initialPassword ?? '', '');
    expect((await early.get<Schemas['SessionDto']>('/session')).body.assignments).toEqual([]);
  });
});

describe('an administrator', () => {
  it('sees accounts of the own organisation alone, and changes no other', async () => {
    const listed = (await accounts()).accounts.map((one) => one.login);
    expect(listed).toContain('cw1');
    expect(listed).not.toContain('navi1');
    for (const path of ['disable', 'enable', 'password']) expect((await kanri.post(`/accounts/${staffId('navi1')}/${path}`)).status).toBe(404);
    expect((await kanri.post(`/accounts/${staffId('navi1')}/assignments`, { officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2027-04-01' })).status).toBe(404);
    expect((await kanri.post(`/assignments/${assignmentId('navi1')}/end`, { lastDay: '2027-03-31' })).status).toBe(404);
    const move = { assignmentId: assignmentId('navi1'), officeId: OFFICES.welfare.id, role: 'caseworker' };
    expect(await kanri.post('/transfers', { day: '2027-04-01', moves: [move] })).toMatchObject({ status: 422, body: { code: 'unknown_assignment' } });
  });

  it('is held to it by the database too', async () => {
    const { Client } = await import('pg');
    const app = new Client({ connectionString: t.database.connections.app });
    await app.connect();
    const as = (login: string) => app.query("select set_config('app.assignment', $1, false), set_config('app.now', '2026-11-20T01:00:00Z', false)", [assignmentId(login)]);
    const changed = async (sql: string, values: readonly unknown[] = []) => (await app.query(sql, [...values])).rowCount;
    await as('kakaricho');
    expect(await changed("update assignment set valid_until = '2027-04-01' where id = $1", [assignmentId('cw1')])).toBe(0);
    await expect(app.query("insert into assignment (id, staff_id, office_id, role, valid_from) values (gen_random_uuid(), $1, $2, 'administrator', '2026-11-20')", [staffId('kakaricho'), OFFICES.welfare.id])).rejects.toThrow(/row-level security/);
    await as('kanri');
    expect(await changed("update assignment set valid_until = '2027-04-01' where id = $1", [assignmentId('cw1')])).toBe(1);
    expect(await changed("update assignment set valid_until = '2027-04-01' where id = $1", [assignmentId('navi1')])).toBe(0);
    expect(await changed('update staff set disabled_at = now() where id = $1', [staffId('navi1')])).toBe(0);
    // What has begun was acted under.
    expect(await changed('delete from assignment where id = $1', [assignmentId('cw1')])).toBe(0);
    await expect(app.query("update staff set name = 'x' where id = $1", [staffId('cw1')])).rejects.toThrow(/permission denied/);
    await app.end();
  });

  it('switches an account off and on again; its sessions end, and never the own one', async () => {
    const cw = await t.signIn('cw1');
    expectOk(await kanri.post(`/accounts/${staffId('cw1')}/disable`));
    expect((await cw.get('/today')).status).toBe(401);
    await expect(t.signIn('cw1')).rejects.toThrow(/401/);
    expectOk(await kanri.post(`/accounts/${staffId('cw1')}/enable`));
    expect((await (await t.signIn('cw1')).get('/today')).status).toBe(200);
    for (const path of ['disable', 'password']) {
      expect(await kanri.post(`/accounts/${staffId('kanri')}/${path}`)).toMatchObject({ status: 409, body: { code: 'own_account' } });
    }
  });

  it('issues a new initial password: whoever knew the one before is out', async () => {
    await t.owner.query("update staff set demo = false where login = 'cw1'");
    const cw = await t.signIn('cw1');
    const { initialPassword } = expectOk(await kanri.post<Schemas['InitialPasswordDto']>(`/accounts/${staffId('cw1')}/password`));
    expect((await cw.get('/today')).status).toBe(401);
    await expect(t.signIn('cw1')).rejects.toThrow(/401/);
    await ApiSession.signIn(t.baseUrl, 'cw1', initialPassword ?? '', assignmentId('cw1'));
    expect(await kanri.post(`/accounts/${staffId('cw2')}/password`)).toMatchObject({ status: 409, body: { code: 'demo_account' } });
  });

  it('leaves a record of everything, without a secret', async () => {
    const { id } = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', NEW));
    expectOk(await kanri.post(`/accounts/${id}/disable`));
    const { rows } = await t.owner.query("select action, staff_id, detail ->> 'staffId' as on from audit_event where action in ('identity.add-account', 'identity.disable-account') order by xid");
    expect(rows).toEqual([
      { action: 'identity.add-account', staff_id: staffId('kanri'), on: id },
      { action: 'identity.disable-account', staff_id: staffId('kanri'), on: id },
    ]);
  });
});

describe('linking an account to the identity provider', () => {
  it('is done by the administrator where a provider is configured, for one account a subject', async () => {
    expect((await kanri.put(`/accounts/${staffId('cw1')}/provider`, { subject: 'employee-1' })).status).toBe(404);
    await t.stop();
    const oidc = { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: undefined, subjectClaim: 'sub', label: '共通認証', singleSignOn: false, redirectUri: 'http://127.0.0.1:9/sign-in/return' };
    t = await startTestApp({ settings: { oidc } });
    kanri = await t.signIn('kanri');
    expectOk(await kanri.put(`/accounts/${staffId('cw1')}/provider`, { subject: 'employee-1' }));
    expect((await account(staffId('cw1')))?.linked).toBe(true);
    expect(await kanri.put(`/accounts/${staffId('cw2')}/provider`, { subject: 'employee-1' })).toMatchObject({ status: 422, body: { errors: [{ field: 'subject', code: 'taken' }] } });
    expect((await kanri.put(`/accounts/${staffId('navi1')}/provider`, { subject: 'employee-3' })).status).toBe(404);
    const added = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', { ...NEW, subject: 'employee-9' }));
    expect(added.initialPassword).toBeNull();
    expect(await account(added.id)).toMatchObject({ linked: true, hasPassword: false });
    expect(await kanri.post('/accounts', { ...NEW, login: 'another', subject: 'employee-9' })).toMatchObject({ status: 422, body: { errors: [{ field: 'subject', code: 'taken' }] } });
    expectOk(await kanri.put(`/accounts/${staffId('cw1')}/provider`, {}));
    expect((await account(staffId('cw1')))?.linked).toBe(false);
  });
});

describe('人事異動', () => {
  const move = { assignmentId: assignmentId('cw1'), officeId: OFFICES.selfReliance.id, role: 'employment_supporter' };

  it('takes effect by itself with the day in Tokyo, from the next transaction on', async () => {
    expect((await accounts()).transferDay).toBe('2027-04-01');
    const { ids } = expectOk(await kanri.post<Schemas['TransfersSavedDto']>('/transfers', { day: '2027-04-01', moves: [move] }));
    expect((await account(staffId('cw1')))?.assignments).toMatchObject([
      { id: assignmentId('cw1'), lastDay: '2027-03-31' },
      { id: ids[0], officeId: OFFICES.selfReliance.id, validFrom: '2027-04-01', lastDay: null },
    ]);

    t.clock.set('2027-03-31T14:59:00Z');
    const eve = await t.signIn('cw1');
    expect((await eve.get('/today')).status).toBe(200);
    expect((await eve.as(ids[0] ?? '').get('/today')).status).toBe(403);
    t.clock.set('2027-03-31T15:00:00Z');
    expect((await eve.get('/today')).status).toBe(403);
    expect((await eve.as(ids[0] ?? '').get('/today')).status).toBe(200);
  });

  it('moves many or nobody', async () => {
    const other = { assignmentId: assignmentId('cw2'), officeId: OFFICES.helloWork.id, role: 'navigator' };
    expect(await kanri.post('/transfers', { day: '2027-04-01', moves: [move, other] })).toMatchObject({ status: 422, body: { errors: [{ field: 'moves.1.officeId' }] } });
    expect((await account(staffId('cw1')))?.assignments).toMatchObject([{ lastDay: null }]);
    const both = [move, { ...other, officeId: OFFICES.singleParent.id, role: 'caseworker' }];
    expect(expectOk(await kanri.post<Schemas['TransfersSavedDto']>('/transfers', { day: '2027-04-01', moves: both })).ids).toHaveLength(2);
  });

  it('can be taken back before the day', async () => {
    const { ids } = expectOk(await kanri.post<Schemas['TransfersSavedDto']>('/transfers', { day: '2027-04-01', moves: [move] }));
    expectOk(await kanri.post(`/assignments/${ids[0]}/cancel`));
    expectOk(await kanri.post(`/assignments/${assignmentId('cw1')}/end`, {}));
    expect((await account(staffId('cw1')))?.assignments).toMatchObject([{ id: assignmentId('cw1'), lastDay: null }]);
    expect(await kanri.post(`/assignments/${assignmentId('cw1')}/cancel`)).toMatchObject({ status: 409, body: { code: 'assignment_begun' } });
  });

  it('never lets two of one office and role overlap, also when two administrators write at once', async () => {
    const again = { officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2027-04-01' };
    const path = `/accounts/${staffId('cw1')}/assignments`;
    expect(await kanri.post(path, again)).toMatchObject({ status: 422, body: { errors: [{ field: 'validFrom', code: 'overlap' }] } });
    // Another role at the same office is another thing.
    expectOk(await kanri.post(path, { ...again, role: 'supervisor' }));
    // Both look forward to an end that makes room, and one of them gets it.
    expectOk(await kanri.post(`/assignments/${assignmentId('cw1')}/end`, { lastDay: '2027-03-31' }));
    const both = await Promise.all([kanri.post(path, again), kanri.post(path, again)]);
    expect(both.map((one) => one.status).sort()).toEqual([201, 422]);
    // And the end that made room cannot be taken back any more.
    expect(await kanri.post(`/assignments/${assignmentId('cw1')}/end`, {})).toMatchObject({ status: 422, body: { errors: [{ code: 'overlap' }] } });
  });

  it('says which of the moves cannot be', async () => {
    const refused = async (change: object, day = '2027-04-01') => (await kanri.post<Refusal>('/transfers', { day, moves: [{ ...move, ...change }] })).body.errors[0];
    expect(await refused({ officeId: OFFICES.welfare.id, role: 'caseworker' })).toMatchObject({ field: 'moves.0.officeId', code: 'same_place' });
    expect(await refused({}, '2026-11-19')).toMatchObject({ field: 'day', code: 'past' });
    expectOk(await kanri.post(`/assignments/${assignmentId('cw1')}/end`, { lastDay: '2026-12-31' }));
    expect(await refused({})).toMatchObject({ field: 'moves.0.assignmentId', code: 'ends_before' });
  });

  it('leaves the password of an account alone', async () => {
    expectOk(await kanri.post('/transfers', { day: '2027-04-01', moves: [move] }));
    await ApiSession.signIn(t.baseUrl, 'cw1', DEMO_PASSWORD, assignmentId('cw1'));
  });
});
