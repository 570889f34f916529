import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { systemClock } from '@madoguchi/kernel';
import { createLogger, SCHEMA_VERSION, type Settings } from '@madoguchi/platform';
import { Client } from 'pg';
import { createApp } from '../../../apps/api/src/create-app';
import { startWorker } from '../../../apps/worker/src/create-worker';
import { STEPS } from '../../../migrations/schema';
import { migrate } from '../../../apps/cli/src/steps';
import { startTestApp, type TestApp } from '../../support/app';
import { ROLE_PASSWORDS } from '../../support/database';
import { Wire } from '../../support/wire';
import { expectOk, type Schemas } from '../../world/over-http';

// Real: the composed api over HTTP, and PostgreSQL behind a wire that the test cuts. No worker runs, and nobody is at the address of Redis.
let t: TestApp;
let wire: Wire;
let logged = '';
beforeAll(async () => {
  wire = await Wire.to(process.env['MADOGUCHI_TEST_OWNER_URL'] ?? '');
  t = await startTestApp({ wire, redisUrl: 'redis://127.0.0.1:1', logger: createLogger('api', 'info', { write: (line: string) => void (logged += line) }) });
}, 60_000);
afterAll(async () => {
  wire.mend();
  await t.stop();
  await wire.close();
});
afterEach(() => jest.restoreAllMocks());

async function ready(): Promise<{ readonly status: number; readonly body: unknown; readonly ms: number }> {
  const began = performance.now();
  const answer = await fetch(`${t.baseUrl}/api/health/ready`);
  return { status: answer.status, body: await answer.json(), ms: performance.now() - began };
}

const READY = { status: 200, body: { status: 'ok' } };
const unready = (code: string): object => ({ status: 503, body: { status: 'unavailable', code } });

describe('an api', () => {
  it('is ready while worker and Redis are away: it serves, and auditors read of the others', async () => {
    expect(await ready()).toMatchObject(READY);
    await t.owner.query("insert into outbox (id, topic, payload, created_at, given_up_at) values (gen_random_uuid(), 'test.nothing', '{}', '2026-11-20T00:00:00Z', null), (gen_random_uuid(), 'test.nothing', '{}', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z')");
    const status = expectOk(await (await t.signIn('kansa')).get<Schemas['SealStatusDto']>('/health/status'));
    expect(status).toMatchObject({ workers: 0, redis: false, waitingSince: '2026-11-20T00:00:00.000Z', givenUp: 1 });
    await t.owner.query('delete from outbox');
  });

  it('is ready while a table is locked and all connections wait for it', async () => {
    const cw = await t.signIn('cw1');
    const holder = new Client({ connectionString: t.database.ownerUrl });
    await holder.connect();
    await holder.query('begin; lock table follow_up in access exclusive mode');
    const waiting = Array.from({ length: 8 }, () => cw.get('/follow-ups?view=office'));
    await new Promise((wake) => setTimeout(wake, 200));
    const answer = await ready();
    await holder.end();
    expect(answer).toMatchObject(READY);
    expect(answer.ms).toBeLessThan(1_000);
    await Promise.all(waiting);
  });

  it('is not ready where the database does not answer, says so within two seconds, and is again with its first answer', async () => {
    wire.cut();
    const answers = await Promise.all([ready(), ready(), ready()]);
    for (const answer of answers) {
      expect(answer).toMatchObject(unready('database_away'));
      expect(answer.ms).toBeLessThan(2_500);
    }
    wire.mend();
    expect(await ready()).toMatchObject(READY);
  });

  it.each([2_500, -2_500])('is not ready with a clock that is off by %d ms, and is with one that is off by a second', async (off) => {
    const now = jest.spyOn(systemClock, 'now');
    now.mockImplementation(() => new Date(Date.now() + off));
    expect(await ready()).toMatchObject(unready('clock_skew'));
    now.mockImplementation(() => new Date(Date.now() + Math.sign(off) * 1_000));
    expect(await ready()).toMatchObject(READY);
  });

  it('is not ready once the database has another master key', async () => {
    await t.owner.query("begin; create temporary table was on commit preserve rows as select key_id from master_key; update master_key set key_id = 'another'; commit");
    expect(await ready()).toMatchObject(unready('wrong_key'));
    await t.owner.query('update master_key set key_id = (select key_id from was)');
    expect(await ready()).toMatchObject(READY);
  });

  it.each([
    ['of the version before', `update schema_migration set name = 'planted ' || name where name like '${SCHEMA_VERSION}-%'`, "update schema_migration set name = replace(name, 'planted ', '')"],
    ['whose rights a restore has lost', 'revoke all on schema_migration, person from madoguchi_app', undefined],
  ])('is not ready on a schema %s; and neither api nor worker begins there', async (_what, plant, mend) => {
    await t.owner.query(plant);
    const settings: Settings = { ...t.settings, connections: { ...t.settings.connections, redisUrl: undefined } };
    const logger = createLogger('api', 'silent');
    try {
      expect(await ready()).toMatchObject(unready('schema_behind'));
      await expect(createApp(settings, logger)).rejects.toThrow(/schema of this database.*migrate/);
      await expect(startWorker(settings, logger)).rejects.toThrow(/schema of this database.*migrate/);
    } finally {
      if (mend !== undefined) await t.owner.query(mend);
      else await migrate({ ownerUrl: t.database.ownerUrl, rolePasswords: ROLE_PASSWORDS, anew: true, log: () => undefined });
    }
    expect(await ready()).toMatchObject(READY);
    expect((await (await t.signIn('cw1')).get('/follow-ups?view=office')).status).toBe(200);
  });
});

it('says in the log what has changed, and not that it was asked', () => {
  const told = logged.split('\n').flatMap((line) => /"event":"(not_ready|ready_again)"(?:,"code":"(\w+)")?/.exec(line)?.slice(1, 3).join(' ').trim() ?? []);
  expect(told.slice(0, 4)).toEqual(['not_ready database_away', 'ready_again', 'not_ready clock_skew', 'ready_again']);
  expect(logged).not.toContain('/api/health/ready');
});

it('knows its schema by the version of package.json, which has steps of its own', () => {
  const { version } = JSON.parse(readFileSync(resolve(__dirname, '../../../package.json'), 'utf8')) as { version: string };
  expect(SCHEMA_VERSION).toBe(version);
  expect(STEPS.at(-1)?.name.startsWith(`${version}-`)).toBe(true);
});
