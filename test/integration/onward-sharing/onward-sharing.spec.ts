import { TransactionRunner } from '@madoguchi/platform';
import { MUNICIPALITY, OFFICES } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { HELLO_WORK, ONWARD_FORM, STANDARD_FORM, THIRD } from '../../world/facts';
import type { Person, Saved } from '../../world/world';
import { metPerson } from '../../world/met-person';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let boss: ApiSession;
let navi: ApiSession;
let chief: ApiSession;
let third: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  [cw, boss, navi, chief, third] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'), await t.signIn('toukatsu'), await t.signIn('kakei')];
});
afterAll(() => t.stop());

const refused = (code: string, status = 409): object => ({ status, body: { code } });
const approve = (saved: Saved, itemGroups: readonly string[], who = chief): Promise<Saved> =>
  ok<Saved>(who.post(`/onward-sharing/${saved.id}/decide`, { version: 1, decision: 'approved', itemGroups }));
const withdraw = (consent: Saved): Promise<Saved> =>
  ok<Saved>(cw.post(`/consents/${consent.id}/withdraw`, { version: consent.version, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));

interface Line {
  readonly id: string;
  readonly state: string;
  readonly side: string;
  readonly originOfficeName: string;
  readonly reason: string | null;
  readonly groups: readonly { readonly itemGroup: string; readonly state: string }[];
}

const linesOf = async (session: ApiSession, person: Person): Promise<readonly Line[]> =>
  (await ok<{ sharings: Line[] }>(session.get(`/clients/${person.id}/onward-sharing`))).sharings;
const contents = async (session: ApiSession, person: Person): Promise<readonly string[]> => {
  const { status, body } = await session.get(`/clients/${person.id}/consultations`);
  return status === 404 ? [] : (body as unknown as { items: { content: string }[] }).items.map((one) => one.content);
};
const queueOf = async (session: ApiSession, person: Person, view = 'office'): Promise<readonly string[]> =>
  (await ok<{ items: { kind: string; personId: string }[] }>(session.get(`/follow-ups?view=${view}`))).items.filter((one) => one.personId === person.id).map((one) => one.kind);

describe('passing on what another organisation gave', () => {
  it('needs the person’s consent and the origin’s approval: nothing opens before both, and what was approved opens with them', async () => {
    const person = await metPerson(t, '再提供');
    const wish = { originOfficeId: HELLO_WORK, recipientOfficeId: THIRD, itemGroups: ['consultation'], reason: '目的' };
    expect(await cw.post(`/clients/${person.id}/onward-sharing`, wish)).toMatchObject(refused('no_consent', 422));
    await t.world.onwardConsent(person);
    const asked = await t.world.onwardSharing(person);
    expect((await third.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await linesOf(cw, person)).toMatchObject([
      { state: 'asked', side: 'passing', originOfficeName: '山口公共職業安定所', groups: [{ itemGroup: 'consultation', state: 'awaiting' }, { itemGroup: 'job_search', state: 'awaiting' }] },
    ]);
    expect(await queueOf(chief, person)).toContain('onward_decision');
    expect(await queueOf(cw, person, 'waiting')).toContain('onward_decision');

    await approve(asked, ['consultation']);
    expect(await contents(third, person)).toEqual(['安定所での相談']);
    const { body } = await third.get(`/clients/${person.id}`);
    expect(body).toMatchObject({ basic: { familyName: '再提供' }, contact: null, household: null });
    // A group that is not approved says whose approval is missing, also to the recipient; the correspondence is not its.
    expect(await linesOf(third, person)).toMatchObject([
      { side: 'recipient', originOfficeName: '山口公共職業安定所', reason: null, groups: [{ itemGroup: 'consultation', state: 'open' }, { itemGroup: 'job_search', state: 'not_approved' }] },
    ]);
    expect(await queueOf(chief, person)).not.toContain('onward_decision');
    expect(await queueOf(third, person)).toContain('onward_notice');
    expect(await queueOf(cw, person)).toContain('onward_notice');
  });

  it('passes the origin’s records and no others: not the city’s own, and not for reports', async () => {
    const person = await metPerson(t, '限り');
    await ok(cw.post(`/clients/${person.id}/consultations`, { occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '市での相談' }));
    await t.world.onwardConsent(person);
    await approve(await t.world.onwardSharing(person), ['consultation', 'job_search']);
    expect(await contents(third, person)).toEqual(['安定所での相談']);
    const { rows } = await t.owner.query<{ purpose: string }>('select distinct purpose from access_mask where person_id = $1 and grantee_office_id = $2', [person.id, THIRD]);
    expect(rows).toEqual([{ purpose: 'support' }]);
  });

  it('is found on the lists of the origin and of the passing office, and of nobody else', async () => {
    const person = await metPerson(t, '一覧');
    await t.world.onwardConsent(person);
    await approve(await t.world.onwardSharing(person), ['consultation']);
    const { disclosures } = await ok<{ disclosures: { kind: string }[] }>(cw.get(`/clients/${person.id}/disclosures`));
    expect(disclosures.filter((one) => one.kind === 'onward')).toMatchObject([{ officeName: OFFICES.contractor.name, itemGroups: ['basic'], legalBasis: 'consent' }]);
    expect(await ok(third.get(`/clients/${person.id}/disclosures`))).toEqual({ disclosures: [] });
  });

  it('goes on under a renewed consent, and stops with its end, its narrowing and its withdrawal', async () => {
    const person = await metPerson(t, '続き');
    const consent = await t.world.onwardConsent(person, { lastDay: '2026-11-30' });
    await approve(await t.world.onwardSharing(person), ['consultation', 'job_search']);
    const renewed = await ok<Saved>(cw.post(`/consents/${consent.id}/renew`, { version: 1, formId: ONWARD_FORM, givenOn: '2026-11-20', method: 'written' }));
    expect(await contents(third, person)).toEqual(['安定所での相談']);
    await ok(cw.post(`/consents/${renewed.id}/narrow`, { version: 1, narrowedOn: '2026-11-20', groups: [{ direction: 'onward', itemGroup: 'consultation' }] }));
    expect(await contents(third, person)).toEqual([]);
    expect(await linesOf(cw, person)).toMatchObject([{ state: 'shared', groups: [{ state: 'closed' }, { itemGroup: 'job_search', state: 'open' }] }]);
    expect(await queueOf(third, person)).toContain('disposal_confirmation');
    const rehearsal = await ok<{ onwardSharings: number }>(cw.get(`/consents/${renewed.id}/withdrawal-rehearsal`));
    expect(rehearsal).toMatchObject({ onwardSharings: 1 });
    await withdraw({ ...renewed, version: 2 });
    expect((await third.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await linesOf(cw, person)).toMatchObject([{ state: 'over' }]);
  });

  it('never shows more than the passing office sees itself: it ends with the consent by which the information came', async () => {
    const person = await metPerson(t, '元から');
    const first = person.consent;
    await t.world.onwardConsent(person);
    await approve(await t.world.onwardSharing(person), ['consultation']);
    await ok(cw.post(`/consents/${first.id}/narrow`, { version: 1, narrowedOn: '2026-11-20', groups: [{ direction: 'from_recipient', itemGroup: 'consultation' }] }));
    expect(await contents(cw, person)).toEqual([]);
    expect(await contents(third, person)).toEqual([]);
    expect(await linesOf(chief, person)).toMatchObject([{ state: 'shared', side: 'origin', groups: [{ itemGroup: 'consultation', state: 'closed' }, { itemGroup: 'job_search', state: 'not_approved' }] }]);
    const rehearsal = await ok<{ onwardSharings: number; followUps: number }>(cw.get(`/consents/${first.id}/withdrawal-rehearsal`));
    const before = (await t.owner.query('select 1 from follow_up where person_id = $1', [person.id])).rowCount ?? 0;
    await withdraw({ ...first, version: 2 });
    const after = (await t.owner.query('select 1 from follow_up where person_id = $1', [person.id])).rowCount ?? 0;
    expect(rehearsal).toMatchObject({ onwardSharings: 1, followUps: after - before });
    expect(await linesOf(cw, person)).toMatchObject([{ state: 'over' }]);
  });

  it('is not passed on again by whoever received it', async () => {
    const person = await metPerson(t, '又貸し');
    await t.world.onwardConsent(person);
    await approve(await t.world.onwardSharing(person), ['consultation']);
    expect((await ok<{ origins: object[] }>(third.get(`/clients/${person.id}/onward-sharing`))).origins).toEqual([]);
    expect((await ok<{ origins: object[] }>(cw.get(`/clients/${person.id}/onward-sharing`))).origins).toMatchObject([{ officeId: HELLO_WORK }]);
  });

  it('ends at the word of either side: the origin takes its approval back, the passing office stops; both ask for what was shown', async () => {
    for (const [who, verb] of [[chief, 'revoke'], [cw, 'end']] as const) {
      const person = await metPerson(t, '終わり');
      await t.world.onwardConsent(person);
      const saved = await approve(await t.world.onwardSharing(person), ['consultation']);
      await ok(who.post(`/onward-sharing/${saved.id}/${verb}`, { version: 2 }));
      expect(await contents(third, person)).toEqual([]);
      const { rows } = await t.owner.query<{ kind: string; status: string }>('select kind, status from follow_up where subject_id = $1 and office_id = $2 order by kind', [saved.id, THIRD]);
      expect(rows).toEqual([{ kind: 'disposal_confirmation', status: 'open' }, { kind: 'onward_notice', status: 'void' }]);
      expect(await who.post(`/onward-sharing/${saved.id}/${verb}`, { version: 3 })).toMatchObject(refused('not_in_force'));
      // It may be asked for again.
      await t.world.onwardSharing(person);
    }
  });

  it('is refused by the origin with a word, and opens nothing', async () => {
    const person = await metPerson(t, '断り');
    await t.world.onwardConsent(person);
    const asked = await t.world.onwardSharing(person);
    await ok(chief.post(`/onward-sharing/${asked.id}/decide`, { version: 1, decision: 'refused', itemGroups: [], note: '本人に確かめてからにしてください' }));
    expect(await linesOf(cw, person)).toMatchObject([{ state: 'refused', decisionNote: '本人に確かめてからにしてください', groups: [{ state: 'not_approved' }, { state: 'not_approved' }] }]);
    expect((await third.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await chief.post(`/onward-sharing/${asked.id}/decide`, { version: 2, decision: 'approved', itemGroups: ['consultation'] })).toMatchObject(refused('already_decided'));
  });

  it('asks nobody where every agreement lets it pass', async () => {
    const agreed = 'insert into agreement (id, municipality_id, kind, name, onward_needs_approval) values (gen_random_uuid(), $1, $2, $3, $4)';
    await t.owner.query(agreed, [MUNICIPALITY.id, 'employment_measures', '承諾を求めない協定', false]);
    const other = await metPerson(t, '協定');
    await t.world.onwardConsent(other);
    const passed = await t.world.onwardSharing(other);
    expect(await contents(third, other)).toEqual(['安定所での相談']);
    await t.owner.query(agreed, [MUNICIPALITY.id, 'integrated_facility', '承諾を求める協定', true]);
    await ok(cw.post(`/onward-sharing/${passed.id}/end`, { version: 1 }));
    await t.world.onwardSharing(other);
    expect(await contents(third, other)).toEqual([]);
  });

  it('has no way round a measure: nothing is asked or approved under it, and what locates the person closes', async () => {
    const person = await metPerson(t, '措置');
    await t.world.onwardConsent(person);
    const open = await approve(await t.world.onwardSharing(person), ['consultation']);
    await ok(cw.post(`/clients/${person.id}/protection`, { kind: 'official', startedOn: '2026-11-20', expiresOn: '2027-11-19', companions: [] }));
    expect(await contents(third, person)).toEqual([]);
    // Whom else the person goes to is not told to the recipient any more.
    expect(await linesOf(third, person)).toEqual([]);
    await ok(cw.post(`/onward-sharing/${open.id}/end`, { version: 2 }));
    const again = { originOfficeId: HELLO_WORK, recipientOfficeId: THIRD, itemGroups: ['basic'], reason: '目的' };
    expect(await cw.post(`/clients/${person.id}/onward-sharing`, again)).toMatchObject(refused('protected'));
  });

  it('refuses what was not received, what the person did not let pass, and the way back, each at its field', async () => {
    const person = await metPerson(t, '外れ');
    await t.world.onwardConsent(person, { scopes: [{ direction: 'to_recipient', itemGroup: 'basic', purpose: 'support' }, { direction: 'onward', itemGroup: 'consultation', purpose: 'support' }] });
    const wish = { originOfficeId: HELLO_WORK, recipientOfficeId: THIRD, itemGroups: ['consultation'], reason: '目的' };
    const tried = async (change: object, field: string, code: string): Promise<void> => {
      expect(await cw.post(`/clients/${person.id}/onward-sharing`, { ...wish, ...change })).toMatchObject({ status: 422, body: { code, errors: [{ field }] } });
    };
    await tried({ recipientOfficeId: OFFICES.selfReliance.id }, 'recipientOfficeId', 'own_organisation');
    await tried({ originOfficeId: OFFICES.singleParent.id }, 'originOfficeId', 'unknown_origin');
    await tried({ itemGroups: ['health'] }, 'itemGroups', 'not_received');
    await tried({ itemGroups: ['plan'] }, 'itemGroups', 'not_consented');
    await t.world.onwardSharing(person, { itemGroups: ['consultation'] });
    expect(await cw.post(`/clients/${person.id}/onward-sharing`, wish)).toMatchObject(refused('already_asked'));
    // The form speaks of any office that works with persons; the others of Hello Work alone.
    const stranger = await t.world.person({ familyName: '送り先' });
    expect(await cw.post(`/clients/${stranger.id}/consents`, { recipientOfficeId: THIRD, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written' })).toMatchObject(refused('unknown_office', 422));
    expect(await cw.post(`/clients/${stranger.id}/consents`, { recipientOfficeId: OFFICES.bureau.id, formId: ONWARD_FORM, givenOn: '2026-11-20', method: 'written' })).toMatchObject(refused('unknown_office', 422));
    expect(await cw.post(`/clients/${stranger.id}/consents`, { recipientOfficeId: OFFICES.welfare.id, formId: ONWARD_FORM, givenOn: '2026-11-20', method: 'written' })).toMatchObject(refused('unknown_office', 422));
  });

  it('is nobody else’s: another office, the recipient and a stranger are told of nothing and move nothing', async () => {
    const person = await metPerson(t, '他人');
    await t.world.onwardConsent(person);
    const saved = await approve(await t.world.onwardSharing(person), ['consultation']);
    const strangers = [third, await t.signIn('kakei-shunin'), await t.signIn('soudan'), await t.signIn('soudan-shunin')];
    const absent = { status: 404, body: { code: 'not_found' } };
    for (const session of strangers) {
      for (const [verb, body] of [['decide', { version: 2, decision: 'refused', itemGroups: [] }], ['revoke', { version: 2 }], ['end', { version: 2 }]] as const) {
        const answer = await session.post(`/onward-sharing/${saved.id}/${verb}`, body);
        // A role that may not do it at all is told so; whoever may is told that there is no such thing.
        if (answer.status !== 403) expect(answer).toMatchObject(absent);
      }
    }
    for (const session of strangers.slice(2)) expect(await session.get(`/clients/${person.id}/onward-sharing`)).toMatchObject(absent);
    // The recipient passes nothing on: it has nothing from the origin itself.
    await t.world.onwardConsent(person, { by: 'kakei', to: OFFICES.singleParent.id });
    expect(await third.post(`/clients/${person.id}/onward-sharing`, { originOfficeId: HELLO_WORK, recipientOfficeId: OFFICES.singleParent.id, itemGroups: ['consultation'], reason: '目的' })).toMatchObject(refused('unknown_origin', 422));
    expect(await linesOf(cw, person)).toMatchObject([{ state: 'shared' }]);
  });

  it('is decided for the origin by its supervisor alone, in the database too', async () => {
    const person = await metPerson(t, '二人');
    await t.world.onwardConsent(person, { scopes: [{ direction: 'to_recipient', itemGroup: 'basic', purpose: 'support' }, ...['consultation', 'job_search'].map((itemGroup) => ({ direction: 'onward', itemGroup, purpose: 'support' }) as const)] });
    const asked = await t.world.onwardSharing(person);
    expect(await navi.post(`/onward-sharing/${asked.id}/decide`, { version: 1, decision: 'approved', itemGroups: ['consultation'] })).toMatchObject({ status: 403 });
    expect(await boss.post(`/onward-sharing/${asked.id}/decide`, { version: 1, decision: 'approved', itemGroups: ['consultation'] })).toMatchObject({ status: 404 });
    const asApp = (login: string, sql: string, values: (string | readonly string[])[]) => t.app.get(TransactionRunner).run(t.ctx(login), (tx) => tx.query<{ v: unknown }>(sql, values));
    const decide = "select onward_decide($1, 1, array['consultation'], null) as v";
    await expect(asApp('navi1', decide, [asked.id])).rejects.toThrow('two persons');
    expect(await asApp('kakaricho', decide, [asked.id])).toEqual([{ v: null }]);
    await expect(asApp('cw1', 'update onward_sharing set decision = $1', ['approved'])).rejects.toThrow('permission denied');
    // Around the application: nothing that the person did not let pass, and nothing that was not received.
    const stranger = await t.world.person({ familyName: '頭越し' });
    await t.world.consent(stranger, { to: THIRD, formId: ONWARD_FORM });
    const ask = "select onward_ask(gen_random_uuid(), $1, $2, $3, $4, '目的') as v";
    await expect(asApp('cw1', ask, [stranger.id, HELLO_WORK, THIRD, ['consultation']])).rejects.toThrow('not received');
    await expect(asApp('cw1', ask, [person.id, HELLO_WORK, OFFICES.selfReliance.id, ['basic']])).rejects.toThrow('not for this office');
    await expect(asApp('cw1', ask, [person.id, HELLO_WORK, THIRD, ['plan']])).rejects.toThrow('no consent');
    expect((await t.owner.query("select 1 from access_reason where kind = 'onward' and person_id = any($1)", [[person.id, stranger.id]])).rowCount).toBe(0);
  });
});
