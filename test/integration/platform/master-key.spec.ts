import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealAudit } from '@madoguchi/audit';
import { createLogger, masterKeyId, type Settings } from '@madoguchi/platform';
import { createApp } from '../../../apps/api/src/create-app';
import { giveUpKey, listMasterKeys } from '../../../apps/cli/src/give-up-key';
import { rotateMasterKey } from '../../../apps/cli/src/rotate-master-key';
import { verifyAuditOf } from '../../../apps/cli/src/verify-audit';
import { startWorker } from '../../../apps/worker/src/create-worker';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';

// Real: the composed api and worker as processes start them, PostgreSQL, the operator's commands, the sealer and its verifier.
const [RIGHT, WRONG, NEXT] = [7, 8, 9].map((n) => Buffer.alloc(32, n)) as [Buffer, Buffer, Buffer];
const silent = createLogger('api', 'silent');
let t: TestApp;
let folder: string;
let cw: ApiSession;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'));
  t = await startTestApp({ auditDir: folder });
  cw = await t.signIn('cw1');
}, 60_000);
afterAll(async () => {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Begins an api and a worker with these keys, and ends them again. @returns how each was refused. */
async function starts(masterKey: Buffer, ...earlierMasterKeys: readonly Buffer[]): Promise<readonly string[]> {
  const settings: Settings = { ...t.settings, masterKey, earlierMasterKeys };
  const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));
  const api = await createApp(settings, silent).then((app) => app.close().then(() => 'started'), said);
  const worker = await startWorker(settings, silent).then((one) => one.stop().then(() => 'started'), said);
  return [api, worker];
}

const search = async (): Promise<number> => (await cw.post('/clients/search', { text: 'ナイ ヒト' })).status;

describe('a month whose key a wrong master key wrapped', () => {
  const keys = { masterKey: RIGHT, earlierMasterKeys: [] };
  /** As an api of the version before does it: the settings of the running one are exchanged. */
  const wrappedWrongly = async (): Promise<void> => {
    t.clock.addDays(31);
    cw = await t.signIn('cw1');
    Object.assign(t.settings, { masterKey: WRONG });
    expect(await search()).toBe(200);
    Object.assign(t.settings, { masterKey: RIGHT });
    expect(await search()).toBe(500);
  };

  it('is searched again after the rotation, where the wrong key is known', async () => {
    await wrappedWrongly();
    expect(await listMasterKeys(t.database.ownerUrl, keys)).toEqual([
      expect.stringMatching(new RegExp(`^${masterKeyId(RIGHT)} .*known here.*the key of this database`)),
      expect.stringMatching(new RegExp(`^${masterKeyId(WRONG)} .* 1 keys .*unknown here$`)),
    ]);
    expect(await giveUpKey(t.database.ownerUrl, { ...keys, earlierMasterKeys: [WRONG] }, masterKeyId(WRONG), t.clock.now())).toEqual({ kind: 'known' });
    await rotateMasterKey(t.database.ownerUrl, { masterKey: RIGHT, earlierMasterKeys: [WRONG] }, t.clock.now());
    expect(await search()).toBe(200);
  });

  it('is searched again once the key is given up where it is lost; the record says so and is sound', async () => {
    await wrappedWrongly();
    expect(await giveUpKey(t.database.ownerUrl, keys, masterKeyId(WRONG), t.clock.now())).toEqual({ kind: 'given up', keys: 1 });
    expect(await search()).toBe(200);
    expect((await t.owner.query("select 1 from audit_event where action = 'audit.give-up-key'")).rows).toHaveLength(1);
    await (await t.startWorker()).context.get(SealAudit).run();
    const report = await verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now() });
    expect(report.findings.filter(({ kind }) => kind !== 'unsealed')).toEqual([]);
  });
});

// After the rest: the way of signing in belongs to the last api that was begun in a process.
describe('a master key that is not the one of the database', () => {
  it('is refused at the start of api and worker, with both names and what to do, and wraps nothing', async () => {
    const refused: unknown = expect.stringMatching(new RegExp(`^MASTER_KEY .*${masterKeyId(RIGHT)}.*${masterKeyId(WRONG)}.*MASTER_KEY_EARLIER`));
    expect(await starts(WRONG)).toEqual([refused, refused]);
    expect(await starts(RIGHT)).toEqual(['started', 'started']);
    expect(await search()).toBe(200);
    expect((await t.owner.query('select distinct master_key_id from audit_key where wrapped is not null')).rows).toEqual([{ master_key_id: masterKeyId(RIGHT) }]);
  });

  it('tells nothing of the key in the database, and only the owner says another', async () => {
    const { rows } = await t.owner.query<{ line: string }>('select m::text as line from master_key m');
    expect(rows).toEqual([{ line: `(t,${masterKeyId(RIGHT)})` }]);
    for (const role of ['madoguchi_app', 'madoguchi_worker']) {
      for (const sql of ["update master_key set key_id = 'x'", 'delete from master_key']) {
        await t.owner.query(`begin; set local role ${role}`);
        await expect(t.owner.query(sql)).rejects.toThrow(/permission denied/);
        await t.owner.query('rollback');
      }
    }
  });

  it('is taken beside the right one, and after the rotation it is the right one', async () => {
    expect(await starts(NEXT, RIGHT)).toEqual(['started', 'started']);
    await rotateMasterKey(t.database.ownerUrl, { masterKey: NEXT, earlierMasterKeys: [RIGHT] }, t.clock.now());
    expect(await starts(NEXT)).toEqual(['started', 'started']);
    expect(await starts(RIGHT)).toEqual([expect.stringContaining('MASTER_KEY'), expect.stringContaining('MASTER_KEY')]);
    await rotateMasterKey(t.database.ownerUrl, { masterKey: RIGHT, earlierMasterKeys: [NEXT] }, t.clock.now());
    expect(await search()).toBe(200);
  });
});
