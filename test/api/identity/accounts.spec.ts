import { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas } from '../../world/over-http';
import { assignmentId, DEMO_PASSWORD, staffId } from '../../../apps/cli/src/demo/organisations';
import { Credentials } from '../../../libs/identity/src/application/credentials';
import { type Slowed, SlowDown } from '../../../libs/identity/src/application/slow-down';
import { URI } from 'otpauth';
import { Client } from 'pg';

// Real: HTTP, sessions and credentials in PostgreSQL behind their functions.
let t: TestApp;
beforeEach(async () => {
  t = await startTestApp();
});
afterEach(() => t.stop());

const send = (login: string, password: string, code?: string) =>
  fetch(`${t.baseUrl}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password, ...(code === undefined ? {} : { code }) }),
  }).then(async (answer) => ({ status: answer.status, code: ((await answer.json()) as { code?: string }).code, retryAfter: answer.headers.get('retry-after') }));

const tryIn = async (login: string, password: string, code?: string) => {
  const { retryAfter: _unused, ...answer } = await send(login, password, code);
  return answer;
};

/** Everything that an answer tells of the account. */
const told = async (...typed: Parameters<typeof send>): Promise<string> => {
  const { status, code, retryAfter } = await send(...typed);
  return [status, code, retryAfter].filter((one) => one !== undefined && one !== null).join(' ');
};

describe('signing in', () => {
  it('takes a login however it is typed', async () => {
    for (const login of ['ＣＷ１', 'CW1', ' cw1 ', 'cｗ1']) expect(await told(login, DEMO_PASSWORD)).toBe('200');
    expect(await told('cw 1', DEMO_PASSWORD)).toBe('401 wrong_login');
  });

  it('makes no difference between an unknown login, a wrong password and a switched-off account', async () => {
    await t.owner.query("update staff set disabled_at = now() where login = 'cw2'");
    const answers = [await tryIn('nobody', 'x'), await tryIn('cw1', 'x'), await tryIn('cw2', DEMO_PASSWORD)];
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ status: 401, code: 'wrong_login' })));
  });

  it('waits longer and longer after the fifth failure, for an unknown login exactly as for a known one, and forgets all with a success', async () => {
    const seen = async (login: string): Promise<readonly string[]> => {
      const answers: string[] = [];
      for (let n = 0; n < 7; n += 1) {
        answers.push(await told(login, 'wrong'));
        if (n >= 4) answers.push(await told(login, DEMO_PASSWORD));
        if (n >= 4) t.clock.addSeconds(30 * 2 ** (n - 4));
      }
      return answers;
    };
    const known = await seen('cw1');
    expect(known).toEqual([...Array<string>(5).fill('401 wrong_login'), '429 too_many_tries 30', '401 wrong_login', '429 too_many_tries 60', '401 wrong_login', '429 too_many_tries 120']);
    expect(await seen('nobody')).toEqual(known);
    expect(await told('cw1', DEMO_PASSWORD)).toBe('200');
    for (let n = 0; n < 5; n += 1) expect(await told('cw1', 'wrong')).toBe('401 wrong_login');
    expect(await told('ＣＷ１', DEMO_PASSWORD)).toBe('429 too_many_tries 30');
    t.clock.addSeconds(86_401);
    expect(await told('cw1', 'wrong')).toBe('401 wrong_login');
    expect(await told('cw1', DEMO_PASSWORD)).toBe('200');
  });

  it('takes no more than five of many tries at one moment', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => told('cw1', 'wrong')));
    expect(answers.filter((one) => one === '401 wrong_login')).toHaveLength(5);
  });

  it('lets nobody be kept out from elsewhere, and a whole city sign in from one address, some of it mistyping', async () => {
    const slowDown = t.app.get(SlowDown, { strict: false });
    const stranger = slowDown.login('cw1', '203.0.113.9');
    for (let n = 0; n < 5; n += 1) await slowDown.begin(stranger);
    await expect(slowDown.begin(stranger)).rejects.toMatchObject({ code: 'too_many_tries', detail: { retryAfterSeconds: 30 } });
    expect(await told('cw1', DEMO_PASSWORD)).toBe('200');
    for (let n = 0; n < 40; n += 1) await slowDown.good(await begun(slowDown.login('cw1', '127.0.0.1')));
    for (let n = 0; n < 300; n += 1) await slowDown.failedAt('127.0.0.1');
    expect(await told('cw1', DEMO_PASSWORD)).toBe('200');
    await slowDown.failedAt('127.0.0.1');
    expect(await told('cw2', DEMO_PASSWORD)).toBe('429 too_many_tries 30');
    t.clock.addSeconds(15 * 60);
    expect(await told('cw2', DEMO_PASSWORD)).toBe('200');

    async function begun(slowed: Slowed): Promise<Slowed> {
      await slowDown.begin(slowed);
      return slowed;
    }
  });

  it('slows codes down by the account, from wherever they come: only whoever has the password tries them', async () => {
    const slowDown = t.app.get(SlowDown, { strict: false });
    for (let n = 0; n < 5; n += 1) await slowDown.begin(slowDown.codes(staffId('cw1')));
    expect(await told('cw1', DEMO_PASSWORD)).toBe('200');
    const secret = t.app.get(Credentials, { strict: false }).seal(staffId('cw1'), Buffer.alloc(20, 1));
    await t.owner.query('update staff_credential set totp_secret = $2, totp_confirmed_at = now() where staff_id = $1', [staffId('cw1'), secret]);
    // That a code is asked for is neither a failure nor a success.
    for (let n = 0; n < 6; n += 1) expect(await told('cw1', DEMO_PASSWORD)).toBe('401 second_factor_required');
    expect(await told('cw1', DEMO_PASSWORD, '000000')).toBe('429 too_many_tries 30');
    t.clock.addSeconds(30);
    expect(await told('cw1', DEMO_PASSWORD, '000000')).toBe('401 wrong_code');
  });

  it('never ends another session of the same person, and shows nothing once the account is switched off', async () => {
    const [first, second] = [await t.signIn('cw1'), await t.signIn('cw1')];
    expect((await first.get('/today')).status).toBe(200);
    expect((await second.get('/today')).status).toBe(200);
    await t.owner.query("update staff set disabled_at = now() where login = 'cw1'");
    expect((await first.get('/today')).status).toBe(401);
  });

  it('ends what the same browser was signed in with, and goes on for a day at the most, however busy', async () => {
    const first = await t.signIn('cw1');
    const again = await fetch(`${t.baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: first.cookie },
      body: JSON.stringify({ login: 'cw1', password: DEMO_PASSWORD }),
    });
    expect(again.status).toBe(200);
    expect((await first.get('/today')).status).toBe(401);
    const busy = await t.signIn('cw1');
    for (let hour = 1; hour < 24; hour += 6) {
      t.clock.addSeconds(6 * 3_600);
      expect({ hour, status: (await busy.get('/today')).status }).toEqual({ hour, status: hour < 18 ? 200 : 401 });
    }
  });

  it('changes the session id, keeps only its hash, and gives the cookie to the server alone', async () => {
    const answer = await fetch(`${t.baseUrl}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'cw1', password: DEMO_PASSWORD }),
    });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    const sid = decodeURIComponent(/madoguchi=([^;]+)/.exec(cookie)?.[1] ?? '').slice(2).split('.')[0] ?? 'none';
    const { rows } = await t.owner.query('select sid_hash, data::text from session');
    expect(JSON.stringify(rows)).not.toContain(sid);
  });

  it('refuses a command from a page of another site', async () => {
    const cw = await t.signIn('cw1');
    const answer = await fetch(`${t.baseUrl}/api/clients/search`, {
      method: 'POST',
      headers: { cookie: cw.cookie, 'x-assignment': cw.assignment, 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ text: 'ア' }),
    });
    expect(answer.status).toBe(403);
  });
});

describe('what is refused', () => {
  const events = async (): Promise<readonly object[]> =>
    (await t.owner.query<object>(
      `select action, staff_id as staff, assignment_id as assignment, detail from audit_event where action in ('audit.refused', 'identity.wrong-secret') order by xid, id`,
    )).rows;

  it('stands in the record exactly once, also of nobody, and without what was typed', async () => {
    const cw = await t.signIn('cw1');
    const nobody = { staff: null, assignment: null };
    for (let n = 0; n < 5; n += 1) await told('himitsu-no-kotoba', 'wrong');
    expect(await events()).toEqual(Array.from({ length: 5 }, () => ({ action: 'identity.wrong-secret', ...nobody, detail: {} })));
    expect(await told('himitsu-no-kotoba', 'wrong')).toContain('429');
    const from = { origin: 'https://elsewhere.example', 'content-type': 'application/json' };
    expect((await fetch(`${t.baseUrl}/api/session`, { method: 'POST', headers: from, body: '{}' })).status).toBe(403);
    expect((await fetch(`${t.baseUrl}/nowhere`, { method: 'POST', headers: from, body: '{}' })).status).toBe(403);
    expect((await cw.as(assignmentId('kakaricho')).get('/today')).status).toBe(403);
    expect((await cw.as('not-an-id').get('/today')).status).toBe(403);
    expect((await fetch(`${t.baseUrl}/api/today`)).status).toBe(401);
    const refused = (code: string, method: string, route: string) => ({ action: 'audit.refused', ...nobody, detail: { code, method, route } });
    const forged = { action: 'audit.refused', staff: staffId('cw1'), assignment: null, detail: { code: 'forbidden', method: 'GET', route: '/api/today', staffId: staffId('cw1') } };
    expect((await events()).slice(5)).toEqual([
      refused('too_many_tries', 'POST', '/api/session'),
      refused('foreign_origin', 'POST', '/api/session'),
      refused('foreign_origin', 'POST', 'unmatched'),
      forged,
      forged,
    ]);
    expect(JSON.stringify((await t.owner.query('select e::text as line from audit_event e')).rows)).not.toContain('himitsu');
  });
});

describe('離席ロック', () => {
  it('closes every route but unlocking and signing out, for this session only', async () => {
    const [cw, other] = [await t.signIn('cw1'), await t.signIn('cw1')];
    expectOk(await cw.post('/session/lock'));
    expect(await cw.get('/today')).toMatchObject({ status: 423, body: { code: 'session_locked' } });
    expect(await cw.post('/clients/search', { text: 'ア' })).toMatchObject({ status: 423 });
    expect(await cw.get('/session')).toMatchObject({ status: 200, body: { locked: true } });
    expect((await other.get('/today')).status).toBe(200);
    expect(await cw.post('/session/unlock', { password: 'wrong' })).toMatchObject({ status: 422, body: { code: 'wrong_password' } });
    expect((await cw.get('/today')).status).toBe(423);
    expectOk(await cw.post('/session/unlock', { password: DEMO_PASSWORD }));
    expect((await cw.get('/today')).status).toBe(200);
  });
});

describe('the second factor', () => {
  const codeOf = (uri: string) => {
    const totp = URI.parse(uri);
    if (!('period' in totp)) throw new Error('no TOTP');
    return totp.generate({ timestamp: t.clock.now().getTime() });
  };

  it('is set up with a code, asked for from then on, and each code is worth one sign-in', async () => {
    const cw = await t.signIn('cw1');
    expect(await cw.post('/session/second-factor', { password: 'wrong' })).toMatchObject({ status: 422 });
    const { uri } = expectOk(await cw.post<Schemas['EnrolmentDto']>('/session/second-factor', { password: DEMO_PASSWORD }));
    expect((await tryIn('cw1', DEMO_PASSWORD)).status).toBe(200);
    expect(await cw.post('/session/second-factor/confirm', { code: '000000' })).toMatchObject({ status: 422, body: { code: 'wrong_code', errors: [{ field: 'code' }] } });
    const { codes } = expectOk(await cw.post<Schemas['RecoveryCodesDto']>('/session/second-factor/confirm', { code: codeOf(uri) }));

    expect(await tryIn('cw1', DEMO_PASSWORD)).toEqual({ status: 401, code: 'second_factor_required' });
    expect(await tryIn('cw1', 'wrong', codeOf(uri))).toMatchObject({ code: 'wrong_login' });
    // The code that confirmed the set-up is used up.
    expect(await tryIn('cw1', DEMO_PASSWORD, codeOf(uri))).toMatchObject({ code: 'wrong_code' });
    t.clock.addSeconds(30);
    expect((await tryIn('cw1', DEMO_PASSWORD, codeOf(uri))).status).toBe(200);
    expect(await tryIn('cw1', DEMO_PASSWORD, codeOf(uri))).toMatchObject({ code: 'wrong_code' });

    const [printed = ''] = codes;
    expect((await tryIn('cw1', DEMO_PASSWORD, printed.toUpperCase().replace(/./gu, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0)))).status).toBe(200);
    await t.owner.query("insert into recovery_code (staff_id, code_hash) values ($1, encode(sha256('abcde-fgh23'), 'hex'))", [staffId('cw1')]);
    expect((await tryIn('cw1', DEMO_PASSWORD, 'ABCDEFGH23')).status).toBe(200);
    expect(await tryIn('cw1', DEMO_PASSWORD, codes[0])).toMatchObject({ code: 'wrong_code' });
    const stored = JSON.stringify((await t.owner.query('select * from recovery_code')).rows);
    for (const code of codes) expect(stored).not.toContain(code);
  });
});

describe('one’s own account', () => {
  it('takes a good new password, refuses a poor one, and ends the other sessions', async () => {
    await t.owner.query("update staff set demo = false where login = 'cw1'");
    const [cw, other] = [await t.signIn('cw1'), await t.signIn('cw1')];
    expect(await cw.post('/session/password', { password: DEMO_PASSWORD, next: 'password1234' })).toMatchObject({ body: { errors: [{ field: 'next', code: 'guessable' }] } });
    expectOk(await cw.post('/session/password', { password: DEMO_PASSWORD, next: 'minato ringo 47 kasa' }));
    expect((await cw.get('/today')).status).toBe(200);
    expect((await other.get('/today')).status).toBe(401);
    expect((await tryIn('cw1', DEMO_PASSWORD)).status).toBe(401);
    await ApiSession.signIn(t.baseUrl, 'cw1', 'minato ringo 47 kasa', assignmentId('cw1'));
  });

  it('lists its sessions and ends another one, never somebody else’s', async () => {
    const [cw, other, stranger] = [await t.signIn('cw1'), await t.signIn('cw1'), await t.signIn('cw2')];
    const listed = async (who: ApiSession) => expectOk(await who.get<Schemas['OwnSessionsDto']>('/session/list')).sessions;
    const elsewhere = (await listed(cw)).find((one) => !one.current);
    expect(await listed(cw)).toHaveLength(2);
    expect((await stranger.post(`/session/list/${elsewhere?.id}/end`, { password: DEMO_PASSWORD })).status).toBe(404);
    expect((await cw.post(`/session/list/${elsewhere?.id}/end`, { password: 'wrong' })).status).toBe(422);
    expectOk(await cw.post(`/session/list/${elsewhere?.id}/end`, { password: DEMO_PASSWORD }));
    expect((await other.get('/today')).status).toBe(401);
    expect((await stranger.get('/today')).status).toBe(200);
  });
});

describe('a session', () => {
  it('is worth nothing any more once its account was stopped, also when it is let in again', async () => {
    const [cw, kanri] = [await t.signIn('cw1'), await t.signIn('kanri')];
    expectOk(await kanri.post(`/accounts/${staffId('cw1')}/disable`));
    expectOk(await kanri.post(`/accounts/${staffId('cw1')}/enable`));
    expect((await cw.get('/today')).status).toBe(401);
  });

  it('ends with the second factor, but for the one that took it off', async () => {
    const [cw, other] = [await t.signIn('cw1'), await t.signIn('cw1')];
    expect((await cw.post('/session/second-factor/remove', { password: DEMO_PASSWORD })).status).toBe(404);
    expect((await t.owner.query("select 1 from audit_event where action = 'identity.remove-second-factor'")).rowCount).toBe(0);
    await t.owner.query("update staff_credential set totp_secret = '\\x00', totp_confirmed_at = now() where staff_id = $1", [staffId('cw1')]);
    expectOk(await cw.post('/session/second-factor/remove', { password: DEMO_PASSWORD }));
    expect((await cw.get('/today')).status).toBe(200);
    expect((await other.get('/today')).status).toBe(401);
  });

  it('that is not one’s own leaves no event when somebody tries to end it', async () => {
    const [cw, stranger] = [await t.signIn('cw1'), await t.signIn('cw2')];
    const { sessions } = expectOk(await cw.get<Schemas['OwnSessionsDto']>('/session/list'));
    expect((await stranger.post(`/session/list/${sessions[0]?.id}/end`, { password: DEMO_PASSWORD })).status).toBe(404);
    expect((await t.owner.query("select 1 from audit_event where action = 'identity.end-session'")).rowCount).toBe(0);
  });
});

describe('past the application', () => {
  /** As the runtime role, which is all that an injected statement would be. */
  async function asApp(text: string, values: readonly unknown[]): Promise<unknown> {
    const client = new Client({ connectionString: t.database.connections.app });
    await client.connect();
    try {
      return (await client.query<{ done: unknown }>({ text: `select ${text} as done`, values: [...values] })).rows[0]?.done;
    } finally {
      await client.end();
    }
  }

  it('nobody’s password or second factor is changed without a session of the same person that is alive and open', async () => {
    const cw = await t.signIn('cw1');
    const stored = async (): Promise<readonly object[]> => (await t.owner.query<object>('select * from staff_credential order by staff_id')).rows;
    const before = await stored();
    const now = t.clock.now();
    const [row] = (await t.owner.query<{ hash: string }>('select sid_hash as hash from session')).rows;
    const tries = async (hash: string | undefined, clock = new Date()): Promise<readonly unknown[]> => [
      await asApp('own_password($1, $2, $3, $4)', [hash, 'x', now, clock]),
      await asApp('own_totp_offer($1, $2, $3, $4)', [hash, Buffer.from('x'), now, clock]),
      await asApp('own_totp_confirm($1, 1, $2, $3, $4)', [hash, ['x'], now, clock]),
      await asApp('own_totp_remove($1, $2, $3)', [hash, now, clock]),
      await asApp('own_lock($1, $2, $3)', [hash, now, clock]),
    ];
    const nothing = [false, false, false, false, false];
    expect(await tries('0'.repeat(64))).toEqual(nothing);
    for (const off of [-3_000, 3_000]) await expect(tries(row?.hash, new Date(Date.now() + off))).rejects.toMatchObject({ code: 'MD503', constraint: 'clock_skew' });
    await cw.post('/session/lock');
    expect(await tries(row?.hash)).toEqual(nothing);
    expect(await stored()).toEqual(before);
    for (const call of ['credential_set_password($1, $2, $3)', 'totp_remove($1)', 'session_unlock($1)', 'own_password($1, $2, $3)']) await expect(asApp(call, [staffId('cw1'), 'x', now].slice(0, call.split('$').length - 1))).rejects.toMatchObject({ code: '42883' });
  });

  it('a session that is over opens no lock, lists nothing, ends no other and comes to life no more', async () => {
    await Promise.all([t.signIn('cw1'), t.signIn('cw1')]);
    await t.owner.query("update session set locked_at = created_at where sid_hash = (select min(sid_hash) from session)");
    const [locked, open] = (await t.owner.query<{ hash: string; id: string }>('select sid_hash as hash, id from session order by locked_at nulls last')).rows;
    const [now, clock] = [t.clock.now(), new Date()];
    const list = 'array(select id from session_list($1, $2))';
    const tries = async (): Promise<readonly unknown[]> => [
      await asApp('own_unlock($1, $2, $3, $4, $5)', [locked?.hash, staffId('cw1'), '{}', now, new Date()]),
      await asApp(list, [open?.hash, now]),
      await asApp('own_end_other($1, $2, $3, $4)', [open?.hash, locked?.id, now, new Date()]),
    ];
    expect(await asApp('own_unlock($1, $2, $3, $4, $5)', [locked?.hash, staffId('cw2'), '{}', now, clock])).toBe(false);
    // Busy to the last, and begun a day ago; used last so long ago that it has ended; of somebody who may not sign in.
    for (const over of ["created_at = created_at - interval '24 hours'", "created_at = created_at + interval '24 hours', expires_at = seen_at"]) {
      await t.owner.query(`update session set ${over}`);
      expect(await tries()).toEqual([false, [], false]);
      await asApp('session_seen($1, $2)', [open?.hash, new Date(now.getTime() + 61_000)]);
      expect(await tries()).toEqual([false, [], false]);
    }
    await t.owner.query("update session set expires_at = seen_at + interval '12 hours'");
    expect(await tries()).toEqual([true, expect.arrayContaining([locked?.id, open?.id]), true]);
    expect((await t.owner.query("select action from audit_event where action in ('identity.unlock', 'identity.end-session')")).rowCount).toBe(2);
  });

  it('a change that fails leaves no event', async () => {
    await t.owner.query("update staff set demo = false where login = 'cw1'");
    const cw = await t.signIn('cw1');
    await t.owner.query("alter table staff_credential add constraint planted check (not must_change and password_hash like '$argon2id$%' and changed_at < '2026-11-01') not valid");
    expect((await cw.post('/session/password', { password: DEMO_PASSWORD, next: 'minato ringo 47 kasa' })).status).toBe(422);
    expect((await t.owner.query("select 1 from audit_event where action = 'identity.change-password'")).rowCount).toBe(0);
  });
});

describe('what is done to an account', () => {
  it('stands in the audit record, without a secret', async () => {
    await tryIn('cw1', 'wrong');
    const cw = await t.signIn('cw1');
    await cw.post('/session/lock');
    await cw.post('/session/unlock', { password: DEMO_PASSWORD });
    await cw.delete('/session');
    const { rows } = await t.owner.query<{ action: string; detail: { staffId: string } }>("select action, detail from audit_event where action like 'identity.%' order by xid, id");
    expect(rows.map((row) => row.action)).toEqual(['identity.wrong-secret', 'identity.sign-in', 'identity.lock', 'identity.unlock', 'identity.sign-out']);
    expect(new Set(rows.map((row) => row.detail.staffId))).toEqual(new Set([staffId('cw1')]));
    expect(JSON.stringify(rows)).not.toContain(DEMO_PASSWORD);
  });
});
