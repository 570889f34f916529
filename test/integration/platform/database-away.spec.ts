import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createLogger, TransactionRunner } from '@madoguchi/platform';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { DEMO_PASSWORD } from '../../../apps/cli/src/demo/organisations';
import { Wire } from '../../support/wire';

// Real: the composed api over HTTP, and PostgreSQL behind a wire that the test cuts.
const WITHIN_MS = 5_000;
const BACK_WITHIN_MS = 3_000;
let t: TestApp;
let wire: Wire;
let cw: ApiSession;
let logged: string;
beforeAll(async () => {
  logged = '';
  wire = await Wire.to(process.env['MADOGUCHI_TEST_OWNER_URL'] ?? '');
  t = await startTestApp({ wire, logger: createLogger('api', 'info', { write: (line: string) => void (logged += line) }) });
  cw = await t.signIn('cw1');
}, 60_000);
afterAll(async () => {
  wire.mend();
  await t.stop();
  await wire.close();
});

interface Told {
  readonly status: number;
  readonly code: unknown;
  readonly again: string | null;
  readonly ms: number;
}

async function told(ask: () => Promise<Response>): Promise<Told> {
  const began = performance.now();
  const answer = await ask();
  const body = (await answer.json()) as { readonly code?: unknown };
  return { status: answer.status, code: body.code, again: answer.headers.get('retry-after'), ms: performance.now() - began };
}

const queue = (): Promise<Response> => fetch(`${t.baseUrl}/api/follow-ups?view=office`, { headers: { cookie: cw.cookie, 'x-assignment': cw.assignment } });
const json = { 'content-type': 'application/json' };
const signIn = (): Promise<Response> => fetch(`${t.baseUrl}/api/session`, { method: 'POST', headers: json, body: JSON.stringify({ login: 'cw2', password: DEMO_PASSWORD }) });
const plan = (): Promise<Response> => fetch(`${t.baseUrl}/api/session`, { headers: { cookie: cw.cookie } });

/** Turned away in words that say that it is nobody's fault, and when to come again. */
function expectTurnedAway(answers: readonly Told[]): void {
  for (const { ms, ...answer } of answers) {
    expect(answer).toEqual({ status: 503, code: expect.stringMatching(/^(busy|database_away)$/) as unknown, again: '2' });
    expect(ms).toBeLessThan(WITHIN_MS);
  }
}

async function backAfter(): Promise<number> {
  const began = performance.now();
  while ((await queue()).status !== 200) await pause(20);
  return performance.now() - began;
}

it('answers everybody within five seconds where nothing comes from the database any more, and again soon after', async () => {
  expect((await queue()).status).toBe(200);
  wire.cut();
  const asked = Array.from({ length: 40 }, (_, n) => told([queue, signIn, plan][n % 3] ?? queue));
  await pause(1_000);
  asked.push(...Array.from({ length: 10 }, () => told(queue)));
  expectTurnedAway(await Promise.all(asked));
  // The first have given up; those that come now find connections that are being made.
  const later = Promise.all(Array.from({ length: 10 }, () => told(queue)));
  await pause(500);
  wire.mend();
  expect(await backAfter()).toBeLessThan(BACK_WITHIN_MS);
  expect((await later).filter(({ status, ms }) => status === 500 || ms > WITHIN_MS)).toEqual([]);
  expect(logged).not.toContain('internal_error');
}, 30_000);

it('answers within five seconds while somebody holds a table, keeps its connections, and the server goes on for nobody', async () => {
  const holder = new Client({ connectionString: t.database.ownerUrl });
  await holder.connect();
  try {
    await holder.query('begin; lock table follow_up in access exclusive mode');
    // Work that nobody waits for has its time meanwhile.
    const unhurried = t.app.get(TransactionRunner, { strict: false }).read(t.ctx('cw1'), (tx) => tx.query('select pg_sleep(4.6)'));
    expectTurnedAway(await Promise.all(Array.from({ length: 8 }, () => told(queue))));
    const { rows } = await holder.query<{ n: number }>("select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
    expect(rows).toEqual([{ n: 0 }]);
    expect(await unhurried).toHaveLength(1);
  } finally {
    await holder.end();
  }
  expect(await backAfter()).toBeLessThan(BACK_WITHIN_MS);
}, 30_000);

const LOST = /"event":"connection_lost","source":"app".*"sqlState":"57P01"/;

async function endAll(): Promise<void> {
  await t.owner.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'madoguchi-app'");
}

it('tells of a server that ends its connections as of an absence, and says in the log which state the database gave', async () => {
  logged = '';
  const said: unknown[] = [];
  for (const way of ['log', 'warn', 'error', 'info'] as const) jest.spyOn(console, way).mockImplementation((...words: unknown[]) => void said.push(words));
  const statuses = new Set<number>();
  // Ended once in each round, at whatever moment of the requests: until one of them was in the middle of something.
  for (let round = 0; round < 200 && (round < 10 || !statuses.has(503)); round += 1) {
    const asked = Array.from({ length: 6 }, () => told(queue));
    await endAll();
    for (const { status } of await Promise.all(asked)) statuses.add(status);
  }
  expect([...statuses].filter((status) => status !== 200)).toEqual([503]);
  expect(await backAfter()).toBeLessThan(BACK_WITHIN_MS);
  // And while nobody asks anything: of several that rest the next request takes one, and the others break by themselves.
  for (let round = 0; round < 50 && !LOST.test(logged); round += 1) {
    await Promise.all(Array.from({ length: 4 }, () => told(queue)));
    await endAll();
    expect(await backAfter()).toBeLessThan(BACK_WITHIN_MS);
  }
  expect(logged).toMatch(/"event":"turned_away".*"code":"database_away","sqlState":"57P01"/);
  expect(logged).toMatch(LOST);
  expect(logged).not.toContain('internal_error');
  // Nothing of it stands beside the log, in a form of its own.
  expect(said).toEqual([]);
  jest.restoreAllMocks();
}, 30_000);
