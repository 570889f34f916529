import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
});
afterAll(() => t.stop());

describe('the disclosure list', () => {
  it('names each sending, what a consent opened, releases, and how often the other side looked', async () => {
    const person = await t.world.person({ familyName: '一覧' });
    await t.world.consent(person);
    await t.world.move(await t.world.sentRequest(person), 'accept');
    await ok(navi.get(`/clients/${person.id}`));
    await foldAudit();
    const { disclosures } = await ok<{ disclosures: { kind: string; legalBasis: string | null; itemGroups: string[]; note: string | null; documentNumber: string | null }[] }>(
      cw.get(`/clients/${person.id}/disclosures`),
    );
    const of = (kind: string) => disclosures.filter((one) => one.kind === kind);
    expect(of('referral')).toMatchObject([{ legalBasis: 'consent', itemGroups: ['basic', 'work_history'] }]);
    expect(of('referral')[0]?.documentNumber).toMatch(/第\d+号$/);
    expect(of('consent')[0]?.itemGroups).toContain('health');
    expect(Number(of('looks')[0]?.note)).toBeGreaterThan(0);
  });

  it('is told to offices that hold the person only', async () => {
    const person = await t.world.person({ familyName: '持主' });
    expect((await (await t.signIn('soudan')).get(`/clients/${person.id}/disclosures`)).status).toBe(404);
    expect((await t.signIn('keikaku').then((one) => one.get(`/clients/${person.id}/disclosures`))).status).toBe(403);
  });
});

/** What the sealer does behind: events are folded by person. */
async function foldAudit(): Promise<void> {
  await t.owner.query("select audit_fold('0'::xid8, pg_current_xact_id())");
}
