import { type Environment, readSettings } from '@madoguchi/platform';
import { examine, describeFindings } from '../../../apps/cli/src/doctor';
import { makeSecrets, printEnvironment } from '../../../apps/cli/src/make-secrets';
import { startTestApp, type TestApp } from '../../support/app';

// Real: PostgreSQL with its roles and a running worker; the environment is what an operator would set.
let t: TestApp;
let sound: Environment;
beforeAll(async () => {
  t = await startTestApp({ auditDir: '/nowhere' });
  await t.startWorker();
  const { app, worker, counter, queue } = t.database.connections;
  sound = {
    NODE_ENV: 'production', BEHIND_TLS_PROXY: 'true', SESSION_SECRET: 's'.repeat(32), MASTER_KEY: t.settings.masterKey.toString('base64url'),
    DATABASE_URL_APP: app, DATABASE_URL_WORKER: worker, DATABASE_URL_COUNTER: counter, DATABASE_URL_QUEUE: queue,
  };
}, 60_000);
afterAll(() => t.stop());

const ill = async (change: Environment): Promise<readonly string[]> => describeFindings(await examine({ ...sound, ...change })).filter((line) => line.startsWith('ILL'));

describe('the doctor', () => {
  it('finds nothing in an installation that is well', async () => {
    for (let turn = 0; turn < 50 && (await ill({})).length > 0; turn += 1) await new Promise((wake) => setTimeout(wake, 50));
    expect(await ill({})).toEqual([]);
  });

  it.each<[string, Environment, RegExp]>([
    ['swapped addresses', { DATABASE_URL_APP: 'postgres://madoguchi_worker:x@db/city' }, /DATABASE_URL_APP must log in as madoguchi_app/],
    ['a server that is not there', { DATABASE_URL_QUEUE: 'postgres://madoguchi_queue:x@127.0.0.1:1/city' }, /role queue: It cannot sign in \(ECONNREFUSED\).*DATABASE_URL_QUEUE/],
    ['another key', { MASTER_KEY: Buffer.alloc(32, 8).toString('base64url') }, /master key: .*list-master-keys/],
    ['a Redis that is not there', { REDIS_URL: 'redis://127.0.0.1:1' }, /Redis: .*REDIS_URL/],
    ['an address that is none', { REDIS_URL: 'redis:6379' }, /REDIS_URL must be an address/],
    ['no proxy', { BEHIND_TLS_PROXY: undefined }, /proxy: .*X-Forwarded-Proto/],
  ])('says of %s what to do, and of nothing else', async (_what, change, words) => {
    expect(await ill(change)).toEqual([expect.stringMatching(words)]);
  });

  it('says what is wrong inside: messages that were given up, a schema of another version', async () => {
    await t.owner.query("insert into outbox (id, topic, payload, created_at, given_up_at) values (gen_random_uuid(), 'test.nothing', '{}', now(), now())");
    expect(await ill({})).toEqual([expect.stringMatching(/queue: 1 messages/)]);
    await t.owner.query('delete from outbox');
    await t.owner.query('revoke all on schema_migration from madoguchi_app');
    expect(await ill({})).toEqual([expect.stringMatching(/schema: .*migrate --anew/)]);
    await t.owner.query('grant select (name) on schema_migration to madoguchi_app');
  });
});

it('secrets that are made are taken in production, and those in use are printed without the owner', () => {
  const made = Object.fromEntries(makeSecrets('db:5432/madoguchi').map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]));
  const again = makeSecrets('db:5432/madoguchi');
  expect(again).not.toEqual(makeSecrets('db:5432/madoguchi'));
  const { production, connections } = readSettings(made);
  expect({ production, app: connections.app }).toEqual({ production: true, app: made['DATABASE_URL_APP'] });
  const printed = printEnvironment({ ...made, DATABASE_URL: 'postgres://owner:secret@db/madoguchi' });
  expect(printed).toEqual(expect.arrayContaining([`MASTER_KEY=${made['MASTER_KEY'] ?? ''}`, `DATABASE_URL_APP=${made['DATABASE_URL_APP'] ?? ''}`]));
  expect(printed.join('\n')).not.toContain('owner');
});
