import { randomUUID } from 'node:crypto';
import { RateLimiter } from '@madoguchi/platform';
import { Client } from 'pg';
import { COMMANDS } from '../../../apps/cli/src/commands';
import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, PERSON, type Schemas } from '../../world/over-http';

// Real: HTTP, tokens in PostgreSQL behind their function, the same gate as for persons.
let t: TestApp;
let kanri: ApiSession;
beforeEach(async () => {
  t = await startTestApp();
  kanri = await t.signIn('kanri');
});
afterEach(() => t.stop());

const SYSTEM = { login: 'welfare-ledger', name: '生活保護システム', service: true, officeId: OFFICES.welfare.id, role: 'caseworker', validFrom: '2026-11-20' };

interface Issued {
  readonly id: string;
  readonly token: string;
  readonly account: string;
}

async function issue(permissions: readonly string[] = ['clients.read', 'today.read'], lastDay = '2027-03-31', system: object = SYSTEM): Promise<Issued> {
  const account = expectOk(await kanri.post<Schemas['InitialPasswordDto']>('/accounts', system));
  expect(account.initialPassword).toBeNull();
  const [assignment] = expectOk(await kanri.get<Schemas['TokensDto']>('/tokens')).assignments;
  const issued = expectOk(await kanri.post<Schemas['IssuedTokenDto']>('/tokens', { assignmentId: assignment?.id, name: '台帳との連携', permissions, lastDay }));
  if (issued.token === null) throw new Error('The first answer holds the token');
  return { id: issued.id, token: issued.token, account: account.id };
}

async function use(token: string, method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${t.baseUrl}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>, cookie: answer.headers.get('set-cookie') };
}

const search = (token: string) => use(token, 'POST', '/clients/search', { text: 'ヨシダ' });

describe('a token of another system', () => {
  it('acts under its one assignment, through the same gate, with what it was given', async () => {
    const caseworker = await t.signIn('cw1');
    const person = expectOk(await caseworker.post<Schemas['RegisteredDto']>('/clients', PERSON));
    const elsewhere = expectOk(await (await t.signIn('soudan')).post<Schemas['RegisteredDto']>('/clients', { ...PERSON, programme: 'self_reliance', welfareStatus: 'self_reliance', familyKana: 'ヨソノ' }));
    const { token } = await issue();
    expect(token).toMatch(/^mdg_[\w-]{43}$/);
    expect((await use(token, 'GET', `/clients/${person.id}`)).status).toBe(200);
    expect((await use(token, 'GET', `/clients/${elsewhere.id}`)).status).toBe(404);
    // The role might; the token was not given it.
    expect((await use(token, 'POST', '/clients', PERSON)).status).toBe(403);
    expect((await use(token, 'GET', '/referrals')).status).toBe(403);
    // Another assignment cannot be named.
    expect((await use(token, 'GET', `/clients/${elsewhere.id}`, undefined, { 'x-assignment': (await t.signIn('soudan')).assignment })).status).toBe(404);
  });

  it('may no more than its role and than a system ever may, whatever stands in its row', async () => {
    const caseworker = await t.signIn('cw1');
    const person = expectOk(await caseworker.post<Schemas['RegisteredDto']>('/clients', PERSON));
    const { token, id } = await issue();
    await t.owner.query("update service_token set permissions = '{clients.read,protection.write,referrals.decide,accounts.manage}' where id = $1", [id]);
    expect((await use(token, 'GET', `/clients/${person.id}`)).status).toBe(200);
    expect((await use(token, 'POST', `/clients/${person.id}/protection`, { kind: 'local', startedOn: '2026-11-20' })).status).toBe(403);
    expect((await use(token, 'POST', `/referrals/${randomUUID()}/decide`, { version: 1 })).status).toBe(403);
    expect((await use(token, 'GET', '/accounts')).status).toBe(403);
  });

  it('writes like a person, and everything stands in the audit record under the account', async () => {
    const { token, id, account } = await issue(['clients.register', 'clients.read']);
    const answer = await use(token, 'POST', '/clients', PERSON);
    expect(answer).toMatchObject({ status: 201, cookie: null });
    await search(token);
    const { rows } = await t.owner.query<{ action: string; staff_id: string; detail: object }>(
      "select action, staff_id, detail from audit_event where action in ('clients.register', 'clients.search', 'identity.use-token') order by xid, action",
    );
    expect(rows.filter((row) => row.action !== 'identity.use-token').map((row) => row.staff_id)).toEqual([account, account]);
    expect(rows.filter((row) => row.action === 'identity.use-token')).toMatchObject([{ detail: { staffId: account, tokenId: id } }]);
  });

  it('is told that a bad, an expired and a revoked one are one and the same', async () => {
    const bad = await search(`mdg_${'x'.repeat(43)}`);
    const { token, id } = await issue(undefined, '2026-11-20');
    expect((await search(token)).status).toBe(200);
    t.clock.set('2026-11-20T15:00:00Z');
    const expired = await search(token);
    t.clock.set('2026-11-20T02:00:00Z');
    expectOk(await kanri.post(`/tokens/${id}/revoke`));
    const revoked = await search(token);
    for (const one of [bad, expired, revoked]) {
      expect(one.status).toBe(401);
      expect(one.body).toMatchObject({ type: 'urn:madoguchi:problem:invalid_token', status: 401, code: 'invalid_token', errors: [] });
    }
    const told = [bad, expired, revoked].map((one) => JSON.stringify({ ...one.body, requestId: '' }));
    expect(new Set(told).size).toBe(1);
    expect((await kanri.post(`/tokens/${id}/revoke`)).status).toBe(404);
  });

  it('opens nothing once its account is switched off or its assignment has ended', async () => {
    const { token, account } = await issue();
    expectOk(await kanri.post(`/accounts/${account}/disable`));
    expect((await search(token)).status).toBe(401);
    expectOk(await kanri.post(`/accounts/${account}/enable`));
    expect((await search(token)).status).toBe(200);
    const { rows } = await t.owner.query<{ id: string }>('select id from assignment where staff_id = $1', [account]);
    expectOk(await kanri.post(`/assignments/${rows[0]?.id}/end`, { lastDay: '2026-11-20' }));
    t.clock.set('2026-11-20T15:00:00Z');
    expect((await search(token)).status).toBe(401);
  });

  it('is refused beside a cookie, from another site, and for everything of an account of one’s own', async () => {
    const { token } = await issue();
    const { cookie } = await t.signIn('cw1');
    expect(await use(token, 'GET', '/today', undefined, { cookie })).toMatchObject({ status: 401, body: { code: 'token_with_cookie' } });
    expect((await use(token, 'POST', '/clients/search', { text: 'ア' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    for (const [method, path, body] of [
      ['GET', '/session', undefined],
      ['POST', '/session', { login: 'cw1', password: 'madoguchi-demo' }],
      ['GET', '/session/list', undefined],
      ['POST', '/session/password', { password: 'x', next: 'y' }],
      ['GET', '/accounts', undefined],
      ['GET', '/tokens', undefined],
      ['POST', '/tokens', { assignmentId: OFFICES.welfare.id, name: 'x', permissions: ['clients.read'], lastDay: '2027-03-31' }],
    ] as const) {
      expect({ path, status: (await use(token, method, path, body)).status }).toEqual({ path, status: 403 });
    }
  });

  it('cannot sign in on the screen: the account has nothing to sign in with, and is given nothing', async () => {
    const { account } = await issue();
    const { rows } = await t.owner.query('select 1 from staff_credential where staff_id = $1', [account]);
    expect(rows).toEqual([]);
    expect((await kanri.post(`/accounts/${account}/password`)).status).toBe(404);
  });

  it('is slowed down: the guesses of one address, and the uses of one token', async () => {
    const { token, id } = await issue();
    for (let n = 0; n < 30; n += 1) expect((await search(`mdg_guess-${n}`)).status).toBe(401);
    expect(await search('mdg_guess-30')).toMatchObject({ status: 429, body: { code: 'too_many' } });
    // Of the 600 uses of a minute all but ten are counted without a request.
    const limiter = t.app.get(RateLimiter, { strict: false });
    for (let n = 0; n < 590; n += 1) await limiter.take(`token:${id}`, 600, 60);
    const statuses: number[] = [];
    for (let n = 0; n < 15; n += 1) statuses.push((await use(token, 'GET', '/exports')).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), ...Array.from({ length: 5 }, () => 429)]);
  });

  it('notes its last use at most once a minute', async () => {
    const { token } = await issue();
    const last = async () => (await t.owner.query<{ last_used_at: Date }>('select last_used_at from service_token')).rows[0]?.last_used_at.toISOString();
    await search(token);
    t.clock.addSeconds(30);
    await search(token);
    expect(await last()).toBe('2026-11-20T01:00:00.000Z');
    t.clock.addSeconds(31);
    await search(token);
    expect(await last()).toBe('2026-11-20T01:01:01.000Z');
  });
});

describe('issuing a token', () => {
  it('shows it once: kept is a hash, which the application cannot read', async () => {
    const { id, token } = await issue();
    const key = randomUUID();
    const [assignment] = expectOk(await kanri.get<Schemas['TokensDto']>('/tokens')).assignments;
    const body = { assignmentId: assignment?.id, name: '二つ目', permissions: ['clients.read'], lastDay: '2027-03-31' };
    const first = expectOk(await kanri.post<Schemas['IssuedTokenDto']>('/tokens', body, key));
    expect(first.token).not.toBeNull();
    expect(expectOk(await kanri.post<Schemas['IssuedTokenDto']>('/tokens', body, key))).toEqual({ id: first.id, token: null });
    const listed = expectOk(await kanri.get<Schemas['TokensDto']>('/tokens')).tokens;
    expect(listed.map((one) => one.id).sort()).toEqual([id, first.id].sort());
    for (const table of ['service_token', 'audit_event', 'idempotency_key', 'outbox']) {
      const { rows } = await t.owner.query(`select to_jsonb(x)::text as text from ${table} x`);
      expect(JSON.stringify(rows)).not.toContain(token.slice(4));
    }
    const app = new Client({ connectionString: t.database.connections.app });
    await app.connect();
    await app.query(`select set_config('app.assignment', '${kanri.assignment}', false), set_config('app.now', '2026-11-20T01:00:00Z', false)`);
    expect((await app.query('select id from service_token')).rows).toHaveLength(2);
    await expect(app.query('select token_hash from service_token')).rejects.toThrow(/permission denied/);
    await expect(app.query('select * from service_token')).rejects.toThrow(/permission denied/);
    await app.end();
  });

  it('gives no more than the role has, for no longer than a year, to no person', async () => {
    await issue();
    const [assignment] = expectOk(await kanri.get<Schemas['TokensDto']>('/tokens')).assignments;
    const body = { assignmentId: assignment?.id, name: '連携', permissions: ['clients.read'], lastDay: '2027-03-31' };
    const refused = async (change: object) => (await kanri.post<{ errors: { field: string; code: string }[] }>('/tokens', { ...body, ...change })).body.errors[0];
    expect(await refused({ permissions: ['clients.read', 'referrals.decide'] })).toMatchObject({ field: 'permissions', code: 'beyond_role' });
    expect(await refused({ permissions: [] })).toMatchObject({ field: 'permissions', code: 'required' });
    expect(await refused({ lastDay: '2027-11-21' })).toMatchObject({ field: 'lastDay', code: 'too_long' });
    expect(await refused({ lastDay: '2026-11-19' })).toMatchObject({ field: 'lastDay', code: 'past' });
    expect(await refused({ assignmentId: (await t.signIn('cw1')).assignment })).toMatchObject({ field: 'assignmentId', code: 'no_service_account' });
  });

  it('is for administrators, each for their own organisation', async () => {
    const { id } = await issue();
    await t.owner.query("update assignment set role = 'administrator' where staff_id = $1", [staffId('kyoku')]);
    const bureau = await t.signIn('kyoku');
    expect(expectOk(await bureau.get<Schemas['TokensDto']>('/tokens'))).toEqual({ tokens: [], assignments: [] });
    expect((await bureau.post(`/tokens/${id}/revoke`)).status).toBe(404);
    expect((await (await t.signIn('kakaricho')).get('/tokens')).status).toBe(403);
  });

  it('makes no administrator of a service account', async () => {
    expect(await kanri.post('/accounts', { ...SYSTEM, role: 'administrator' })).toMatchObject({ status: 422, body: { code: 'not_for_service' } });
  });
});

describe('the operator', () => {
  it('issues, lists and revokes tokens without the screen, on record', async () => {
    await issue();
    const said: string[] = [];
    const spy = jest.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
    const command = (name: string, ...words: string[]) => COMMANDS[name]?.run(words, { DATABASE_URL: t.database.ownerUrl });
    // The operator's commands go by the clock of the machine.
    t.clock.set(new Date().toISOString());
    const lastDay = new Date(t.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    await t.owner.query("update assignment set valid_from = '2020-04-01' where staff_id = (select id from staff where login = 'welfare-ledger')");
    await command('issue-token', '--login', 'welfare-ledger', '--name', '夜間の連携', '--may', 'clients.read', '--last-day', lastDay);
    const token = said.at(-1) ?? '';
    expect((await search(token)).status).toBe(200);
    await command('list-tokens');
    const line = said.find((one) => one.includes('夜間の連携')) ?? '';
    expect(line).toMatch(new RegExp(`welfare-ledger  夜間の連携  good until ${lastDay}  last used`));
    await command('revoke-token', '--id', line.split(' ')[0] ?? '');
    expect((await search(token)).status).toBe(401);
    await expect(command('issue-token', '--login', 'cw1', '--name', 'x', '--may', 'clients.read', '--last-day', lastDay)).rejects.toThrow(/no service account/);
    await expect(command('issue-token', '--login', 'welfare-ledger', '--name', 'x', '--may', 'referrals.decide', '--last-day', lastDay)).rejects.toThrow(/役割にない/);
    spy.mockRestore();
    const { rows } = await t.owner.query("select action from audit_event where detail ->> 'by' = 'operator' order by xid");
    expect(rows).toEqual([{ action: 'identity.issue-token' }, { action: 'identity.revoke-token' }]);
  });
});
