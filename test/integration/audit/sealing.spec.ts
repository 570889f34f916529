import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile, keyFingerprintOf, SealAudit } from '@madoguchi/audit';
import { Client } from 'pg';
import { endTransaction } from '../../../apps/cli/src/end-transaction';
import { checkpointPage } from '../../../apps/cli/src/print-checkpoint';
import { verifyAuditOf, verifyInSnapshot } from '../../../apps/cli/src/verify-audit';
import { eventually } from '../../support/eventually';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, PERSON, type Schemas } from '../../world/over-http';

// Real: audit rows written by the application, sealed by the worker's role, verified against a file; the vandal is a superuser.
let t: TestApp;
let folder: string;
let sealer: SealAudit;
async function begin(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'));
  t = await startTestApp({ auditDir: folder });
  sealer = (await t.startWorker()).context.get(SealAudit);
}

async function end(): Promise<void> {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
}

const finding = async () => (await verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now() })).finding;

/** Seals what has been written. A transaction of any database on the server that is still open holds sealing back a little. */
async function sealAll(): Promise<void> {
  await eventually(async () => {
    await sealer.run();
    const { rows } = await t.owner.query<{ n: number }>(
      "select count(*)::int as n from audit_event where xid >= coalesce((select max(until_xid::text::bigint) from audit_checkpoint)::text::xid8, '0')",
    );
    return rows[0]?.n === 0 ? true : undefined;
  });
}

/** Some looks and writes of a caseworker, in two checkpoints. The worker seals by its own clock as well. */
async function work(): Promise<void> {
  const cw = await t.signIn('cw1');
  for (const name of ['アオ', 'アカ', 'キン']) await cw.post('/clients', { ...PERSON, familyKana: name, birthDate: '1990-01-01' });
  await sealAll();
  for (const text of ['アオ', 'アカ', 'キン', 'ギン']) await cw.post('/clients/search', { text });
  await sealAll();
}

describe('the audit record', () => {
  beforeAll(async () => {
    await begin();
    await work();
  });
  afterAll(end);

  it('is sealed whole and is sound', async () => {
    const rows = await t.owner.query<{ n: number }>('select count(*)::int as n from audit_event');
    expect(await finding()).toMatchObject({ kind: 'sound', rows: rows.rows[0]?.n });
  });

  it('has a page to print, whose fingerprint is that of the checkpoint it names, also when later ones follow', async () => {
    const page = checkpointPage(folder);
    const number = Number(/封印の番号\s+(\d+)/.exec(page)?.[1]);
    await (await t.signIn('cw1')).post('/clients/search', { text: 'アオ' });
    await sealAll();
    const { finding: found, checkpoint } = await verifyAuditOf(t.database.ownerUrl, folder, { number, now: t.clock.now() });
    expect(found.kind).toBe('sound');
    expect(page.replaceAll(/\s+/g, ' ')).toContain(checkpoint?.fingerprint);
    expect(checkpointPage(folder)).not.toContain(checkpoint?.fingerprint.slice(0, 9));
    const columns = (line: string): number => [...line].reduce((sum, letter) => sum + (letter > '~' ? 2 : 1), 0);
    expect(Math.max(...page.split('\n').map(columns))).toBeLessThanOrEqual(80);
  });

  it.each([
    ['changed', "update audit_event set action = 'clients.search' where action = 'clients.register' and xid = (select min(xid) from audit_event where action = 'clients.register')", 'changed'],
    ['deleted', "delete from audit_subject; delete from audit_event where id = (select id from audit_event where action = 'clients.search' order by xid, id limit 1)", 'deleted'],
    ['inserted', "insert into audit_event (id, at, request_id, action, subjects, detail, xid, leaf_hash) select gen_random_uuid(), at, request_id, action, subjects, detail, xid, leaf_hash from audit_event order by xid limit 1", 'inserted'],
    ['cut off', "delete from audit_subject; delete from audit_event where xid >= (select max(xid) from audit_event)", 'cut_tail'],
  ])('shows the first row that was %s, even by a superuser', async (_what, sql, kind) => {
    const newest = CheckpointFile.open(folder).last()?.number ?? 0;
    await t.owner.query('begin isolation level repeatable read');
    try {
      await t.owner.query(sql);
      const { finding: found } = await verifyInSnapshot(t.owner, folder, newest, { now: t.clock.now() });
      expect(found).toMatchObject({ kind, position: expect.any(Number) as number });
    } finally {
      await t.owner.query('rollback');
    }
  });

  it('cannot be written, changed or read past its function by the roles that run the product', async () => {
    for (const role of ['madoguchi_app', 'madoguchi_worker']) {
      for (const sql of [
        "insert into audit_event (at, request_id, action, subjects, detail, leaf_hash) values (now(), 'x', 'x', '{}', '{}', '')",
        "update audit_event set action = 'x'",
        'delete from audit_event',
        'truncate audit_event',
        'select leaf_hash, action from audit_event',
      ]) {
        await t.owner.query('begin');
        await t.owner.query(`set local role ${role}`);
        await expect(t.owner.query(sql)).rejects.toThrow(/permission denied/);
        await t.owner.query('rollback');
      }
    }
  });
});

describe('the audit record, each time a new one,', () => {
  beforeEach(begin);
  afterEach(end);

  it('shows that the file was cut, and seals no more behind it', async () => {
    await work();
    const lines = readFileSync(join(folder, 'checkpoints.jsonl'), 'utf8').trimEnd().split('\n');
    writeFileSync(join(folder, 'checkpoints.jsonl'), `${lines.slice(0, -1).join('\n')}\n`);
    await t.owner.query('delete from audit_checkpoint where number > $1', [lines.length]);
    expect(await finding()).toMatchObject({ kind: 'cut_file' });
    const cw = await t.signIn('cw1');
    await cw.post('/clients/search', { text: 'アオ' });
    const before = readFileSync(join(folder, 'checkpoints.jsonl'), 'utf8');
    // The database remembers one more than the file by now or will adopt nothing: either way nothing is written over the gap.
    await t.owner.query("insert into audit_checkpoint (number, until_xid, size, hash, sealed_at) values (1000, '1', 1, 'x', now())");
    expect(await sealer.run()).toBe(0);
    expect(readFileSync(join(folder, 'checkpoints.jsonl'), 'utf8')).toBe(before);
  });

  it('goes on after a process was killed between the file and the commit, and over a torn line', async () => {
    await work();
    await t.owner.query('delete from audit_checkpoint where number = (select max(number) from audit_checkpoint)');
    appendFileSync(join(folder, 'checkpoints.jsonl'), '{"number":');
    const cw = await t.signIn('cw1');
    await cw.post('/clients/search', { text: 'ドウ' });
    await sealAll();
    expect(await finding()).toMatchObject({ kind: 'sound' });
  });

  it('is sealed whatever locks a weak role takes, and nobody but the worker can take that of sealing', async () => {
    await work();
    const counter = new Client({ connectionString: t.database.connections.counter });
    await counter.connect();
    try {
      await counter.query('select pg_advisory_lock(7240003)');
      await (await t.signIn('cw1')).post('/clients/search', { text: 'アオ' });
      await sealAll();
      await expect(counter.query('select 1 from audit_seal for update')).rejects.toThrow(/permission denied/);
    } finally {
      await counter.end();
    }
    for (const role of ['madoguchi_app', 'madoguchi_queue', 'madoguchi_gate']) {
      await t.owner.query('begin');
      await t.owner.query(`set local role ${role}`);
      await expect(t.owner.query('select 1 from audit_seal for update')).rejects.toThrow(/permission denied/);
      await t.owner.query('rollback');
    }
  });

  it('tells auditors who holds sealing back, and a command ends that one alone', async () => {
    await work();
    const auditor = await t.signIn('kansa');
    expect(expectOk(await auditor.get<Schemas['SealStatusDto']>('/health/status'))).toMatchObject({ heldBy: null });
    const queue = new Client({ connectionString: t.database.connections.queue });
    queue.on('error', () => undefined);
    await queue.connect();
    await queue.query('begin');
    await queue.query('select pg_current_xact_id()');
    const { rows } = await queue.query<{ pid: number }>('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    const cw = await t.signIn('cw1');
    await cw.post('/clients/search', { text: 'アオ' });
    await sealer.run();
    expect(await endTransaction(t.database.ownerUrl, pid)).toBeUndefined();
    // A minute goes by: for the transaction by the clock of the database, for the lag by that of the product.
    await t.owner.query("update audit_seal set horizon_since = horizon_since - interval '61 seconds'");
    t.clock.addSeconds(61);
    const told = await eventually(async () => {
      const status = expectOk(await auditor.get<Schemas['SealStatusDto']>('/health/status'));
      return status.heldBy ? status : undefined;
    });
    expect(told).toMatchObject({ late: true, heldBy: { role: 'madoguchi_queue', pid } });
    expect((await cw.get('/health/status')).status).toBe(403);
    expect((await finding()).kind).toBe('unsealed');
    expect(await endTransaction(t.database.ownerUrl, pid)).toBe('madoguchi_queue');
    await queue.end().catch(() => undefined);
    await sealAll();
    expect((await t.owner.query("select 1 from audit_event where action = 'audit.end-transaction'")).rows).toHaveLength(1);
  });

  it('of the version before stays sound by its own leaf, and a NULL among its subjects is seen all the same', async () => {
    // As audit_append of 0.4.0 wrote it.
    await t.owner.query(
      `insert into audit_event (id, at, request_id, action, subjects, detail, xid, leaf_hash)
       select r.id, r.at, 'r', 'clients.open', array[r.person], '{}', r.xid, sha256(convert_to(concat_ws(E'\\x1f', r.xid, r.id,
         to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'r', '', '', '', '', 'clients.open', array_to_string(array[r.person], ','), '{}'::jsonb::text, null::text), 'UTF8'))
       from (select gen_random_uuid() as id, gen_random_uuid() as person, $1::timestamptz as at, pg_current_xact_id() as xid offset 0) r`,
      [t.clock.now()],
    );
    await work();
    expect(await finding()).toMatchObject({ kind: 'sound' });
    const other = generateKeyPairSync('ed25519').publicKey;
    const pinned = (fingerprint: string) => verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now(), fingerprint });
    expect((await pinned(keyFingerprintOf(other))).finding.kind).toBe('foreign_key');
    expect((await pinned((await pinned('')).keyFingerprint ?? '')).finding.kind).toBe('sound');
    await t.owner.query('update audit_event set subjects = subjects || null::uuid where leaf_version = 1');
    expect(await finding()).toMatchObject({ kind: 'changed' });
  });
});
