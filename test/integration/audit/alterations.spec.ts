import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheckpointFile, SealAudit } from '@madoguchi/audit';
import { createLogger, Housekeeping, openSource } from '@madoguchi/platform';
import { destroyPersonKey } from '../../../apps/cli/src/destroy-person-key';
import { type AuditReport, verifyAuditOf, verifyInSnapshot } from '../../../apps/cli/src/verify-audit';
import { startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { expectOk, PERSON } from '../../world/over-http';
import { type Alteration, alterationsOf, TABLES, unlock } from './alterations';

// Real: a record that the application wrote and the worker sealed; each alteration is a superuser's, in a transaction that is undone.
const LONG = process.env['MADOGUCHI_TEST_LONG'] === '1';
/** Rows of each table to alter, and the most alterations to do: the long form does all of them. */
const ROWS = LONG ? 16 : 3;
const MOST = LONG ? Infinity : 300;

let t: TestApp;
let folder: string;
let fingerprint: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'));
  t = await startTestApp({ auditDir: folder });
  // The sealer alone: a worker would go on sealing while the record is altered.
  const source = await openSource('test', t.database.connections.worker, { max: 1 });
  const sealer = new SealAudit(new Housekeeping(source, t.settings), t.settings, createLogger('worker', 'error'));
  const cw = await t.signIn('cw1');
  const client = expectOk(await cw.post<{ id: string }>('/clients', PERSON));
  const sealAll = () =>
    eventually(async () => {
      await sealer.run();
      const { rows } = await t.owner.query("select 1 from audit_event where xid >= coalesce((select max(until_xid::text::bigint) from audit_checkpoint)::text::xid8, '0')");
      return rows.length === 0 ? true : undefined;
    });
  await sealAll();
  expectOk(await cw.put(`/clients/${client.id}/contact`, { version: 1, phone: '090-0000-1111', address: PERSON.address }));
  for (const text of ['アオ', 'アカ', 'キン']) expectOk(await cw.post('/clients/search', { text }));
  await sealAll();
  expectOk(await cw.get(`/clients/${client.id}`));
  await sealAll();
  await source.destroy();
  fingerprint = (await verify()).keyFingerprint ?? '';
}, 60_000);
afterAll(async () => {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

const verify = (): Promise<AuditReport> => verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now(), fingerprint: fingerprint || undefined });

/** What verify-audit says of one alteration, later than the grace of what is on its way. */
async function foundAfter(alteration: Alteration): Promise<Pick<AuditReport, 'findings'> | 'refused'> {
  const altered = mkdtempSync(join(tmpdir(), 'madoguchi-altered-'));
  cpSync(folder, altered, { recursive: true });
  const last = CheckpointFile.open(folder).last()?.number ?? 0;
  await t.owner.query('savepoint sound');
  try {
    try {
      await alteration.run({ client: t.owner, folder: altered });
    } catch (error) {
      if (alteration.weak && /permission denied|must be owner/.test((error as Error).message)) return 'refused';
      throw error;
    }
    return await verifyInSnapshot(t.owner, altered, last, { now: new Date(t.clock.now().getTime() + 61_000), fingerprint });
  } finally {
    await t.owner.query('rollback to savepoint sound');
    rmSync(altered, { recursive: true, force: true });
  }
}

describe('an altered record', () => {
  beforeEach(async () => {
    await t.owner.query('begin');
    await unlock(t.owner);
  });
  afterEach(() => t.owner.query('rollback'));

  it('was sound before', async () => {
    const untouched = await foundAfter({ kind: 'nothing', run: () => undefined });
    expect(untouched).toMatchObject({ findings: [] });
    for (const table of TABLES) expect((await t.owner.query(`select 1 from ${table}`)).rows.length).toBeGreaterThan(1);
  });

  it(
    'is named whatever was done: every column flipped and nulled, every row deleted, repeated and made up, every line of the folder, by a superuser and by weak roles',
    async () => {
      const all: Alteration[] = [];
      for (let n = 0; n < ROWS; n += 1) all.push(...(await alterationsOf(t.owner, n)));
      const kinds = new Set(all.map(({ kind }) => kind));
      // The short form does every kind once, and of the rest as many as its time allows.
      const chosen = all.slice(0, Math.max(kinds.size, Math.min(MOST, all.length)));
      const unseen: string[] = [];
      for (const alteration of chosen) {
        const found = await foundAfter(alteration);
        if (found !== 'refused' && found.findings.length === 0) unseen.push(alteration.kind);
      }
      expect(unseen).toEqual([]);
      expect(kinds.size).toBeGreaterThanOrEqual(40);
      if (LONG) expect(chosen.filter(({ weak }) => !weak).length).toBeGreaterThanOrEqual(2_000);
    },
    LONG ? 900_000 : 60_000,
  );

});

describe('a record', () => {
  it('is sound after a key was destroyed as it should be', async () => {
    const { rows } = await t.owner.query<{ number: string }>('select p.number from person p join audit_key k on k.person_id = p.id limit 1');
    expect(await destroyPersonKey(t.database.ownerUrl, rows[0]?.number ?? '', t.clock.now())).toBe(true);
    const report = await verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now(), fingerprint });
    expect(report.findings).toEqual([]);
  });
});
