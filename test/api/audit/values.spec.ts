import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '@madoguchi/platform';
import { AuditTrail, changeOf, DestroyPersonKey, SealAudit } from '@madoguchi/audit';
import { createLogger, TransactionRunner } from '@madoguchi/platform';
import { destroyPersonKey } from '../../../apps/cli/src/destroy-person-key';
import { rotateMasterKey } from '../../../apps/cli/src/rotate-master-key';
import { verifyAuditOf } from '../../../apps/cli/src/verify-audit';
import { startTestApp, type TestApp } from '../../support/app';
import { eventually } from '../../support/eventually';
import { expectOk, PERSON, type Schemas, Walk } from '../../world/over-http';

// Real: HTTP, PostgreSQL, the worker's sealer and file, the log's own writer; the vandal and the operator are the owner.
let t: TestApp;
let folder: string;
let walk: Walk;
let logged: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'));
  logged = '';
  const sink = { write: (line: string) => void (logged += line) };
  t = await startTestApp({ auditDir: folder, logger: createLogger('api', 'trace', sink) });
  walk = new Walk(await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'));
});
afterEach(async () => {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

const today = { from: '2026-11-20', until: '2026-11-20' };

/** What an auditor is shown of the newest event of an action. */
async function shown(action: string): Promise<readonly Schemas['AuditValuesDto'][]> {
  const auditor = await t.signIn('kansa');
  const { lines } = expectOk(await auditor.post<Schemas['AuditPageDto']>('/audit/search', { ...today, action }));
  const id = lines.find((line) => line.sealed)?.id ?? '';
  return expectOk(await auditor.get<Schemas['AuditEventDto']>(`/audit/events/${id}`)).values;
}

async function sealAll(): Promise<void> {
  const sealer = (await t.startWorker()).context.get(SealAudit);
  await eventually(async () => {
    await sealer.run();
    const { rows } = await t.owner.query<{ n: number }>(
      "select count(*)::int as n from audit_event where xid >= coalesce((select max(until_xid::text::bigint) from audit_checkpoint)::text::xid8, '0')",
    );
    return rows[0]?.n === 0 ? true : undefined;
  });
}

const finding = async () => (await verifyAuditOf(t.database.ownerUrl, folder, { now: t.clock.now() })).finding;

async function edited(): Promise<Schemas['RegisteredDto']> {
  const client = await walk.register();
  expectOk(await walk.caseworker.put(`/clients/${client.id}/contact`, { version: 1, phone: '090-0000-1111', address: PERSON.address }));
  return client;
}

describe('what a write changed', () => {
  it('is shown to an auditor of the own organisation field by field, and opening it is recorded', async () => {
    const { number } = await edited();
    expect(await shown('clients.edit')).toEqual([
      { number, destroyed: false, withheld: false, text: null, fields: [{ field: 'phone', before: '083-000-4321', after: '090-0000-1111' }] },
    ]);
    expect((await shown('clients.register'))[0]?.fields).toContainEqual({ field: 'familyName', before: null, after: '𠮷田' });
    const { rows } = await t.owner.query("select 1 from audit_event where action = 'audit.open-event' and cardinality(subjects) = 1");
    expect(rows).toHaveLength(2);
  });

  it('covers status, closing, consent, withdrawal and the packet, and every field has a word', async () => {
    const { client, consent } = await walk.toAcceptance({ openedOn: '2026-11-01' });
    expectOk(await walk.caseworker.post(`/clients/${client.id}/welfare-status`, { status: 'welfare_ended', validFrom: '2026-11-20' }));
    t.clock.addSeconds(1);
    expectOk(await walk.caseworker.put(`/clients/${client.id}/health`, { version: 0, conditionNote: '腰痛', obstacleNote: '' }));
    expectOk(await walk.caseworker.post(`/consents/${consent.id}/withdraw`, { version: consent.version, withdrawnOn: '2026-11-20', supportContinues: 'yes', note: '本人の申出' }));
    expectOk(await walk.caseworker.post(`/clients/${client.id}/case/close`, { version: 1, caseId: client.caseId, closedOn: '2026-11-20', reason: 'retained' }));
    const measure = expectOk(await walk.caseworker.post<{ id: string }>(`/clients/${client.id}/protection`, { kind: 'official', startedOn: '2026-11-20', expiresOn: '2027-11-19' }));
    expectOk(await walk.caseworker.post(`/protection/${measure.id}/adversaries`, { name: '𠮷田 次郎', relation: 'former_spouse' }));
    // Of a protected person nothing is shown: the measure has ended when the auditor looks.
    expectOk(await walk.caseworker.post(`/protection/${measure.id}/ask-end`, { version: 1, reason: '転居のため', answeredOn: '2026-11-20', answeredBy: '山口市 市民課' }));
    expectOk(await (await t.signIn('kakaricho')).post(`/protection/${measure.id}/confirm-end`, { version: 2 }));
    const all = (await Promise.all(['clients.register', 'clients.edit', 'clients.close-case', 'consents.record', 'consents.withdraw', 'referrals.draft', 'protection.record', 'protection.name-adversary'].map(shown))).flat();
    const fields = all.flatMap((one) => one.fields);
    expect(fields).toContainEqual({ field: 'conditionNote', before: null, after: '腰痛' });
    expect(fields).toContainEqual({ field: 'closingReason', before: null, after: 'retained' });
    expect(fields).toContainEqual({ field: 'withdrawalNote', before: null, after: '本人の申出' });
    expect(fields).toContainEqual({ field: 'protectionExpiresOn', before: null, after: '2027-11-19' });
    expect(fields.find((one) => one.field === 'part.basic')?.after).toMatch(/^9文字 SHA-256 [0-9a-f]{64}$/);
    const known = new Set((await t.owner.query<{ code: string }>("select code from code where kind = 'audit_field'")).rows.map((row) => row.code));
    expect(fields.map((one) => one.field).filter((field) => !known.has(field) && !field.startsWith('part.'))).toEqual([]);
  });

  it('is nobody else’s: not of other roles, not of another organisation', async () => {
    await edited();
    const { rows } = await t.owner.query<{ id: string }>("select id from audit_event where action = 'clients.edit'");
    const path = `/audit/events/${rows[0]?.id}`;
    expect((await walk.caseworker.get(path)).status).toBe(403);
    await t.owner.query("update assignment set office_id = (select id from office where kind = 'hello_work' limit 1) where id = $1", [(await t.signIn('kansa')).assignment]);
    expect((await (await t.signIn('kansa')).get(path)).status).toBe(404);
  });

  it('stands nowhere in plain: not in the tables of the record, the outbox or the answers kept, nor in the log', async () => {
    await walk.toAcceptance();
    expectOk(await walk.caseworker.post('/clients/search', { text: 'ヨシダ アオイ' }));
    expectOk(await walk.caseworker.post('/clients/duplicates', { familyKana: 'ヨシダ', givenKana: 'アオイ', birthDate: PERSON.birthDate }));
    const tables = ['audit_event', 'audit_key', 'audit_subject', 'audit_checkpoint', 'outbox', 'inbox', 'idempotency_key'];
    const { rows } = await t.owner.query<{ line: string }>(tables.map((table) => `select x::text as line from ${table} x`).join(' union all '));
    const text = `${rows.map((row) => row.line).join('\n')}\n${logged}`;
    expect(text).toContain('clients.search');
    expect(logged).toContain('"event":"request"');
    for (const value of [PERSON.familyName, PERSON.familyKana, PERSON.givenKana, PERSON.birthDate, PERSON.phone, PERSON.address, PERSON.chiefComplaint, '就労の意欲']) {
      expect(text).not.toContain(value);
    }
  });
});

describe('the text of a search', () => {
  it('holds no digit of what may be a マイナンバー, wherever it was typed', async () => {
    expectOk(await walk.caseworker.post('/clients/search', { text: '1234／5678 ９０１８' }));
    expect((await shown('clients.search'))[0]?.text).toBe('●●●●／●●●● ●●●●');
  });

  it('is shown to an auditor, under a key of the month', async () => {
    expectOk(await walk.caseworker.post('/clients/search', { text: 'ナイ ヒト' }));
    expect(await shown('clients.search')).toEqual([{ number: null, destroyed: false, withheld: false, fields: [], text: 'ナイ ヒト' }]);
    const { rows } = await t.owner.query('select month, person_id from audit_key');
    expect(rows).toEqual([{ month: '2026-11', person_id: null }]);
  });
});

describe('a key of a person', () => {
  it('is one, however many first writes come at once', async () => {
    const client = await walk.register();
    // As if nothing had been recorded of this person: the key of the registration is set aside.
    await t.owner.query('update audit_key set person_id = gen_random_uuid() where person_id = $1', [client.id]);
    const [runner, trail] = [t.app.get(TransactionRunner), t.app.get(AuditTrail)];
    // As many as there are connections.
    const AT_ONCE = 5;
    let [begun, all]: [number, () => void] = [0, () => undefined];
    const together = new Promise<void>((resolve) => (all = resolve));
    const note = (text: string) =>
      runner.run(t.ctx('cw1'), async (tx) => {
        if ((begun += 1) === AT_ONCE) all();
        await together;
        await trail.record(tx, { action: 'clients.edit', subjects: [client.id], values: [changeOf(client.id, null, { contactNote: text })] });
      });
    await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => note(`書込み${n}`)));
    const { rows } = await t.owner.query('select 1 from audit_key where person_id = $1', [client.id]);
    expect(rows).toHaveLength(1);
    expect((await shown('clients.edit'))[0]?.fields[0]?.after).toMatch(/^書込み\d$/);
  });

  it('waits for the first write that has not ended yet, and takes over when that one fails', async () => {
    const client = await walk.register();
    await t.owner.query('update audit_key set person_id = gen_random_uuid() where person_id = $1', [client.id]);
    const [runner, trail] = [t.app.get(TransactionRunner), t.app.get(AuditTrail)];
    const entry = { action: 'clients.edit', subjects: [client.id], values: [changeOf(client.id, null, { contactNote: '一' })] };
    let fail: (error: Error) => void = () => undefined;
    const held = new Promise<void>((_, reject) => (fail = reject));
    let began: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (began = resolve));
    const first = runner.run(t.ctx('cw1'), async (tx) => {
      await trail.record(tx, entry);
      began();
      await held;
    });
    await begun;
    const second = runner.run(t.ctx('cw1'), (tx) => trail.record(tx, entry));
    await eventually(async () => ((await t.owner.query("select 1 from pg_locks where not granted and locktype = 'transactionid'")).rowCount ? true : undefined));
    fail(new Error('failed'));
    await expect(first).rejects.toThrow('failed');
    await second;
    expect((await t.owner.query('select 1 from audit_key where person_id = $1', [client.id])).rowCount).toBe(1);
    expect((await shown('clients.edit'))[0]?.fields).toEqual([{ field: 'contactNote', before: null, after: '一' }]);
  });

  it('destroyed leaves the record sound and its values gone; what is written later is readable', async () => {
    const client = await edited();
    await sealAll();
    const kept = (await t.owner.query<{ wrapped: Buffer }>('select wrapped from audit_key where person_id = $1', [client.id])).rows[0]?.wrapped;
    expect(await destroyPersonKey(t.database.ownerUrl, client.number, t.clock.now())).toBe(true);
    expect(await finding()).toMatchObject({ kind: 'sound' });
    expect(await shown('clients.edit')).toEqual([{ number: client.number, destroyed: true, withheld: false, fields: [], text: null }]);
    const { rows } = await t.owner.query<{ line: string }>('select k::text as line from audit_key k where person_id = $1', [client.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.line).not.toContain(kept?.toString('hex'));
    expect((await t.owner.query("select subjects from audit_event where action = 'audit.destroy-key'")).rows).toEqual([{ subjects: [client.id] }]);
    expect(await destroyPersonKey(t.database.ownerUrl, client.number, t.clock.now())).toBe(false);

    t.clock.addSeconds(1);
    expectOk(await walk.caseworker.put(`/clients/${client.id}/contact`, { version: 2, phone: '080-0000-2222', address: PERSON.address }));
    expect((await shown('clients.edit'))[0]?.fields).toEqual([{ field: 'phone', before: '090-0000-1111', after: '080-0000-2222' }]);
    await sealAll();
    expect(await finding()).toMatchObject({ kind: 'sound' });
  });

  it('is not destroyed by the application while a fiscal year of the person is open', async () => {
    const client = await walk.register();
    const destroy = t.app.get(TransactionRunner).run(t.ctx('kakaricho'), (tx) => t.app.get(DestroyPersonKey).run(tx, client.id));
    await expect(destroy).rejects.toMatchObject({ code: 'year_not_closed' });
    expect((await shown('clients.register'))[0]?.destroyed).toBe(false);
  });

  it('cannot be read, changed or deleted by the roles that run the product, nor destroyed past the check', async () => {
    const client = await walk.register();
    for (const role of ['madoguchi_app', 'madoguchi_worker']) {
      for (const sql of ['select * from audit_key', "update audit_key set month = 'x'", 'delete from audit_key', 'truncate audit_key', `select audit_drop_person_key('${client.id}')`]) {
        await t.owner.query('begin');
        await t.owner.query(`set local role ${role}`);
        await expect(t.owner.query(sql)).rejects.toThrow(/permission denied/);
        await t.owner.query('rollback');
      }
    }
  });

  it('is no use to another row: exchanged ciphertexts are found, and open neither', async () => {
    await edited();
    await walk.register({ familyKana: 'ベツ', birthDate: '1990-01-01' });
    await sealAll();
    await t.owner.query(
      `with two as (select e.id, e.sealed, row_number() over (order by e.action) as n from audit_event e where e.action in ('clients.edit', 'clients.register') and e.sealed is not null limit 2)
       update audit_event e set sealed = other.sealed from two, two other where e.id = two.id and other.n = 3 - two.n`,
    );
    expect(await finding()).toMatchObject({ kind: 'changed' });
  });

  it('lives on under a new master key, and the earlier one is not needed any more', async () => {
    const client = await edited();
    const keys = { masterKey: Buffer.alloc(32, 9), earlierMasterKeys: [t.settings.masterKey] };
    const before = (await t.owner.query<{ master_key_id: string }>('select distinct master_key_id from audit_key')).rows;
    expect(await rotateMasterKey(t.database.ownerUrl, keys, t.clock.now())).toEqual({ keys: 1, secondFactors: 0 });
    expect(await rotateMasterKey(t.database.ownerUrl, keys, t.clock.now())).toEqual({ keys: 0, secondFactors: 0 });
    expect((await t.owner.query('select distinct master_key_id from audit_key')).rows).not.toEqual(before);
    Object.assign(t.settings, { masterKey: keys.masterKey } satisfies Partial<Settings>);
    expect((await shown('clients.edit'))[0]).toMatchObject({ number: client.number, destroyed: false });
    expectOk(await walk.caseworker.put(`/clients/${client.id}/contact`, { version: 2, phone: '080-0000-2222', address: PERSON.address }));
    await sealAll();
    expect(await finding()).toMatchObject({ kind: 'sound' });
  });
});
