import { RequestExport, WriteExport } from '@madoguchi/exports';
import { isoDate } from '@madoguchi/kernel';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import type { Person, Saved } from '../../world/world';

// Real: HTTP and PostgreSQL; the files are written by the use case that the job runs.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
});
afterAll(() => t.stop());

async function fileOf(login: string): Promise<string> {
  const ctx = t.ctx(login, 'report');
  const { id } = await t.app.get(RequestExport, { strict: false }).run(ctx, { format: 'csv', month: isoDate('2026-11-01'), reason: '実績の報告' });
  await t.app.get(WriteExport, { strict: false }).run(ctx, id);
  return id;
}

const rehearsed = async (consent: Saved): Promise<readonly { readonly id: string; readonly officeName: string }[]> =>
  (await ok<{ exports: { id: string; officeName: string }[] }>(cw.get(`/consents/${consent.id}/withdrawal-rehearsal`))).exports;

describe('a withdrawal and the files that were made before', () => {
  let person: Person;
  let consent: Saved;
  let theirs: string;
  let own: string;
  beforeAll(async () => {
    person = await t.world.person();
    consent = await t.world.consent(person);
    await t.world.move(await t.world.sentRequest(person), 'take');
    theirs = await fileOf('navi1');
    own = await fileOf('cw1');
  });

  it('is told beforehand which of them it will close: the receiver’s, not the own', async () => {
    expect(await rehearsed(consent)).toEqual([expect.objectContaining({ id: theirs, officeName: '山口公共職業安定所' })]);
  });

  it('closes them, also where a file shows no more than a number', async () => {
    expect((await navi.get(`/exports/${theirs}/file`)).status).toBe(200);
    await ok(cw.post(`/consents/${consent.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
    expect(await navi.get(`/exports/${theirs}/file`)).toMatchObject({ status: 409, body: { code: 'export_closed' } });
    expect((await cw.get(`/exports/${own}/file`)).status).toBe(200);
    const { rows } = await t.owner.query<{ item_group: string }>('select distinct item_group from export_person where export_id = $1', [theirs]);
    expect(rows.map((row) => row.item_group)).toContain('number');
  });

  it('names no file of somebody who was never in one', async () => {
    const other = await t.world.person();
    expect(await rehearsed(await t.world.consent(other))).toEqual([]);
  });
});
