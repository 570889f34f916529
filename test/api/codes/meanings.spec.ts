import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { HELLO_WORK, STANDARD_FORM } from '../../world/facts';
import type { Person, Saved } from '../../world/world';
import { PERSON } from '../../world/over-http';

// Real: HTTP, the composed application, PostgreSQL. A town's own words stand beside the product's, and mean the same to the rules.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  [cw, navi] = [await t.signIn('cw1'), await t.signIn('navi1')];
  await t.owner.query(
    `insert into code (kind, code, label, sort, means) values ('relation', 'own_head', '世帯主（届出）', 99, 'head'), ('consent_method', 'own_telephone', '電話', 99, null),
       ('consent_method', 'own_electronic', '電子申請', 99, 'signed'), ('route', 'own_online', 'オンライン紹介', 99, 'own_introduction'), ('route', 'own_fair', '面接会', 99, null),
       ('hours', 'own_short', '短時間', 99, 'part_time'), ('term', 'own_open', '無期', 99, 'no_term'), ('term', 'own_year', '年契約', 99, null)`,
  );
});
afterAll(() => t.stop());

const refused = (code: string): object => ({ status: 422, body: { errors: [{ code }] } });

const KANA = [...'カキクケコサシスセソ'];
let people = 0;
const join = (relation: string, caseNumber: string): Promise<ApiAnswer> => {
  const kana = KANA[(people += 1)] ?? '';
  return cw.post('/clients', { ...PERSON, familyKana: kana.repeat(3), givenKana: kana, birthDate: `19${50 + people}-01-01`, caseNumber, relation, householdType: 'other' });
};

describe('the head of a household', () => {
  it('is one, by whichever word', async () => {
    expect(await join('head', 'R8-1')).toMatchObject({ status: 201 });
    expect(await join('own_head', 'R8-1')).toMatchObject(refused('second_head'));
    expect(await join('own_head', 'R8-2')).toMatchObject({ status: 201 });
    expect(await join('head', 'R8-2')).toMatchObject(refused('second_head'));
    expect(await join('spouse', 'R8-2')).toMatchObject({ status: 201 });
  });

  it('is one when two counters save at once', async () => {
    expect(await join('spouse', 'R8-3')).toMatchObject({ status: 201 });
    const answers = await Promise.all([join('head', 'R8-3'), join('own_head', 'R8-3')]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 422]);
  });
});

describe('a consent', () => {
  const give = (person: Person, more: object): Promise<ApiAnswer> =>
    cw.post(`/clients/${person.id}/consents`, { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: '2026-11-20', ...more });
  const paperDue = async (person: Person): Promise<number> =>
    (await t.owner.query("select 1 from follow_up where kind = 'consent_paper' and person_id = $1", [person.id])).rows.length;

  it('by a word that rules know nothing of needs a witness and no scan: nobody is bound by what nobody has signed or heard', async () => {
    const person = await t.world.person();
    expect(await give(person, { method: 'own_telephone' })).toMatchObject(refused('witness_required'));
    expect(await give(person, { method: 'own_telephone', witness: '立会 一郎' })).toMatchObject({ status: 201 });
    expect(await paperDue(person)).toBe(0);
  });

  it.each(['written', 'own_electronic'])('by what counts as signed (%s) needs no witness and waits for its scan', async (method) => {
    const person = await t.world.person();
    expect(await give(person, { method, witness: '立会 一郎' })).toMatchObject(refused('witness_not_expected'));
    expect(await give(person, { method })).toMatchObject({ status: 201 });
    expect(await paperDue(person)).toBe(1);
  });

  it('means nothing that no rule asks about, and is spelt as a command may name it', async () => {
    const add = (code: string, means: string | null): Promise<unknown> => t.owner.query("insert into code (kind, code, label, sort, means) values ('consent_method', $1, '試し', 99, $2)", [code, means]);
    await expect(add('own_word', 'nonsense')).rejects.toMatchObject({ code: '23514', constraint: 'code_meanings' });
    for (const code of ['まち', '<b>', 'a b', '']) await expect(add(code, null)).rejects.toMatchObject({ code: '23514', constraint: 'code_spelling' });
    await add('A-1.x', null);
    expect(await give(await t.world.person(), { method: 'A-1.x', witness: '立会 一郎' })).toMatchObject({ status: 201 });
  });
});

describe('a placement', () => {
  it('is held to what its words mean', async () => {
    const person = await t.world.person();
    await ok(cw.post(`/clients/${person.id}/consents`, { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written' }));
    await t.world.move(await t.world.sentRequest(person), 'accept');
    const record = (more: object): Promise<ApiAnswer<Saved>> =>
      navi.post<Saved>(`/clients/${person.id}/placements`, {
        caseId: person.caseId, hiredOn: '2026-11-20', route: 'self', term: 'regular', hours: 'full_time', permanentEmployee: false, dispatched: false, employerName: '試験商店', occupation: '販売', ...more,
      });
    expect(await record({ route: 'own_online' })).toMatchObject(refused('introduced_on_required'));
    expect(await record({ permanentEmployee: true, hours: 'own_short' })).toMatchObject(refused('permanent_part_time'));
    expect(await record({ permanentEmployee: true, term: 'own_year' })).toMatchObject(refused('permanent_not_regular'));
    expect(await record({ route: 'own_fair', term: 'own_year', hours: 'own_short' })).toMatchObject({ status: 201 });
    expect(await record({ route: 'own_online', introducedOn: '2026-11-19', permanentEmployee: true, term: 'own_open', employerName: '別の商店' })).toMatchObject({ status: 201 });
  });
});
