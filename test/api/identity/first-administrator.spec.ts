import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { issuePassword } from '../../../apps/cli/src/issue-password';
import { setUp } from '../../../apps/cli/src/set-up/set-up';
import { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, PERSON, type Schemas } from '../../world/over-http';

// Real: HTTP in production mode, on PostgreSQL as it is after the first migration and the file that README prints.
const [CITY, BUREAU] = ['mihon-kanri', 'kyoku-kanri'] as const;
const NEXT = 'minato ringo 47 kasa';
let t: TestApp;
let folder: string;
let said: readonly string[];
beforeEach(async () => {
  t = await startTestApp({ bare: true, settings: { production: true } });
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-set-up-'));
  const readme = await readFile(resolve(__dirname, '../../../README.md'), 'utf8');
  await writeFile(join(folder, 'mihon.json'), /```json\n([\s\S]+?)```/.exec(readme)?.[1] ?? '');
  said = await setUp(t.database.ownerUrl, join(folder, 'mihon.json'), { clock: t.clock });
});
afterEach(async () => {
  await t.stop();
  await rm(folder, { recursive: true });
});

const firstPassword = (login: string): string => said.map((line) => line.trim().split(/ +/)).find(([name]) => name === login)?.[1] ?? '';

/** Signs in and takes the one assignment there is. */
async function signIn(login: string, password: string): Promise<ApiSession> {
  const browser = await ApiSession.signIn(t.baseUrl, login, password, '');
  const { assignments } = expectOk(await browser.get<Schemas['SessionDto']>('/session'));
  return browser.as(assignments[0]?.id ?? '');
}

/** An administrator who has chosen a password. */
async function administrator(login: string): Promise<ApiSession> {
  const first = await signIn(login, firstPassword(login));
  expectOk(await first.post('/session/password', { password: firstPassword(login), next: NEXT }));
  return signIn(login, NEXT);
}

const accounts = async (who: ApiSession) => expectOk(await who.get<Schemas['AccountsDto']>('/accounts')).accounts;

async function officeOf(name: string): Promise<string> {
  const { rows } = await t.owner.query<{ id: string }>('select id from office where name = $1', [name]);
  return rows[0]?.id ?? '';
}

describe('the first administrator', () => {
  it('signs in with the first password, which is worth one thing: choosing another', async () => {
    const first = await signIn(CITY, firstPassword(CITY));
    expect((await first.get<Schemas['SessionDto']>('/session')).body).toMatchObject({ mustChangePassword: true, assignments: [{ role: 'administrator', officeName: '見本市商工課' }] });
    expect(await first.get('/accounts')).toMatchObject({ status: 403, body: { code: 'password_change_required' } });
    expectOk(await first.post('/session/password', { password: firstPassword(CITY), next: NEXT }));
    await expect(signIn(CITY, firstPassword(CITY))).rejects.toThrow(/401/);
    expect((await (await signIn(CITY, NEXT)).get('/accounts')).status).toBe(200);
  });

  it('creates the account of a colleague, who registers a client', async () => {
    const kanri = await administrator(CITY);
    const colleague = { login: 'cw-mihon', name: '相談 次郎', service: false, officeId: await officeOf('見本市福祉事務所'), role: 'caseworker', validFrom: '2026-11-20' };
    const { initialPassword } = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', colleague));
    const first = await signIn('cw-mihon', initialPassword ?? '');
    expectOk(await first.post('/session/password', { password: initialPassword, next: NEXT }));
    const caseworker = await signIn('cw-mihon', NEXT);
    const forms = expectOk(await caseworker.get<Schemas['ConsentFormListDto']>('/consents/forms'));
    expect(forms.forms).not.toHaveLength(0);
    expectOk(await caseworker.post('/clients', PERSON));
  });

  it('of the labour bureau cannot reach the city’s staff', async () => {
    const [kanri, kyoku] = [await administrator(CITY), await administrator(BUREAU)];
    const [mine] = await accounts(kanri);
    expect((await accounts(kyoku)).map((one) => one.login)).toEqual([BUREAU]);
    for (const path of ['disable', 'enable', 'password']) expect((await kyoku.post(`/accounts/${mine?.id}/${path}`)).status).toBe(404);
    expect((await kyoku.post(`/assignments/${mine?.assignments[0]?.id}/end`, { lastDay: '2026-12-31' })).status).toBe(404);
    const officeId = await officeOf('見本市福祉事務所');
    const stranger = { login: 'yoso', name: '余所 者', service: false, officeId, role: 'caseworker', validFrom: '2026-11-20' };
    expect(await kyoku.post('/accounts', stranger)).toMatchObject({ status: 422, body: { code: 'unknown_office' } });
    const [own] = await accounts(kyoku);
    expect(await kyoku.post(`/accounts/${own?.id}/assignments`, { officeId, role: 'administrator', validFrom: '2026-11-20' })).toMatchObject({ status: 422, body: { code: 'unknown_office' } });
    expect(await accounts(kanri)).toHaveLength(1);
  });
});

describe('a first password that was lost', () => {
  it('is replaced by the operator; whoever was signed in is signed out', async () => {
    const kanri = await administrator(CITY);
    const password = await issuePassword(t.database.ownerUrl, CITY);
    expect((await kanri.get('/accounts')).status).toBe(401);
    await expect(signIn(CITY, NEXT)).rejects.toThrow(/401/);
    expect((await (await signIn(CITY, password)).get('/accounts')).body).toMatchObject({ code: 'password_change_required' });
    const { rows } = await t.owner.query<{ detail: object }>("select detail from audit_event where action = 'identity.issue-password'");
    expect(rows).toEqual([{ detail: { by: 'operator', staffId: expect.any(String) as string } }]);
    expect(JSON.stringify(rows)).not.toContain(password);
  });

  it('is not for accounts that have none, and leaves nothing behind', async () => {
    await t.owner.query("insert into staff (id, login, name, service) values (gen_random_uuid(), 'ledger', '台帳', true)");
    await t.owner.query("insert into staff (id, login, name, disabled_at) values (gen_random_uuid(), 'leaver', '退職 者', now())");
    await t.owner.query("insert into staff (id, login, name, demo) values (gen_random_uuid(), 'demo', '見本', true)");
    await expect(issuePassword(t.database.ownerUrl, 'ledger')).rejects.toThrow('他システム用の利用者は');
    await expect(issuePassword(t.database.ownerUrl, 'leaver')).rejects.toThrow('停止');
    await expect(issuePassword(t.database.ownerUrl, 'demo')).rejects.toThrow('見本の利用者');
    await expect(issuePassword(t.database.ownerUrl, 'nobody')).rejects.toThrow('「nobody」');
    expect((await t.owner.query('select 1 from staff_credential')).rowCount).toBe(2);
  });
});
