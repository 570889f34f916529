import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';

// Real: HTTP, the composed application, PostgreSQL.
let t: TestApp;
let cw: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
});
afterAll(() => t.stop());

const ADDRESS = { phone: '083-123-4567', postalCode: '7530074', address: '山口市中央1-1', contactNote: '' };

describe('an edit that comes late', () => {
  it('is shown what is stored in the fields of its form, and nothing that the product makes of them', async () => {
    const { id } = await t.world.person({ phone: '083-000-0001' });
    await ok(cw.put(`/clients/${id}/contact`, { version: 1, ...ADDRESS }));
    const late = await cw.put<{ current: object }>(`/clients/${id}/contact`, { version: 1, ...ADDRESS, phone: '083-999-9999' });
    expect(late).toMatchObject({ status: 412, body: { code: 'stale', current: { version: 2, phone: ADDRESS.phone, address: ADDRESS.address } } });
    expect(Object.keys(late.body.current).sort()).toEqual(['address', 'contactNote', 'id', 'phone', 'postalCode', 'version']);
  });

  it.each(['health', 'work-history'])('of %s with a version that nobody has makes no first record', async (part) => {
    const { id } = await t.world.person();
    const body = part === 'health' ? { conditionNote: '腰痛', obstacleNote: '' } : { historyNote: '事務3年' };
    expect(await cw.put(`/clients/${id}/${part}`, { version: 99, ...body })).toMatchObject({ status: 412, body: { code: 'stale', current: { version: 0 } } });
    expect(await ok(cw.put(`/clients/${id}/${part}`, { version: 0, ...body }))).toMatchObject({ version: 1 });
  });
});

describe('a person on a screen', () => {
  it('has a word that changes when what is open changes, and none when nothing is', async () => {
    const person = await t.world.person();
    const shared = { ...person, consent: await t.world.consent(person) };
    await t.world.move(await t.world.sentRequest(person), 'take');
    const navi = await t.signIn('navi1');
    const revision = async (): Promise<string> => (await ok<{ revision: string }>(navi.post(`/clients/${shared.id}/presence`))).revision;
    const before = await revision();
    expect(await revision()).toBe(before);
    await ok(cw.post(`/consents/${shared.consent.id}/narrow`, { version: shared.consent.version, narrowedOn: '2026-11-20', groups: [{ direction: 'to_recipient', itemGroup: 'health' }] }));
    expect(await revision()).not.toBe(before);
    await t.world.withdraw({ ...shared.consent, version: shared.consent.version + 1 });
    expect((await navi.post(`/clients/${shared.id}/presence`)).status).toBe(404);
  });
});
