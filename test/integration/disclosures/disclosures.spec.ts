import { isoDate } from '@madoguchi/kernel';
import { RecordProtection } from '@madoguchi/protection';
import { OFFICES } from '../../../apps/cli/src/demo/organisations';
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

  it('counts one sitting as one look, of however many pages', async () => {
    const person = await t.world.sharedPerson({ familyName: '着席' });
    const looks = async (): Promise<number> => {
      await foldAudit();
      const { disclosures } = await ok<{ disclosures: { kind: string; note: string }[] }>(cw.get(`/clients/${person.id}/disclosures`));
      return Number(disclosures.find((one) => one.kind === 'looks')?.note);
    };
    await ok(navi.get(`/clients/${person.id}`));
    const before = await looks();
    for (let page = 0; page < 10; page += 1) {
      t.clock.addSeconds(30);
      await ok(navi.get(`/clients/${person.id}`));
    }
    expect(await looks()).toBe(before);
    t.clock.addSeconds(3_600);
    try {
      await ok(navi.get(`/clients/${person.id}`));
      expect(await looks()).toBe(before + 1);
    } finally {
      t.clock.set('2026-11-20T01:00:00Z');
    }
  });

  it('names no office to a colleague’s office that looks exceptionally, and under a measure only what one takes part in', async () => {
    const person = await t.world.sharedPerson({ familyName: '姉妹' });
    const [desk, decider] = [await t.signIn('soudan'), await t.signIn('kakaricho')];
    const list = async (who: ApiSession): Promise<readonly object[]> => (await ok<{ disclosures: object[] }>(who.get(`/clients/${person.id}/disclosures`))).disclosures;
    const { basic } = await ok<{ basic: { birthDate: string } }>(cw.get(`/clients/${person.id}`));
    const question = { number: person.number, birthDate: basic.birthDate, itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1 };
    await ok(desk.post('/exceptional-access', question));
    const { received } = await ok<{ received: { id: string }[] }>(decider.get('/exceptional-access'));
    await ok(decider.post(`/exceptional-access/${received[0]?.id}/decide`, { version: 1, decision: 'approved' }));
    expect((await list(cw)).length).toBeGreaterThan(0);
    expect(await list(desk)).toEqual([]);

    // Another office of the city works with the person as well: it reads the organisation's list until a measure is in force.
    await t.owner.query(
      `insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
       select p.id, $2, p.source_organisation_id, 'authorship', p.id, 'support', access_all_groups(), '-infinity', 'infinity' from person p where p.id = $1`,
      [person.id, OFFICES.singleParent.id],
    );
    await t.owner.query('select access_rebuild($1)', [person.id]);
    const colleague = await t.signIn('hitorioya');
    expect((await list(colleague)).length).toBeGreaterThan(0);
    await t.app.get(RecordProtection, { strict: false }).run(t.ctx('cw1'), { personId: person.id, kind: 'local', startedOn: isoDate('2026-11-20'), companions: [] });
    expect(await list(colleague)).toEqual([]);
    expect((await list(cw)).length).toBeGreaterThan(0);
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
