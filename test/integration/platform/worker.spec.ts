import { createLogger, refuseQueueWithoutRights, type Settings } from '@madoguchi/platform';
import { startWorker } from '../../../apps/worker/src/create-worker';
import { migrate } from '../../../apps/cli/src/steps';
import { startTestApp, type TestApp } from '../../support/app';
import { ROLE_PASSWORDS } from '../../support/database';
import { eventually } from '../../support/eventually';
import { Wire } from '../../support/wire';

// Real: the composed worker on PostgreSQL, behind a wire that the test cuts. At the address of Redis nobody is.
const STOPS_WITHIN_MS = 8_000;
let t: TestApp;
let wire: Wire;
let logged: string;
const logger = createLogger('worker', 'info', { write: (line: string) => void (logged += line) });
const linesOf = (event: string): number => logged.split('\n').filter((line) => line.includes(`"event":"${event}"`)).length;
const withRedis = (): Settings => ({ ...t.settings, connections: { ...t.settings.connections, redisUrl: 'redis://127.0.0.1:1' } });
beforeAll(async () => {
  wire = await Wire.to(process.env['MADOGUCHI_TEST_OWNER_URL'] ?? '');
  t = await startTestApp({ wire });
}, 60_000);
beforeEach(() => void (logged = ''));
afterAll(async () => {
  await t.stop();
  await wire.close();
});

describe('a worker', () => {
  it('whose Redis is away says so in one line, and ends when it is told to', async () => {
    const worker = await startWorker(withRedis(), logger);
    await t.owner.query("insert into outbox (id, topic, payload, created_at) values (gen_random_uuid(), 'test.nothing', '{}', clock_timestamp())");
    await eventually(async () => ((await t.owner.query('select 1 from outbox where sent_at is not null')).rowCount === 1 ? true : undefined));
    await new Promise((wake) => setTimeout(wake, 1_000));
    expect(linesOf('queue_failed')).toBe(1);
    expect(logged).toContain('"code":"ECONNREFUSED"');
    const began = performance.now();
    await worker.stop();
    expect(performance.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    await t.owner.query('delete from outbox');
  }, 30_000);

  it('that may not do what it has to says so in one line with the state that the database gave, and works again', async () => {
    const worker = await startWorker(t.settings, logger);
    try {
      await t.owner.query('revoke update on outbox from madoguchi_worker');
      await eventually(() => Promise.resolve(linesOf('loop_failed') > 0 ? true : undefined));
      await new Promise((wake) => setTimeout(wake, 1_500));
      expect(linesOf('loop_failed')).toBe(1);
      expect(logged).toMatch(/"event":"loop_failed","loop":"relay".*"sqlState":"42501"/);
      await t.owner.query('grant update on outbox to madoguchi_worker');
      await eventually(() => Promise.resolve(linesOf('loop_works_again') === 1 ? true : undefined));
    } finally {
      await worker.stop();
    }
  }, 30_000);

  it('without the rights of the queue does not begin, and begins once they are given again', async () => {
    await t.owner.query('revoke all on schema bullmq from madoguchi_queue');
    await expect(startWorker(t.settings, logger)).rejects.toThrow(/schema bullmq.*migrate --anew/);
    await t.owner.query(`revoke create on database ${t.database.name} from madoguchi_queue`);
    await expect(refuseQueueWithoutRights(t.settings)).rejects.toThrow(/schema bullmq/);
    await migrate({ ownerUrl: t.database.ownerUrl, rolePasswords: ROLE_PASSWORDS, anew: true, log: () => undefined });
    await (await startWorker(t.settings, logger)).stop();
    expect(linesOf('queue_failed')).toBe(0);
  }, 30_000);

  it('says at its start when it is given no folder for the checkpoints, and so does its sign of life', async () => {
    for (const [auditDir, said] of [[undefined, 1], ['/nowhere', 0]] as const) {
      logged = '';
      const worker = await startWorker({ ...t.settings, auditDir }, logger);
      await eventually(async () => ((await t.owner.query('select 1 from worker_heartbeat where seals = $1', [auditDir !== undefined])).rowCount === 1 ? true : undefined));
      await worker.stop();
      expect(linesOf('audit_not_sealed')).toBe(said);
    }
  }, 30_000);
});
