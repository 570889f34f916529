import { Client } from 'pg';
import { sessionKey, sessionProof } from '@madoguchi/platform';
import { rotateMasterKey } from '../../../apps/cli/src/rotate-master-key';
import { staffId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';

// Real: PostgreSQL and the role of the application, which runs what somebody slipped in; the composed api for whoever signs in.
let t: TestApp;
let app: Client;
beforeAll(async () => {
  t = await startTestApp();
  app = new Client({ connectionString: t.database.connections.app });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await t.stop();
});

const CW1 = staffId('cw1');
const at = (offMs = 0): string => new Date(Date.now() + offMs).toISOString();
const text = (hash: string, staff: string, clock: string): string => [hash, staff, clock].join('|');
const proofOf = (hash: string, staff: string, clock: string, master = t.settings.masterKey): Buffer => sessionProof(master, text(hash, staff, clock));

async function begins(hash: string, clock: string, proof: Buffer | null, staff = CW1): Promise<boolean> {
  const { rows } = await app.query<{ begun: boolean }>('select session_open($1, $2, null, $3, $4, $5) as begun', [hash, staff, t.clock.now(), clock, proof]);
  return rows[0]?.begun === true;
}

const refusals = async (): Promise<number> => (await t.owner.query("select 1 from audit_event where action = 'identity.session-refused'")).rows.length;
const sessionsOf = async (hash: string): Promise<number> => (await t.owner.query('select 1 from session where sid_hash = $1', [hash])).rows.length;

it.each<readonly [string, (clock: string) => Buffer | null]>([
  ['no proof', () => null],
  ['an empty one', () => Buffer.alloc(0)],
  ['one under another key', (clock) => proofOf('made up', CW1, clock, Buffer.alloc(32, 8))],
  ['one of another session', (clock) => proofOf('another', CW1, clock)],
  ['one of another person', (clock) => proofOf('made up', staffId('navi1'), clock)],
  ['one of another moment', () => proofOf('made up', CW1, at(-500))],
])('a session that is made up with %s is none, and the try is recorded', async (_, proof) => {
  // Something to sweep: what the sweep did says nothing of the proof.
  await t.owner.query("insert into session_proof (sid_hash, used_at) values ('long ago', now() - interval '1 hour')");
  const [clock, before] = [at(), await refusals()];
  expect(await begins('made up', clock, proof(clock))).toBe(false);
  expect([await sessionsOf('made up'), (await refusals()) - before]).toEqual([0, 1]);
  // Nor is it proof of anything of somebody's own.
  await expect(app.query("select own_lock('made up', $1, $2) as done", [t.clock.now(), new Date()])).resolves.toMatchObject({ rows: [{ done: false }] });
});

it('a proof is worth one session, and that one within its seconds', async () => {
  const [clock, old] = [at(), at(-60_000)];
  expect(await begins('once', clock, proofOf('once', CW1, clock))).toBe(true);
  await app.query("select session_end('once')");
  const before = await refusals();
  expect(await begins('once', clock, proofOf('once', CW1, clock))).toBe(false);
  expect([await sessionsOf('once'), (await refusals()) - before]).toEqual([0, 1]);
  await expect(begins('late', old, proofOf('late', CW1, old))).rejects.toMatchObject({ constraint: 'clock_skew' });
});

it.each(['select inner_pad from session_key', 'select * from session_key', "update session_key set key_id = 'x'", 'delete from session_key', 'select 1 from session_proof', 'insert into session values (default)'])(
  'the application may not: %s',
  async (statement) => {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  },
);

it('the application gives no second key', async () => {
  const { keyId, innerPad, outerPad } = sessionKey(Buffer.alloc(32, 8));
  await expect(app.query('insert into session_key (key_id, inner_pad, outer_pad) values ($1, $2, $3) on conflict do nothing', [keyId, innerPad, outerPad])).resolves.toMatchObject({ rowCount: 0 });
});

it('would be begun by a function that asks for no proof: the tests above can fail', async () => {
  await t.owner.query(`begin; create or replace function session_proved(p_text text, p_proof bytea) returns boolean language sql stable security definer as 'select true'`);
  try {
    const { rows } = await t.owner.query<{ begun: boolean }>('select session_open($1, $2, null, $3, $4, null) as begun', ['made up', CW1, t.clock.now(), at()]);
    expect(rows).toEqual([{ begun: true }]);
  } finally {
    await t.owner.query('rollback');
  }
});

it('people sign in while the master key is exchanged, and after it', async () => {
  const next = Buffer.alloc(32, 9);
  const before = t.settings.masterKey;
  Object.assign(t.settings, { masterKey: next, earlierMasterKeys: [before] });
  await expect(t.signIn('cw1')).resolves.toBeDefined();
  await rotateMasterKey(t.database.ownerUrl, { masterKey: next, earlierMasterKeys: [before] }, t.clock.now());
  await expect(t.signIn('cw1')).resolves.toBeDefined();
  // A process that brings the old key alone begins nothing.
  const clock = at();
  expect(await begins('old key', clock, proofOf('old key', CW1, clock, before))).toBe(false);
});
