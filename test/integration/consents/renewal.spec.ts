import type { ApiSession } from '../../support/api-session';
import { OFFICES } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { HELLO_WORK, STANDARD_FORM } from '../../world/facts';
import type { Person, Saved } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
});
afterAll(() => t.stop());

const paper = { formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written' };
const refused = (code: string, status = 409): object => ({ status, body: { code } });

interface Line {
  readonly id: string;
  readonly state: string;
  readonly recipientName: string;
  readonly lastDay: string;
  readonly scopes: readonly { readonly direction: string; readonly itemGroup: string }[];
  readonly narrowed: readonly { readonly itemGroup: string; readonly narrowedOn: string }[];
}

const consentsOf = async (session: ApiSession, person: Person): Promise<readonly Line[]> => (await ok<{ consents: Line[] }>(session.get(`/clients/${person.id}/consents`))).consents;
const openTo = async (session: ApiSession, person: Person): Promise<readonly string[]> =>
  (await ok<{ holderClosedGroups: string[] }>(session.get(`/clients/${person.id}`))).holderClosedGroups;

async function shared(change: object = {}): Promise<{ person: Person; consent: Saved }> {
  const person = await t.world.person({ familyName: '更新' });
  const consent = await t.world.consent(person, change);
  await t.world.move(await t.world.sentRequest(person), 'accept');
  return { person, consent };
}

describe('renewing', () => {
  it('puts a new paper in the place of the old one, and nothing closes in between', async () => {
    const { person, consent } = await shared({ lastDay: '2026-11-30' });
    const renewed = await ok<Saved>(cw.post(`/consents/${consent.id}/renew`, { ...paper, version: 1, lastDay: '2027-11-19' }));
    expect((await consentsOf(cw, person)).map(({ id, state, lastDay }) => ({ id, state, lastDay }))).toEqual(
      expect.arrayContaining([
        { id: renewed.id, state: 'in_force', lastDay: '2027-11-19' },
        { id: consent.id, state: 'renewed', lastDay: '2026-11-30' },
      ]),
    );
    t.clock.set('2026-12-05T01:00:00Z');
    try {
      expect((await (await t.signIn('navi1')).get(`/clients/${person.id}`)).body).toMatchObject({ basic: { familyName: '更新' }, holderClosedGroups: ['consultation', 'job_search'] });
    } finally {
      t.clock.set('2026-11-20T01:00:00Z');
    }
    expect(await cw.post(`/consents/${consent.id}/renew`, { ...paper, version: 2 })).toMatchObject(refused('not_renewable'));
    expect(await cw.post(`/consents/${consent.id}/withdraw`, { version: 2, withdrawnOn: '2026-11-20', supportContinues: 'yes' })).toMatchObject(refused('already_renewed'));
    const { rows } = await t.owner.query<{ status: string }>("select status from follow_up where kind = 'consent_expiry' and subject_id = $1", [consent.id]);
    expect(rows).toEqual([{ status: 'done' }]);
  });

  it('withdrawn then closes everything: the old paper opens nothing again', async () => {
    const { person, consent } = await shared();
    const renewed = await ok<Saved>(cw.post(`/consents/${consent.id}/renew`, { ...paper, version: 1 }));
    await ok(cw.post(`/consents/${renewed.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
    expect(await navi.get(`/clients/${person.id}`)).toMatchObject({ status: 200, body: { basic: null } });
  });

  it('brings back a consent that has run out, for the request that went on', async () => {
    const { person, consent } = await shared({ lastDay: '2026-11-20' });
    t.clock.addDays(1);
    try {
      const [city, hello] = [await t.signIn('cw1'), await t.signIn('navi1')];
      expect((await hello.get(`/clients/${person.id}`)).body).toMatchObject({ basic: null });
      await ok(city.post(`/consents/${consent.id}/renew`, { ...paper, givenOn: '2026-11-21', version: 1 }));
      expect((await hello.get(`/clients/${person.id}`)).body).toMatchObject({ basic: { familyName: '更新' } });
    } finally {
      t.clock.addDays(-1);
    }
  });

  it('is for the office that took it, of the version that was read', async () => {
    const { consent } = await shared();
    expect(await navi.post(`/consents/${consent.id}/renew`, { ...paper, version: 1 })).toMatchObject({ status: 403 });
    expect(await (await t.signIn('soudan')).post(`/consents/${consent.id}/renew`, { ...paper, version: 1 })).toMatchObject({ status: 404 });
    expect(await cw.post(`/consents/${consent.id}/renew`, { ...paper, version: 2 })).toMatchObject(refused('stale', 412));
    expect(await cw.post(`/consents/${consent.id}/renew`, { ...paper, version: 1, method: 'oral' })).toMatchObject(refused('witness_required', 422));
  });
});

describe('narrowing', () => {
  it('closes the items taken back at once, leaves the others, and asks the receiver to return them', async () => {
    const { person, consent } = await shared();
    expect(await openTo(navi, person)).not.toContain('health');
    await ok(cw.post(`/consents/${consent.id}/narrow`, { version: 1, narrowedOn: '2026-11-20', groups: [{ direction: 'to_recipient', itemGroup: 'health' }] }));
    expect(await openTo(navi, person)).toContain('health');
    expect(await openTo(navi, person)).not.toContain('work_history');
    const [line] = await consentsOf(cw, person);
    expect(line?.narrowed).toMatchObject([{ itemGroup: 'health', narrowedOn: '2026-11-20' }, { itemGroup: 'health' }]);
    expect(line?.scopes.some((scope) => scope.direction === 'to_recipient' && scope.itemGroup === 'health')).toBe(false);
    const { rows } = await t.owner.query<{ office: string; kind: string }>(
      "select o.name as office, f.kind from follow_up f join office o on o.id = f.office_id where f.subject_id = $1 and f.status = 'open' and f.kind = 'disposal_confirmation'",
      [consent.id],
    );
    expect(rows).toEqual([{ office: '山口公共職業安定所', kind: 'disposal_confirmation' }]);
    expect(await cw.post(`/consents/${consent.id}/narrow`, { version: 2, narrowedOn: '2026-11-20', groups: [{ direction: 'to_recipient', itemGroup: 'health' }] })).toMatchObject(
      refused('outside_consent', 422),
    );
  });

  it('may close the whole way back, and a next request says nothing that was taken back', async () => {
    const { person, consent } = await shared();
    await ok(navi.post(`/clients/${person.id}/consultations`, { caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '秘密の相談' }));
    const read = async (): Promise<string> => JSON.stringify((await cw.get(`/clients/${person.id}/consultations`)).body);
    expect(await read()).toContain('秘密の相談');
    const back = ['consultation', 'plan', 'job_search', 'placement'].map((itemGroup) => ({ direction: 'from_recipient', itemGroup }));
    await ok(cw.post(`/consents/${consent.id}/narrow`, { version: 1, narrowedOn: '2026-11-20', groups: back }));
    expect(await read()).not.toContain('秘密の相談');
  });

  it('cannot be undone past the rule either', async () => {
    const { consent } = await shared();
    await ok(cw.post(`/consents/${consent.id}/narrow`, { version: 1, narrowedOn: '2026-11-20', groups: [{ direction: 'to_recipient', itemGroup: 'health' }] }));
    await expect(
      t.owner.query("update consent_scope set narrowed_at = null, narrowed_on = null where consent_id = $1 and item_group = 'health'", [consent.id]),
    ).rejects.toThrow('narrowed');
  });
});

describe('a consent to an organisation', () => {
  it('opens to whichever of its offices a request is sent, and stands in the way of one for a single office', async () => {
    const person = await t.world.person({ familyName: '機関' });
    await t.world.consent(person, { wholeOrganisation: true });
    expect((await consentsOf(cw, person))[0]).toMatchObject({ recipientName: '山口労働局' });
    expect(await cw.post(`/clients/${person.id}/consents`, { ...paper, recipientOfficeId: HELLO_WORK })).toMatchObject(refused('consent_in_force'));
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    const accepted = await t.world.move(await t.world.sentRequest(person), 'accept');
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(200);
    expect(await consentsOf(navi, person)).toMatchObject([{ recipientName: '山口労働局' }]);
    // An office of it to which nothing was sent sees nothing.
    const { rows } = await t.owner.query<{ n: number }>('select count(*)::int as n from access_mask where person_id = $1 and grantee_office_id = $2', [person.id, OFFICES.bureau.id]);
    expect(rows).toEqual([{ n: 0 }]);
    const [consent] = await consentsOf(cw, person);
    await ok(cw.post(`/consents/${consent?.id ?? ''}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
    expect((await navi.get(`/clients/${person.id}`)).body).toMatchObject({ basic: null });
    expect((await t.owner.query('select sharing_end as because from referral_sending where referral_id = $1', [accepted.id])).rows).toEqual([{ because: 'withdrawn' }]);
  });
});
