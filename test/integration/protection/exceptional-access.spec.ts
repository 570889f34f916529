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
  await perDay(100);
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

interface Lists {
  readonly items: readonly { readonly id: string; readonly state: string; readonly personName: string | null; readonly personId: string | null; readonly given: readonly object[] }[];
  readonly received: readonly { readonly id: string; readonly state: string; readonly reason: string; readonly personName: string | null; readonly version: number; readonly toldBy: string | null }[];
}

let questions = 0;

const perDay = (most: number): Promise<unknown> => t.owner.query("update setting set value = to_jsonb($1::integer) where key = 'protection.questions_a_day'", [most]);

async function ask(person: Person, more: object = {}, by = navi): Promise<Saved & { readonly reason: string }> {
  const reason = `急病で搬送された（${++questions}）`;
  const question = { number: person.number, birthDate: await birthDateOf(person), itemGroups: ['basic', 'contact'], legalBasis: 'clear_benefit', reason, hours: 2, ...more };
  const saved = await ok<Saved>(by.post('/exceptional-access', question));
  return { ...saved, reason: 'reason' in more ? String(more.reason) : reason };
}

/** The question as the holder has it in its list. */
async function received(of: { readonly reason: string }, by = boss): Promise<Lists['received'][number]> {
  const line = (await ok<Lists>(by.get('/exceptional-access'))).received.find((one) => one.reason === of.reason);
  if (!line) throw new Error('The holder is not asked');
  return line;
}

const line = async (asked: Saved, by = navi) => (await ok<Lists>(by.get('/exceptional-access'))).items.find((one) => one.id === asked.id);
const say = async (asked: { readonly reason: string }, decision: 'approved' | 'refused', by = boss) =>
  by.post(`/exceptional-access/${(await received(asked, by)).id}/decide`, { version: 1, decision });

describe('exceptional access', () => {
  it('opens what was asked for, to the asking office, for its hours, when a second person has decided', async () => {
    const person = await t.world.person({ familyName: '例外' });
    const asked = await ask(person);
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    for (const one of [navi, chief]) expect(await one.post(`/exceptional-access/${(await received(asked)).id}/decide`, { version: 1, decision: 'approved' })).toMatchObject({ status: 404 });
    expect(await say(asked, 'approved', cw)).toMatchObject(refused('not_decider'));
    await ok(say(asked, 'approved'));
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

  it('lies in the queue of the holder until it answers, and on the person’s list with its basis', async () => {
    const person = await t.world.person({ familyName: '通知' });
    const asked = await ask(person, { legalBasis: 'law', reason: '法令による照会' });
    const waiting = async (): Promise<readonly string[]> =>
      (await ok<{ items: { kind: string; personId: string }[] }>(boss.get('/follow-ups?view=office'))).items.filter((item) => item.personId === person.id).map((item) => item.kind);
    expect(await waiting()).toContain('exceptional_decision');
    await ok(say(asked, 'approved'));
    expect(await waiting()).not.toContain('exceptional_decision');
    const { disclosures } = await ok<{ disclosures: object[] }>(cw.get(`/clients/${person.id}/disclosures`));
    expect(disclosures).toMatchObject([
      { kind: 'exceptional', officeName: '山口公共職業安定所', itemGroups: ['basic', 'contact'], legalBasis: 'law', note: '法令による照会', until: '2026-11-20T03:00:00.000Z' },
    ]);
    // The office that looks is no holder: it has no list of its own.
    expect(await ok(navi.get(`/clients/${person.id}/disclosures`))).toEqual({ disclosures: [] });
  });

  it('tells nobody whether somebody is known: one answer, one row and one list for whoever is meant', async () => {
    const person = await t.world.person({ familyName: '実在', familyKana: 'ジツザイ', givenKana: 'ハナコ' });
    const [twin, other] = [await t.world.person({ familyName: '同名', familyKana: 'ドウメイ' }), await t.world.person({ familyName: '同名', familyKana: 'ドウメイ' })];
    await t.owner.query('update person_basic b set birth_date = a.birth_date, given_kana = a.given_kana from person_basic a where a.person_id = $1 and b.person_id = $2', [twin.id, other.id]);
    const hidden = await t.world.person({ familyName: '保護' });
    await ok(cw.post(`/clients/${hidden.id}/protection`, { kind: 'official', startedOn: '2026-11-01', expiresOn: '2027-10-31' }));
    const birthDate = await birthDateOf(person);
    const asks = [
      { number: person.number, birthDate }, { askedName: 'じつざい　はなこ', birthDate }, { number: person.number, birthDate: '1901-01-01' }, { number: 'R99-99999', birthDate },
      { number: hidden.number, birthDate: await birthDateOf(hidden) }, { askedName: 'ドウメイ タロウ', birthDate: await birthDateOf(twin) },
    ];
    const answers: { readonly id: string }[] = [];
    for (const one of asks) answers.push(await ask(person, { number: undefined, legalBasis: 'law', reason: '存否', ...one }));
    expect(answers.map((one) => Object.keys(one))).toEqual(answers.map(() => ['id', 'version', 'reason']));
    const asked = async (): Promise<readonly object[]> => {
      const { items } = await ok<Lists>(navi.get('/exceptional-access'));
      return answers.map(({ id }) => {
        const { state, personId, personName, given } = items.find((one) => one.id === id) ?? {};
        return { state, personId, personName, given };
      });
    };
    expect(await asked()).toEqual(answers.map(() => ({ state: 'asked', personId: null, personName: null, given: [] })));
    // The record of who asks names nobody; who holds is asked about whom it holds, and of two of one name about nobody.
    const { rows } = await t.owner.query<{ subjects: readonly string[] }>("select subjects from audit_event where action = 'protection.ask-exceptional'");
    expect(rows.flatMap((row) => row.subjects)).toEqual([]);
    const { rows: meant } = await t.owner.query<{ person: string }>('select person_id as person from exceptional_answer where exceptional_id = any($1)', [answers.map((one) => one.id)]);
    expect(meant.map((one) => one.person).sort()).toEqual([person.id, person.id, hidden.id].sort());
    // Refused, unanswered and unknown end alike.
    const first = (await ok<Lists>(boss.get('/exceptional-access'))).received.find((one) => one.reason === '存否' && one.state === 'waiting');
    await ok(boss.post(`/exceptional-access/${first?.id}/decide`, { version: 1, decision: 'refused' }));
    expect(await asked()).toEqual(answers.map(() => expect.objectContaining({ state: 'asked' }) as object));
    await t.owner.query("update exceptional_access set asked_at = asked_at - interval '3 days', answer_until_at = answer_until_at - interval '3 days' where reason = '存否'");
    expect(await asked()).toEqual(answers.map(() => ({ state: 'nothing', personId: null, personName: null, given: [] })));
    const late = (await ok<Lists>(boss.get('/exceptional-access'))).received.find((one) => one.reason === '存否' && one.state === 'late');
    expect(await boss.post(`/exceptional-access/${late?.id}/decide`, { version: 1, decision: 'approved' })).toMatchObject(refused('too_late'));
    await ok(boss.post(`/exceptional-access/${late?.id}/decide`, { version: 1, decision: 'refused' }));
  });

  it('names by name or number, asks for the basic items, and few times a day', async () => {
    const whoever = { askedName: 'ダレカ', birthDate: '1901-01-01', itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1 };
    const desk = await t.signIn('navi2');
    expect(await desk.post('/exceptional-access', { ...whoever, itemGroups: ['contact'] })).toMatchObject(refused('basic_required', 422));
    expect(await desk.post('/exceptional-access', { ...whoever, hours: 73 })).toMatchObject({ status: 422 });
    expect(await desk.post('/exceptional-access', { ...whoever, askedName: undefined })).toMatchObject({ status: 422, body: { errors: [{ field: 'askedName', code: 'number_or_name' }] } });
    await perDay(5);
    const all = await Promise.all(Array.from({ length: 8 }, () => desk.post('/exceptional-access', whoever)));
    expect(all.map((one) => one.status).sort()).toEqual([201, 201, 201, 201, 201, 409, 409, 409]);
    expect(all.filter((one) => one.status === 409).map((one) => one.body['code'])).toEqual(['too_many_questions', 'too_many_questions', 'too_many_questions']);
    await perDay(100);
  });

  it('is answered by each holder for its own records, and by nobody for another’s', async () => {
    const person = await t.world.person({ familyName: '二機関' });
    await t.world.consent(person);
    await t.world.acceptedRequest(person);
    await ok(navi.post(`/clients/${person.id}/consultations`, { caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '安定所の記録' }));
    const desk = await t.signIn('soudan');
    const asked = await ask(person, { itemGroups: ['basic', 'consultation', 'health'] }, desk);
    expect((await received(asked)).state).toBe('waiting');
    await ok(say(asked, 'approved', chief));
    expect(await line(asked, desk)).toMatchObject({ state: 'open', given: [{ officeName: '山口公共職業安定所' }] });
    expect(JSON.stringify(await ok(desk.get(`/clients/${person.id}/consultations`)))).toContain('安定所の記録');
    // The city has not answered: who the person is stays closed.
    expect(JSON.stringify((await desk.get(`/clients/${person.id}`)).body)).not.toContain('二機関');
    await ok(say(asked, 'approved'));
    expect(await ok(desk.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '二機関' } });
    await ok(desk.post(`/exceptional-access/${asked.id}/end`, { version: 1 }));
    expect((await desk.get(`/clients/${person.id}`)).status).toBe(404);
  });

  it('is decided once and by somebody else, in the database too', async () => {
    const person = await t.world.person({ familyName: '二人' });
    const asked = await ask(person);
    const { id } = await received(asked);
    const asApp = (login: string, version = 1) => t.app.get(TransactionRunner).run(t.ctx(login), (tx) => tx.query<{ person: string | null }>('select exceptional_decide($1, $2, true) as person', [id, version]));
    await expect(asApp('cw1')).rejects.toThrow('two persons');
    for (const stranger of ['toukatsu', 'navi1', 'soudan-shunin']) expect(await asApp(stranger)).toEqual([{ person: null }]);
    expect((await t.owner.query('select 1 from access_reason where cause_id = $1', [id])).rowCount).toBe(0);
    const both = await Promise.all([say(asked, 'approved'), say(asked, 'refused')]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    expect(await asApp('kakaricho', 2)).toEqual([{ person: null }]);
  });

  it('says what was told by telephone, where life is in danger', async () => {
    const person = await t.world.person({ familyName: '電話' });
    const asked = await ask(person, { toldBy: '当番 花子', toldTime: '0950' });
    expect(await received(asked)).toMatchObject({ toldBy: '当番 花子', toldAt: '2026-11-20T00:50:00.000Z', personName: '電話　太郎' });
    expect(await navi.post('/exceptional-access', { number: person.number, birthDate: '1990-01-01', itemGroups: ['basic'], legalBasis: 'law', reason: '確認', hours: 1, toldBy: '当番' })).toMatchObject({
      status: 422, body: { errors: [{ field: 'toldTime' }, { field: 'legalBasis' }] },
    });
  });

  it('ends when somebody says so, and shows nobody’s name afterwards', async () => {
    const person = await t.world.person({ familyName: '終わり' });
    const asked = await ask(person);
    await ok(say(asked, 'approved'));
    expect(await line(asked)).toMatchObject({ state: 'open', personName: '終わり　太郎' });
    await ok(navi.post(`/exceptional-access/${asked.id}/end`, { version: 1 }));
    expect((await navi.get(`/clients/${person.id}`)).status).toBe(404);
    expect(await line(asked)).toMatchObject({ state: 'over', personName: null, personId: null });
    expect(await navi.post(`/exceptional-access/${asked.id}/end`, { version: 2 })).toMatchObject(refused('not_in_force'));
  });

  it('is for looking: it writes nothing, takes no consent and records no measure, in another organisation and in the own one', async () => {
    const person = await t.world.person({ familyName: '閲覧' });
    const desk = await t.signIn('soudan');
    const askers = [navi, desk];
    for (const asker of askers) await ok(say(await ask(person, { itemGroups: ['basic', 'contact', 'consultation'] }, asker), 'approved'));
    const visit = { caseId: person.caseId, occurredOn: '2026-11-20', mode: 'counter', attended: true, content: '書けない' };
    for (const office of askers) {
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
    await ok(say(asked, 'approved'));
    expect(await ok(navi.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '秘匿' }, contact: null, protected: true });
  });
});
