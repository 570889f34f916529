import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile, refuseForeignRecord, SealAudit } from '@madoguchi/audit';
import { createLogger, Housekeeping, openSource, type Settings } from '@madoguchi/platform';
import { Client } from 'pg';
import { examine } from '../../../apps/cli/src/doctor';
import { restoreAudit } from '../../../apps/cli/src/restore-audit';
import { describeReport, verifyAuditOf } from '../../../apps/cli/src/verify-audit';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { eventually } from '../../support/eventually';

// Real: events as the application appends them, sealed by the worker's role. The other server is this one, whose transactions count
// lower by a million than those under which the record was written; an older backup is made by taking away what came after it.
const AHEAD = 1_000_000;

let database: TestDatabase;
let owner: Client;
let folder: string;
const clock = { now: () => new Date() };
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-restored-'));
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (): Settings => ({
  port: 0, dataDir: '.data/test', production: false, connections: database.connections, sessionSecret: 's'.repeat(40), masterKey: Buffer.alloc(32, 7), earlierMasterKeys: [],
  webRoot: undefined, behindProxy: false, clock, auditDir: folder, durableCommits: true, databaseCores: 2, oidc: undefined,
});

async function append(times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await owner.query('begin');
    await owner.query("select set_config('app.now', $1, true), set_config('role', 'madoguchi_app', true)", [clock.now().toISOString()]);
    await owner.query("select audit_append('clients.open', array[gen_random_uuid()], '{}')");
    await owner.query('commit');
  }
}

const count = async (): Promise<number> => (await owner.query<{ n: number }>('select count(*)::integer as n from audit_event')).rows[0]?.n ?? 0;

async function startOfWorker(): Promise<void> {
  const source = await openSource('test', database.connections.worker, { max: 1 });
  try {
    await refuseForeignRecord(new Housekeeping(source, settings()));
  } finally {
    await source.destroy();
  }
}

/** Until everything is sealed: a transaction of any database on the server holds it back a little. */
async function sealAll(): Promise<void> {
  const source = await openSource('test', database.connections.worker, { max: 1 });
  const sealer = new SealAudit(new Housekeeping(source, settings()), settings(), createLogger('worker', 'silent'));
  const all = await count();
  try {
    await eventually(async () => {
      await sealer.run();
      return (await owner.query('select 1 from audit_checkpoint where size >= $1', [all])).rows.length > 0 || CheckpointFile.open(folder).last()?.size === all ? true : undefined;
    });
  } finally {
    await source.destroy();
  }
}

const verify = () => verifyAuditOf(database.ownerUrl, folder, { now: clock.now() });
const restore = () => restoreAudit(database.ownerUrl, folder, clock.now());
const newest = async (): Promise<number> => (await owner.query<{ n: number }>('select max(number) as n from audit_checkpoint')).rows[0]?.n ?? 0;

/** What a backup that was taken at this moment would hold. */
async function backup(): Promise<() => Promise<void>> {
  const { rows } = await owner.query<{ id: string }>('select id from audit_event');
  const number = await newest();
  return async () => {
    await owner.query('delete from audit_subject where event_id <> all($1::uuid[])', [rows.map(({ id }) => id)]);
    await owner.query('delete from audit_event where id <> all($1::uuid[])', [rows.map(({ id }) => id)]);
    await owner.query('delete from audit_checkpoint where number > $1', [number]);
  };
}

/** A record that was written where transactions counted higher, in two checkpoints and with two events that are not sealed. */
async function fromAnotherServer(): Promise<void> {
  await owner.query('update audit_seal set ahead = $1', [AHEAD]);
  await append(3);
  await sealAll();
  await append(4);
  await sealAll();
  await append(2);
  await owner.query('update audit_seal set ahead = 0');
}

describe('a record that was restored', () => {
  it('into a server whose transactions count lower takes no event that could not be sealed, and worker and doctor say what to do', async () => {
    await fromAnotherServer();
    await expect(append(1)).rejects.toThrow(/run restore-audit/);
    await owner.query('rollback');
    await expect(startOfWorker()).rejects.toThrow(/"restore-audit"/);
    const { app, worker, counter, queue } = database.connections;
    const environment = { DATABASE_URL_APP: app, DATABASE_URL_WORKER: worker, DATABASE_URL_COUNTER: counter, DATABASE_URL_QUEUE: queue, MASTER_KEY: 'x' };
    const found = await examine({ ...environment, SESSION_SECRET: 's'.repeat(32) });
    expect(found.find(({ about }) => about === 'audit record')?.remedy).toMatch(/"restore-audit"/);

    expect(await restore()).toMatchObject({ lost: 0, sealed: 2 });
    await startOfWorker();
    await append(3);
    await sealAll();
    const report = await verify();
    expect(report.finding).toMatchObject({ kind: 'sound', rows: await count() });
    expect(describeReport(report)).toMatch(/Restored from a backup.*every sealed event was in it/);
    expect(await restore()).toBeUndefined();
  });

  it('from a backup older than its folder tells how many events are missing; what is written before it is told is kept and sealed', async () => {
    await append(3);
    await sealAll();
    await append(2);
    const restoreBackup = await backup();
    await sealAll();
    await append(4);
    await sealAll();
    await restoreBackup();
    // Two of six that were sealed after it were in the backup; a sealer that does not know must not take that for a crash.
    const before = CheckpointFile.open(folder).last()?.number ?? 0;
    expect((await verify()).finding.kind).not.toBe('sound');
    await append(2);
    const done = await restore();
    expect(done).toEqual({ number: before + 1, lost: 4, sealed: 2 });
    await append(1);
    await sealAll();
    const report = await verify();
    expect(report.findings).toEqual([]);
    expect(report.restores).toEqual([expect.stringMatching(/4 events that checkpoints \d+ to \d+ sealed were not in it/)]);
  });

  it('hides nothing more: an event that is taken away, changed or put into the stretches behind the backup is found', async () => {
    await append(3);
    await sealAll();
    await append(3);
    const restoreBackup = await backup();
    await append(2);
    await sealAll();
    await restoreBackup();
    await restore();
    await append(2);
    await sealAll();
    expect((await verify()).findings).toEqual([]);
    const behind = 'select id from audit_event order by xid, id offset 4 limit 1';
    for (const [sql, kind] of [
      [`delete from audit_subject where event_id = (${behind}); delete from audit_event where id = (${behind})`, 'wrong_loss'],
      [`update audit_event set action = 'clients.search' where id = (${behind})`, 'wrong_loss'],
      [`insert into audit_event (id, at, request_id, action, subjects, detail, xid, leaf_version, leaf_hash) select gen_random_uuid(), at, request_id, action, subjects, detail, xid, leaf_version, leaf_hash from audit_event where id = (${behind})`, 'inserted'],
      ['update audit_seal set ahead = ahead + 1', 'no_seal_row'],
    ] as const) {
      const saved = await owner.query<Record<string, unknown>>('select * from audit_seal');
      await owner.query('create temp table kept_event as table audit_event; create temp table kept_subject as table audit_subject');
      await owner.query(sql);
      expect({ sql, kind: (await verify()).finding.kind }).toEqual({ sql, kind });
      await owner.query('delete from audit_subject; delete from audit_event; insert into audit_event select * from kept_event; insert into audit_subject select * from kept_subject; drop table kept_event, kept_subject');
      await owner.query('update audit_seal set ahead = $1', [saved.rows[0]?.['ahead']]);
    }
    expect((await verify()).findings).toEqual([]);
  });

  it('again, from a backup older than the first restore, leaves that one behind too', async () => {
    await fromAnotherServer();
    const restoreBackup = await backup();
    await restore();
    await append(2);
    await sealAll();
    await restoreBackup();
    await owner.query('update audit_seal set ahead = 0');
    expect(await restore()).toMatchObject({ lost: 3 });
    await append(1);
    await sealAll();
    const report = await verify();
    expect(report.findings).toEqual([]);
    expect(report.restores).toHaveLength(2);
  });

  it('is told of with nobody at work, and with its own folder alone', async () => {
    await fromAnotherServer();
    const worker = new Client({ connectionString: database.connections.worker });
    await worker.connect();
    await expect(restore()).rejects.toThrow(/stop them first/);
    await worker.end();
    await eventually(async () => ((await owner.query("select 1 from pg_stat_activity where datname = current_database() and usename = 'madoguchi_worker'")).rows.length === 0 ? true : undefined));
    await owner.query("update audit_checkpoint set hash = 'x' where number = (select max(number) from audit_checkpoint)");
    await expect(restore()).rejects.toThrow(/of another record/);
    rmSync(join(folder, 'checkpoints.jsonl'));
    await expect(restore()).rejects.toThrow(/There is no checkpoint/);
  });
});
