import { Client } from 'pg';
import { seededRng } from '../../apps/cli/src/demo/people/prng';
import { problems, type Told } from './checker';
import { Driver } from './driver';
import { type Backend, Installation } from './installation';
import { BETWEEN_STRIKES, faultsOf, rampage } from './monkey';
import { walk, type Walked } from './walks';

// Real: the built api and worker under the product's own supervisor, PostgreSQL with fsync, BullMQ on the backend that
// npm test names, kill -9. The queue's names and the walk's texts are all that is made up.
const backend: Backend = process.env['MADOGUCHI_TEST_QUEUE'] === 'redis' ? 'redis' : 'postgres';
const SEED = Number(process.env['MADOGUCHI_FAULTS_SEED'] ?? '20261120');
const WALKERS = 3;
/** Further strikes, of any kind, once every part was struck. */
const MORE = process.env['MADOGUCHI_TEST_LONG'] === '1' ? 20 : 0;
jest.setTimeout(MORE > 0 ? 900_000 : 240_000);

let installation: Installation;
let owner: Client;
let told: Told;
let struck: readonly string[];
let failures: number;

beforeAll(async () => {
  installation = await Installation.open(backend);
  const driver = new Driver(installation, seededRng(SEED + 1));
  for (const login of ['cw1', 'kakaricho', 'navi1']) await driver.signIn(login);

  const rng = seededRng(SEED);
  const faults = faultsOf(backend, rng, MORE);
  const walks: Walked[] = [];
  let over = false;
  let next = 0;
  const walker = async (): Promise<void> => {
    while (!over) walks.push(await walk(driver, (next += 1)));
  };
  const monkey = rampage(installation, driver, faults, rng).finally(() => {
    over = true;
  });
  await Promise.all([monkey, ...Array.from({ length: WALKERS }, walker)]);
  struck = faults;
  failures = driver.failures;

  await installation.restartWorker();
  const last = await driver.command<{ id: string }>({
    action: 'exports.request',
    login: 'navi1',
    path: '/exports',
    body: { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: 'すべて終わったあと' },
  });
  told = { walks, ledger: driver.ledger, lastExportId: last.id };
  await installation.settled();
  owner = new Client({ connectionString: installation.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner?.end();
  await installation?.close();
});

/** Looks at the database as it would be after `damage`, which is then undone. */
async function problemsAfter(damage?: string): Promise<readonly string[]> {
  await owner.query('begin');
  try {
    await owner.query("select set_config('app.now', '2026-11-20T02:00:00Z', true)");
    if (damage !== undefined) expect((await owner.query(damage)).rowCount).toBeGreaterThan(0);
    return await problems(owner, told);
  } finally {
    await owner.query('rollback');
  }
}

describe(`killed in the middle of the walk, queue on ${backend}`, () => {
  it('was really struck while commands were on their way', () => {
    expect(new Set(struck)).toEqual(new Set(backend === 'redis' ? ['api', 'worker', 'database', 'redis-kill', 'redis-flush'] : ['api', 'worker', 'database']));
    expect(failures).toBeGreaterThan(0);
    // As many as each strike waits for at the least; how many more there are depends on how long the strikes take.
    expect(told.ledger.length).toBeGreaterThan(BETWEEN_STRIKES.least * struck.length);
  });

  it('has lost nothing that was acknowledged, and done nothing twice', async () => {
    expect(await problemsAfter()).toEqual([]);
  });
});

it('has written what it had to say when an api is told to stop', async () => {
  expect(await installation.endApiAfter('/api/session')).toContain('"route":"/api/session"');
});

describe('the checker itself notices', () => {
  it.each([
    [
      'an acknowledged consultation that is gone',
      `with gone as (select id from consultation order by id limit 1), its as (delete from appointment where consultation_id in (select id from gone))
       delete from consultation where id in (select id from gone)`,
      'consultation 0× instead of 1×',
    ],
    [
      'a consultation that was written twice',
      `insert into consultation select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid()))).* from consultation c limit 1`,
      'consultation with that content 2× instead of 1×',
    ],
    ['a placement that lost its confirmation', `update placement set status = 'recorded' where ctid = (select min(ctid) from placement)`, 'placement 0× instead of 1×'],
    ['a due item of a placement that came twice', `insert into follow_up select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(), 'milestone', 'again'))).* from follow_up f where f.kind = 'retention_check' limit 1`, 'due retention checks 5× instead of 4×'],
    ['a command that the audit does not know', `with it as (select id from audit_event where action = 'consents.record' limit 1), folded as (delete from audit_subject where event_id in (select id from it)) delete from audit_event where id in (select id from it)`, 'in the audit 0× instead of once'],
    ['a command that stands in the audit twice', `insert into audit_event select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()))).* from audit_event e where e.action = 'clients.register' limit 1`, 'in the audit 2× instead of once'],
    ['an answer that was not kept', `update idempotency_key set response = null where ctid = (select min(ctid) from idempotency_key)`, 'the kept answer is null'],
    ['a file with another content', `update export_chunk set bytes = bytes || 'x'::bytea where ctid = (select min(ctid) from export_chunk)`, 'the hash is that of another file'],
    ['a file that was never written', `update export_file set status = 'running' where ctid = (select min(ctid) from export_file)`, ': running'],
    ['a message that was handled without being asked for', `insert into inbox (message_id, handler, done_at) values (gen_random_uuid(), 'follow-ups.remind', now())`, 'reminders were handled'],
    ['a message that is left', `insert into outbox (id, topic, payload, created_at) values (gen_random_uuid(), 'exports.run', '{}', now())`, '1 messages are left'],
    ['a mask without a reason', `delete from access_reason where ctid = (select min(ctid) from access_reason)`, 'masks or tokens differ'],
  ])('%s', async (_what, damage, words) => {
    expect((await problemsAfter(damage)).join('\n')).toContain(words);
  });
});
