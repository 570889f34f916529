import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { TransactionRunner } from '@madoguchi/platform';
import { OFFICES } from '../../../apps/cli/src/demo/organisations';
import { ok } from '../../support/looks';
import { STANDARD_FORM } from '../../world/facts';
import type { Person } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let boss: ApiSession;
let navi: ApiSession;
let chief: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  [cw, boss, navi, chief] = [await t.signIn('cw1'), await t.signIn('kakaricho'), await t.signIn('navi1'), await t.signIn('toukatsu')];
});
afterAll(() => t.stop());

const refused = (code: string, status = 409): object => ({ status, body: { code } });

interface Saved {
  readonly id: string;
  readonly version: number;
}

async function birthDateOf(person: Person): Promise<string> {
  return (await ok<{ basic: { birthDate: string } }>(cw.get(`/clients/${person.id}`))).basic.birthDate;
}

async function ask(person: Person, more: object = {}): Promise<Saved> {
  return ok<Saved>(
    navi.post('/exceptional-access', {
      number: person.number, birthDate: await birthDateOf(person), itemGroups: ['basic', 'contact'], legalBasis: 'clear_benefit', reason: '急病で搬送された', hours: 2, ...more,
    }),
  );
}

describe('exceptional access', () => {
  it('opens what was asked for, to the asking office, for its hours, when a second person has decided', async () => {
    const person = await t.world.person({ familyName: '例外' });
    const asked = await ask(person);
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await navi.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject({ status: 403 });
    await ok(chief.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    const { body } = await navi.get(`/clients/${person.id}`);
    expect(body).toMatchObject({ basic: { familyName: '例外' } });
    expect((body as unknown as { closedGroups: string[] }).closedGroups).toEqual(expect.arrayContaining(['household', 'health', 'income']));
    expect((await (await t.signIn('soudan')).get(`/clients/${person.id}`)).status).toBe(404);
    t.clock.addSeconds(2 * 3600);
    try {
      expect((await (await t.signIn('navi1')).get(`/clients/${person.id}`)).status).toBe(404);
    } finally {
      t.clock.addSeconds(-2 * 3600);
    }
  });

  it('tells the holder at once, who finds it on the person’s list with its basis', async () => {
    const person = await t.world.person({ familyName: '通知' });
    const asked = await ask(person, { legalBasis: 'law', reason: '法令による照会' });
    await ok(chief.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    const { items } = await ok<{ items: { kind: string; personId: string }[] }>(boss.get('/follow-ups?view=office'));
    expect(items.filter((item) => item.personId === person.id).map((item) => item.kind)).toContain('exceptional_notice');
    const { disclosures } = await ok<{ disclosures: object[] }>(cw.get(`/clients/${person.id}/disclosures`));
    expect(disclosures).toMatchObject([
      { kind: 'exceptional', officeName: '山口公共職業安定所', itemGroups: ['basic', 'contact'], legalBasis: 'law', note: '法令による照会', until: '2026-11-20T03:00:00.000Z' },
    ]);
    // The office that looks is no holder: it has no list of its own.
    expect(await ok(navi.get(`/clients/${person.id}/disclosures`))).toEqual({ disclosures: [] });
  });

  it('is for nobody to guess at: number and birth date must both be right, and a wrong guess is recorded', async () => {
    const person = await t.world.person({ familyName: '推測' });
    const wrong = { number: person.number, birthDate: '1901-01-01', itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1 };
    const answers = [await navi.post('/exceptional-access', wrong), await navi.post('/exceptional-access', { ...wrong, number: 'R99-99999' })];
    for (const answer of answers) expect(answer).toMatchObject({ status: 422, body: { code: 'unknown_person', errors: [{ field: 'number' }] } });
    const { rows } = await t.owner.query<{ n: number }>("select count(*)::int as n from audit_event where action = 'protection.ask-exceptional' and detail->>'found' = 'false'");
    expect(rows[0]?.n).toBeGreaterThanOrEqual(2);
    expect(await navi.post('/exceptional-access', { ...wrong, itemGroups: ['contact'] })).toMatchObject(refused('basic_required', 422));
    expect(await navi.post('/exceptional-access', { ...wrong, hours: 73 })).toMatchObject({ status: 422 });
  });

  it('is decided once and by somebody else, in the database too', async () => {
    const person = await t.world.person({ familyName: '二人' });
    const asked = await ok<Saved>(
      chief.post('/exceptional-access', { number: person.number, birthDate: await birthDateOf(person), itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1 }),
    );
    expect(await chief.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject(refused('second_person'));
    const asApp = (login: string) => t.app.get(TransactionRunner).run(t.ctx(login), (tx) => tx.query('select exceptional_decide($1, 1, true)', [asked.id]));
    await expect(asApp('toukatsu')).rejects.toThrow('two persons');
    await expect(asApp('navi1')).rejects.toThrow('two persons');
    expect((await t.owner.query('select 1 from access_reason where cause_id = $1', [asked.id])).rowCount).toBe(0);
    expect(await boss.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject({ status: 404 });
  });

  it('ends when somebody says so, and shows nobody’s name afterwards', async () => {
    const person = await t.world.person({ familyName: '終わり' });
    const asked = await ask(person);
    await ok(chief.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    type List = { items: { id: string; state: string; personName: string | null; personId: string | null }[] };
    const line = async () => (await ok<List>(navi.get('/exceptional-access'))).items.find((one) => one.id === asked.id);
    expect(await line()).toMatchObject({ state: 'open', personName: '終わり　太郎' });
    await ok(navi.post(`/exceptional-access/${asked.id}/end`, { version: 2 }));
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await line()).toMatchObject({ state: 'over', personName: null, personId: null });
    expect(await navi.post(`/exceptional-access/${asked.id}/end`, { version: 3 })).toMatchObject(refused('not_in_force'));
  });

  it('is for looking: it writes nothing, takes no consent and records no measure, in another organisation and in the own one', async () => {
    const person = await t.world.person({ familyName: '閲覧' });
    const desk = await t.signIn('soudan');
    const question = { number: person.number, birthDate: await birthDateOf(person), itemGroups: ['basic', 'contact', 'consultation'], legalBasis: 'law', reason: '確認', hours: 1 };
    const deciders = [[navi, chief], [desk, await t.signIn('soudan-shunin')]] as const;
    for (const [asker, decider] of deciders) {
      const { id } = await ok<Saved>(asker.post('/exceptional-access', question));
      await ok(decider.post(`/exceptional-access/${id}/decide`, { version: 1, decision: 'approved' }));
    }
    const visit = { caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '書けない' };
    for (const [office] of deciders) {
      expect(await ok(office.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '閲覧' } });
      expect(await office.post(`/clients/${person.id}/consultations`, visit)).toMatchObject(refused('looking_only'));
      expect(await office.put(`/clients/${person.id}/contact`, { version: 1, address: '書き換え' })).toMatchObject(refused('looking_only'));
      expect(await office.post(`/clients/${person.id}/protection`, { kind: 'local', startedOn: '2026-11-20' })).toMatchObject(refused('looking_only'));
    }
    const paper = { recipientOfficeId: OFFICES.helloWork.id, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written' };
    expect(await desk.post(`/clients/${person.id}/consents`, paper)).toMatchObject(refused('looking_only'));
    const end = { caseId: person.caseId, version: 1, closedOn: '2026-11-20', reason: 'retained' };
    expect(await desk.post(`/clients/${person.id}/case/close`, end)).toMatchObject(refused('looking_only'));
  });

  it('never shows where a protected person can be found', async () => {
    const person = await t.world.person({ familyName: '秘匿' });
    await ok(cw.put(`/clients/${person.id}/contact`, { version: 1, address: '山口市秘密町9' }));
    await ok(cw.post(`/clients/${person.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    const asked = await ask(person);
    await ok(chief.post(`/exceptional-access/${asked.id}/decide`, { version: 1, decision: 'approved' }));
    expect(await ok(navi.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '秘匿' }, contact: null, protected: true });
  });
});
