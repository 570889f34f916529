import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import type { ApiSession } from '../support/api-session';
import { ok } from '../support/looks';
import { HELLO_WORK, STANDARD_FORM } from '../world/facts';
import type { Person } from '../world/world';

// Real: HTTP over loopback, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw1: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw1 = await t.signIn('cw1');
});
afterAll(() => t.stop());

const KANA = 'アイウエオカキクケコサシスセソ';
let people = 0;
function person(change: object = {}): object {
  people += 1;
  return {
    familyName: '入力',
    familyKana: `${KANA.charAt(people)}${KANA.charAt(people * 2 % 15)}${KANA.charAt(people * 7 % 15)}ン${KANA.charAt(people)}`,
    birthDate: `1960-01-${String(people).padStart(2, '0')}`,
    sex: 'female',
    programme: 'welfare_self_reliance',
    welfareStatus: 'welfare_recipient',
    chiefComplaint: '仕事を探している',
    openedOn: '2026-11-20',
    ...change,
  };
}

describe('null where a field may be absent', () => {
  it('counts as absent in a registration', async () => {
    const nulls = { givenName: null, givenKana: null, phone: null, postalCode: null, address: null, relation: null, caseNumber: null, householdType: null, districtWorkerId: null, duplicatesSeen: null, numberNotes: null };
    expect((await cw1.post('/clients', person(nulls))).status).toBe(201);
  });

  it('counts as absent in a consent', async () => {
    const client = await t.world.person();
    const answer = await cw1.post(`/clients/${client.id}/consents`, {
      recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written', witness: null, lastDay: null, scopes: null,
    });
    expect(answer.status).toBe(201);
  });
});

describe('values that no screen sends', () => {
  it.each([
    ['half of a surrogate pair', { familyName: '\ud842' }, 'familyName', 'control_character'],
    ['a reception before the birth', { birthDate: '2020-01-02', openedOn: '2020-01-01' }, 'openedOn', 'before_birth'],
  ])('refuses %s', async (_what, wrong, field, code) => {
    const answer = await cw1.post('/clients', person(wrong));
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
  });

  it('takes an id in capital letters for the same id', async () => {
    const client = await t.world.person();
    await t.world.consent(client);
    const draft = { caseId: client.caseId.toUpperCase(), recipientOfficeId: HELLO_WORK.toUpperCase(), parts: [{ itemGroup: 'basic', body: '氏名など' }] };
    expect((await cw1.post(`/clients/${client.id.toUpperCase()}/referrals`, draft)).status).toBe(201);
  });

  it.each([
    ['a list', '[]'],
    ['a list of bodies', JSON.stringify([person()])],
    ['nothing', 'null'],
    ['a text', '"a"'],
    ['lists in lists without end', `{"familyName":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('refuses %s as a body', async (_what, body) => {
    const answer = await cw1.send('POST', '/clients', body, randomUUID());
    expect(answer.status).toBe(422);
  });

  it('finds nothing under an address that is no text', async () => {
    expect((await cw1.get('/clients/%E0%A4%A')).status).toBe(422);
  });

  it.each(['/clients/%00', '/drafts/consultation/a%00b', '/follow-ups?cursor=%00'])('reads no character that no text has: %s', async (path) => {
    expect(await cw1.get(path)).toMatchObject({ status: 422, body: { code: 'malformed' } });
  });

  it('keeps no マイナンバー in a draft', async () => {
    await ok(cw1.put('/drafts/consultation/number', { body: { content: '番号は 1234-5678-9018 です' } }));
    const { rows } = await t.owner.query("select body->>'content' as content from draft where subject = 'number'");
    expect(rows).toEqual([{ content: '番号は ●●●●-●●●●-●●●● です' }]);
  });

  it('refuses a draft with a character that cannot be stored', async () => {
    for (const body of [{ content: 'a\u0000b' }, { content: '半分\uD842' }, { deep: [{ 'na\u0000me': 1 }] }]) {
      expect(await cw1.put('/drafts/consultation/new', { body })).toMatchObject({ status: 422, body: { errors: [{ field: 'body', code: 'control_character' }] } });
    }
  });

  it('refuses a placement that lies years ahead', async () => {
    const client = await t.world.person();
    const answer = await cw1.post(`/clients/${client.id}/placements`, {
      hiredOn: '2062-11-20', route: 'self', term: 'regular', hours: 'full_time', permanentEmployee: false, dispatched: false, employerName: '試験商店', occupation: '販売',
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'hiredOn', code: 'too_far_ahead' }] } });
  });
});

describe('two tabs at once', () => {
  it('register one person once', async () => {
    const body = person({ familyKana: 'フタツ', familyName: '二つ', givenKana: 'タブ' });
    const answers = await Promise.all([cw1.post('/clients', body), cw1.post('/clients', body), cw1.post('/clients', body)]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    expect(answers.filter((one) => one.status === 409).map((one) => one.body['code'])).toEqual(['possible_duplicate', 'possible_duplicate']);
  });

  it('give a household one head', async () => {
    const head = (): object => person({ caseNumber: '保88-001', householdType: 'other', relation: 'head' });
    await ok(cw1.post('/clients', person({ caseNumber: '保88-001', householdType: 'other', relation: 'child' })));
    const answers = await Promise.all([cw1.post('/clients', head()), cw1.post('/clients', head())]);
    const [first, second] = answers.map((one) => one.status).sort();
    expect(first).toBe(201);
    // Told by the rule when the first has ended, by the unique index when it has not.
    expect([409, 422]).toContain(second);
  });

  it('open one household', async () => {
    const member = (): object => person({ caseNumber: '保88-002', householdType: 'other', relation: 'other' });
    const answers = await Promise.all([cw1.post('/clients', member()), cw1.post('/clients', member())]);
    const [first, second] = answers.map((one) => one.status).sort();
    expect(first).toBe(201);
    // Refused by the unique index, or joined to the household the first has just opened.
    expect([201, 409]).toContain(second);
    const { rows } = await t.owner.query("select count(*)::int as households from household where case_number = '保88-002'");
    expect(rows).toEqual([{ households: 1 }]);
  });

  it('change 対象区分 once', async () => {
    const client = await ok<Person>(cw1.post('/clients', person({ openedOn: '2026-11-19' })));
    const change = { status: 'welfare_ended', validFrom: '2026-11-20' };
    const answers = await Promise.all([cw1, cw1].map((one) => one.post(`/clients/${client.id}/welfare-status`, change)));
    const [first, second] = answers.map((one) => one.status).sort();
    expect(first).toBe(201);
    expect([409, 412]).toContain(second);
  });
});
