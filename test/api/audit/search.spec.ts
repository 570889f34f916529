import { SealAudit } from '@madoguchi/audit';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staffId } from '../../../apps/cli/src/demo/organisations';
import { eventually } from '../../support/eventually';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas, Walk } from '../../world/over-http';

// Real: HTTP, audit rows of real work, folded by the worker when it seals them.
let t: TestApp;
let folder: string;
let number: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'));
  t = await startTestApp({ auditDir: folder });
  const [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
  const walk = new Walk(cw, await t.signIn('kakaricho'), navi);
  const { client } = await walk.toAcceptance();
  number = client.number;
  await walk.register({ familyKana: 'ベツ', birthDate: '1990-01-01' });
  await cw.get(`/clients/${client.id}`);
  await navi.get(`/clients/${client.id}`);
  const sealer = (await t.startWorker()).context.get(SealAudit);
  await eventually(async () => {
    await sealer.run();
    const open = "select 1 from audit_event e where e.action = 'clients.open' and not exists (select 1 from audit_subject u where u.event_id = e.id)";
    return (await t.owner.query(open)).rowCount === 0 || undefined;
  });
});
afterAll(async () => {
  await t.stop();
  rmSync(folder, { recursive: true, force: true });
});

const today = { from: '2026-11-20', until: '2026-11-20' };
const search = async (question: object) => expectOk(await (await t.signIn('kansa')).post<Schemas['AuditPageDto']>('/audit/search', question));

describe('the auditor', () => {
  it('finds who of the own organisation looked at a person, by record number, and reads no name', async () => {
    const { lines } = await search({ ...today, number });
    expect(lines.map((line) => line.action)).toEqual(expect.arrayContaining(['clients.register', 'clients.open', 'referrals.decide']));
    expect(new Set(lines.map((line) => line.officeName))).toEqual(new Set(['山口市福祉事務所']));
    expect(lines.every((line) => line.numbers.includes(number))).toBe(true);
    expect(JSON.stringify(lines)).not.toContain('𠮷田');
  });

  it('narrows by staff, action and day, newest first', async () => {
    const { lines } = await search({ ...today, staffId: staffId('cw1'), action: 'clients.register' });
    expect(lines).toHaveLength(2);
    expect([...lines].sort((a, b) => b.at.localeCompare(a.at))).toEqual(lines);
    expect((await search({ from: '2026-11-21', until: '2026-11-30' })).lines.filter((line) => line.action !== 'audit.search')).toEqual([]);
  });

  it('is recorded too', async () => {
    await search({ ...today, number });
    const { lines } = await search({ ...today, action: 'audit.search' });
    expect(lines[0]).toMatchObject({ staffName: '三宅 正', action: 'audit.search' });
  });

  it('is nobody else: other roles get nothing, also from the table', async () => {
    for (const login of ['cw1', 'kakaricho', 'kanri', 'keikaku']) {
      const who = await t.signIn(login);
      expect((await who.post('/audit/search', today)).status).toBe(403);
      await t.owner.query('begin');
      await t.owner.query('set local role madoguchi_app');
      await t.owner.query("select set_config('app.assignment', $1, true), set_config('app.now', '2026-11-20T01:00:00Z', true), set_config('app.purpose', 'support', true)", [who.assignment]);
      const { rows } = await t.owner.query('select (select count(*) from audit_event)::int as events, (select count(*) from audit_subject)::int as subjects');
      await t.owner.query('rollback');
      expect(rows).toEqual([{ events: 0, subjects: 0 }]);
    }
  });

  it.each([
    ['a number of another shape', { number: '12345' }, 'number', 'format'],
    ['a day that does not exist', { from: '2026-02-30' }, 'from', 'date'],
    ['a cursor that was made up', { cursor: 'x' }, 'cursor', 'format'],
  ])('is told which field is wrong: %s', async (_what, wrong, field, code) => {
    const answer = await (await t.signIn('kansa')).post('/audit/search', { ...today, ...wrong });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
  });
});
