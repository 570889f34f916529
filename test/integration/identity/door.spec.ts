import { type AssignmentId, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import type { Client } from 'pg';
import { assignmentId, OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { Entry } from '../../../libs/platform/src/database/entry';
import { oneLogin } from '../../../migrations/schema/identity-one-login';
import { startTestApp, type TestApp } from '../../support/app';
import { FAULTS } from './door-faults';

// Real: gate_enter() on PostgreSQL, called as the application calls it; sessions, tokens and accounts are rows.
let t: TestApp;
let owner: Client;
beforeAll(async () => {
  t = await startTestApp();
  ({ owner } = t);
  await owner.query(`insert into session (sid_hash, staff_id, data, created_at, seen_at, expires_at) values ('open', $1, '{}', $2, $2, $3)`, [staffId('cw1'), EARLIER, LATER]);
  await owner.query(`insert into staff (id, login, name, service) values ($1, 'system', '連携', true)`, [SERVICE]);
  await owner.query(`insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'caseworker', '2024-04-01')`, [SERVICE_ASSIGNMENT, SERVICE, OFFICES.welfare.id]);
  await owner.query(
    `insert into service_token (id, assignment_id, name, token_hash, permissions, issued_at, valid_until) values (gen_random_uuid(), $1, '連携', $2, '{clients.read,annual_plans.write}', $3, '2027-01-01')`,
    [SERVICE_ASSIGNMENT, TOKEN, EARLIER],
  );
});
afterAll(() => t.stop());

const NOW = '2026-11-20T01:00:00.000Z';
const EARLIER = '2026-11-20T00:30:00.000Z';
const LATER = '2026-11-20T09:00:00.000Z';
const [SERVICE, SERVICE_ASSIGNMENT] = [newId(), newId()];
const TOKEN = Buffer.alloc(32, 3);
const OPEN = { session: 'open' as string | null, token: null as Buffer | null, assignment: assignmentId('cw1'), permission: 'clients.read' as string | null, now: NOW, offMs: 0, demo: true };
const BY_TOKEN = { session: null, token: TOKEN, assignment: SERVICE_ASSIGNMENT };

interface Case {
  readonly what: string;
  readonly with?: Partial<typeof OPEN>;
  readonly after?: string;
  readonly expected: string;
}

const CASES: readonly Case[] = [
  { what: 'a session, its own assignment, a permission of the role', expected: 'let in' },
  { what: 'nothing', with: { session: null }, expected: 'unauthenticated' },
  { what: 'a session that is none', with: { session: 'closed' }, expected: 'unauthenticated' },
  { what: 'a session that nobody used for its time', after: `update session set expires_at = '${NOW}'`, expected: 'unauthenticated' },
  { what: 'a session of the day before that is in use', after: `update session set created_at = '2026-11-19T01:00:00Z'`, expected: 'unauthenticated' },
  { what: 'a session that is nearly a day old', after: `update session set created_at = '2026-11-19T01:00:01Z'`, expected: 'let in' },
  { what: 'a session of nobody yet', after: 'update session set staff_id = null', expected: 'unauthenticated' },
  { what: 'a session of a system', after: `update session set staff_id = '${SERVICE}'`, with: { assignment: SERVICE_ASSIGNMENT }, expected: 'unauthenticated' },
  { what: 'an account that was switched off', after: `alter table staff disable trigger sessions_of_disabled; update staff set disabled_at = now() where id = '${staffId('cw1')}'`, expected: 'unauthenticated' },
  { what: 'an account of the demo in production', with: { demo: false }, expected: 'unauthenticated' },
  { what: 'somebody who is away', after: 'update session set locked_at = now()', expected: 'session_locked' },
  { what: 'a password that somebody else chose', after: `update staff_credential set must_change = true where staff_id = '${staffId('cw1')}'`, expected: 'password_change_required' },
  { what: 'no assignment', with: { assignment: newId() }, expected: 'forbidden' },
  { what: 'the assignment of a colleague', with: { assignment: assignmentId('kakaricho') }, expected: 'forbidden' },
  { what: 'an assignment that ended yesterday', after: `update assignment set valid_until = '2026-11-20'`, expected: 'forbidden' },
  { what: 'an assignment that begins tomorrow', after: `update assignment set valid_from = '2026-11-21'`, expected: 'forbidden' },
  { what: 'a permission of other roles', with: { permission: 'annual_plans.write' }, expected: 'forbidden' },
  { what: 'no permission', with: { permission: null }, expected: 'forbidden' },
  { what: 'a permission that the role has lost', after: `delete from role_permission where permission = 'clients.read'`, expected: 'forbidden' },
  { what: 'a process that is three seconds ahead', with: { offMs: 3_000 }, expected: 'clock_skew' },
  { what: 'a process that is three seconds late', with: { offMs: -3_000 }, expected: 'clock_skew' },
  { what: 'a process that is a second late', with: { offMs: -1_000 }, expected: 'let in' },
  { what: 'a token', with: BY_TOKEN, expected: 'let in' },
  { what: 'a token of nobody', with: { ...BY_TOKEN, token: Buffer.alloc(32, 4) }, expected: 'invalid_token' },
  { what: 'a token under another assignment', with: { ...BY_TOKEN, assignment: assignmentId('cw1') }, expected: 'invalid_token' },
  { what: 'a token with a session beside it', with: { token: Buffer.alloc(32, 4) }, expected: 'invalid_token' },
  { what: 'a revoked token', with: BY_TOKEN, after: 'update service_token set revoked_at = now()', expected: 'invalid_token' },
  { what: 'a token that ended yesterday', with: BY_TOKEN, after: `update service_token set issued_at = '2026-01-01', valid_until = '2026-11-20'`, expected: 'invalid_token' },
  { what: 'a token whose account was switched off', with: BY_TOKEN, after: `update staff set disabled_at = now() where id = '${SERVICE}'`, expected: 'invalid_token' },
  { what: 'a token of an account that people use', with: BY_TOKEN, after: `update staff set service = false where id = '${SERVICE}'`, expected: 'invalid_token' },
  { what: 'a token of an administrator', with: { ...BY_TOKEN, permission: 'today.read' }, after: `update staff set service = false; update assignment set role = 'administrator' where id = '${SERVICE_ASSIGNMENT}'; update staff set service = true where id = '${SERVICE}'; update service_token set permissions = '{today.read}'`, expected: 'invalid_token' },
  { what: 'a permission that the token was not given', with: { ...BY_TOKEN, permission: 'clients.register' }, expected: 'forbidden' },
  { what: 'a permission that the token was given and its role has not', with: { ...BY_TOKEN, permission: 'annual_plans.write' }, expected: 'forbidden' },
  { what: 'a token of the demo in production', with: { ...BY_TOKEN, demo: false }, after: `update staff set demo = true where id = '${SERVICE}'`, expected: 'invalid_token' },
];

/** What the door says, in a transaction that leaves nothing behind. */
async function askDoor(one: Case, fault = ''): Promise<string> {
  const call = { ...OPEN, ...one.with };
  await owner.query('begin');
  try {
    if (fault !== '') await owner.query(fault);
    if (one.after !== undefined) await owner.query(one.after);
    await owner.query('set local role madoguchi_app');
    const { rows } = await owner.query<{ staff_id: string }>('select * from gate_enter($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      call.session, call.token, call.assignment, call.permission, 'support', 'a-request', call.now, new Date(Date.now() + call.offMs), call.demo,
    ]);
    const who = rows[0]?.staff_id;
    return who === (call.token === null ? staffId('cw1') : SERVICE) ? 'let in' : `let in as ${who}`;
  } catch (error) {
    const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
    return code?.startsWith('MD') === true ? (constraint ?? 'no word') : `${code}`;
  } finally {
    await owner.query('rollback');
  }
}

describe('the door of the database', () => {
  it.each(CASES)('$expected: $what', async (one) => {
    expect(await askDoor(one)).toBe(one.expected);
  });

  it.each(FAULTS)('would be seen open: $name', async ({ from, to }) => {
    const { rows } = await owner.query<{ text: string }>(`select pg_get_functiondef('gate_enter(text, bytea, uuid, text, text, text, text, timestamptz, boolean)'::regprocedure) as text`);
    const text = rows[0]?.text ?? '';
    expect(text.split(from)).toHaveLength(2);
    const differences: string[] = [];
    for (const one of CASES) if ((await askDoor(one, text.replace(from, () => to))) !== one.expected) differences.push(one.what);
    expect(differences).not.toEqual([]);
  });

  it('is the application’s alone, as is the look at what somebody was refused', async () => {
    for (const call of ['gate_enter(text, bytea, uuid, text, text, text, text, timestamptz, boolean)', 'refusal_keep(text, bytea, uuid, text, text, text, jsonb)', 'session_seen(text, timestamptz)']) {
      const { rows } = await owner.query<{ who: string }>(
        `select r.rolname as who from pg_roles r where r.rolname like 'madoguchi%' and not r.rolsuper and has_function_privilege(r.rolname, $1, 'execute') order by 1`,
        [call],
      );
      expect(rows.map(({ who }) => who)).toEqual(['madoguchi_app', 'madoguchi_gate']);
    }
  });

  it('leaves what it sets for one transaction, as does every function that sets anything', async () => {
    const lasting = async (): Promise<readonly string[]> => {
      const { rows } = await owner.query<{ name: string; text: string }>("select proname as name, prosrc as text from pg_proc where prosrc ~ 'set_config'");
      return rows.flatMap(({ name, text }) => [...text.matchAll(/set_config\(([^,]+),[^,]+,\s*(\w+)\)/g)].filter(([, , local]) => local !== 'true').map(([, what]) => `${name}: ${what}`));
    };
    expect(await lasting()).toEqual([]);
    await owner.query('begin');
    for (const name of ['gate_enter', 'act_as', 'refusal_keep']) {
      const { rows } = await owner.query<{ text: string }>('select pg_get_functiondef(oid) as text from pg_proc where proname = $1', [name]);
      await owner.query(rows[0]?.text.replace('p_purpose, true)', 'p_purpose, false)') ?? '');
    }
    expect([...(await lasting())].sort()).toEqual(["act_as: 'app.purpose'", "gate_enter: 'app.purpose'", "refusal_keep: 'app.purpose'"]);
    await owner.query('rollback');
  });

  it('says that a session is in use at most once a minute, and waits for nobody who says it too', async () => {
    const seen = async (now: string): Promise<string> => {
      await owner.query('begin');
      await owner.query("set local lock_timeout = '1s'");
      await owner.query("select * from gate_enter('open', null, $1, 'clients.read', 'support', 'r', $2, clock_timestamp(), true)", [assignmentId('cw1'), now]);
      await owner.query('commit');
      const { rows } = await owner.query<{ seen: Date; until: Date }>("select seen_at as seen, expires_at as until from session where sid_hash = 'open'");
      return `${rows[0]?.seen.toISOString()} ${rows[0]?.until.toISOString()}`;
    };
    expect(await seen('2026-11-20T00:31:00.000Z')).toBe(`${EARLIER} ${LATER}`);
    expect(await seen('2026-11-20T00:31:00.001Z')).toBe('2026-11-20T00:31:00.001Z 2026-11-20T12:31:00.001Z');
    const colleague = t.app.get(TransactionRunner, { strict: false });
    await colleague.read(t.ctx('cw1'), async (tx) => {
      await tx.query("select session_seen('open', '2026-11-20T00:35:00Z')");
      expect(await seen('2026-11-20T00:36:00.000Z')).toBe('2026-11-20T00:31:00.001Z 2026-11-20T12:31:00.001Z');
    });
  });
});

describe('logins that differ by capitals or full width alone', () => {
  const rename = (login: string) => owner.query('update staff set login = $1 where id = $2', [login, staffId('cw2')]);

  it('are one: the second is refused', async () => {
    for (const login of ['CW1', 'ｃｗ１']) await expect(rename(login)).rejects.toMatchObject({ constraint: 'staff_login_folded' });
  });

  it('are named before the database is brought up to date, with what to do', async () => {
    await owner.query('begin');
    await owner.query('drop index staff_login_folded');
    await rename('CW1');
    await expect(owner.query(oneLogin.statements[0] ?? '')).rejects.toThrow(/are one from this version on: (cw1, CW1|CW1, cw1)\. Rename all but one/);
    await owner.query('rollback');
  });
});

describe('a request that is not let in', () => {
  const asking = (permission: string): Ctx => ({
    assignmentId: assignmentId('cw1') as AssignmentId, purpose: 'support', requestId: 'r', clock: t.clock, entry: new Entry({ session: 'open' }, permission, true),
  });

  it('asks and writes nothing: what stood behind the refusal in its message is not run', async () => {
    const runner = t.app.get(TransactionRunner, { strict: false });
    let asked = 0;
    const look = runner.read(asking('audit.read'), async (tx) => {
      await tx.write("insert into idempotency_key (assignment_id, key, route, request_hash, created_at) values (current_assignment(), 'behind-the-door', 'x', 'x', now())");
      asked = (await tx.query('select 1')).length;
    });
    await expect(look).rejects.toMatchObject({ driverError: { code: 'MD401', constraint: 'forbidden' } });
    expect(asked).toBe(0);
    await expect(runner.run(asking('audit.read'), () => Promise.reject(new Error('it ran')))).rejects.toMatchObject({ driverError: { constraint: 'forbidden' } });
    expect((await owner.query("select 1 from idempotency_key where key = 'behind-the-door'")).rows).toEqual([]);
  });

  it('is let in with what it may, under the settings of this transaction and no other', async () => {
    const runner = t.app.get(TransactionRunner, { strict: false });
    const ctx = asking('clients.read');
    const settings = "select current_setting('app.assignment', true) as assignment, current_setting('app.purpose', true) as purpose, current_setting('app.now', true) as now, current_setting('app.request', true) as request";
    const [row] = await runner.read(ctx, (tx) => tx.query(settings));
    expect(row).toEqual({ assignment: assignmentId('cw1'), purpose: 'support', now: t.clock.now().toISOString(), request: 'r' });
    expect(ctx.entry?.state).toBe('let in');
    expect(await runner.unsigned(settings, [])).toEqual([{ assignment: '', purpose: '', now: '', request: '' }]);
  });

  it('is told that first, whatever else is wrong with it', async () => {
    const [planner, worker] = [await t.signIn('keikaku'), await t.signIn('cw1')];
    const wrong = { familyName: 5 };
    expect(await planner.post('/clients', wrong)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await planner.send('POST', '/clients', wrong)).toMatchObject({ status: 403 });
    expect(await worker.as(assignmentId('kakaricho')).post('/clients', wrong)).toMatchObject({ status: 403 });
    expect(await worker.as('nowhere').get('/clients/not-an-id')).toMatchObject({ status: 403 });
    expect(await worker.post('/clients', wrong)).toMatchObject({ status: 422 });
    await worker.post('/session/lock');
    expect(await worker.post('/clients', wrong)).toMatchObject({ status: 423, body: { code: 'session_locked' } });
    await owner.query('delete from session');
    expect(await worker.post('/clients', wrong)).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });
});
