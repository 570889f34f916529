import { startTestApp, type TestApp } from '../../support/app';

// Real: HTTP over loopback, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.stop());

const body = {
  familyName: '髙橋',
  givenName: '花子',
  familyKana: 'タカハシ',
  givenKana: 'ハナコ',
  birthDate: '1975-04-01',
  sex: 'female',
  phone: '083-000-1234',
  programme: 'welfare_self_reliance',
  welfareStatus: 'welfare_recipient',
  chiefComplaint: '仕事を探している',
  openedOn: '2026-11-20',
};

describe('a caseworker registers a client', () => {
  it('finds nobody, registers, and finds the client by half-width kana, birth date and telephone tail', async () => {
    const cw = await t.signIn('cw1');
    const before = await cw.post('/clients/search', { text: 'ﾀｶﾊｼ' });
    expect(before.body).toMatchObject({ hits: [], more: false });

    const registered = await cw.post('/clients', body);
    expect(registered.status).toBe(201);
    expect(registered.body).toMatchObject({ number: expect.stringMatching(/^R08-\d{5}$/) as string });

    for (const text of ['ﾀｶﾊｼ', '高橋花子', 'S50.4.1', '1234']) {
      const found = await cw.post('/clients/search', { text });
      expect(found.body).toMatchObject({ hits: [{ familyName: '髙橋', givenName: '花子' }] });
    }
  });

  it('shows a likely duplicate before saving and saves once it was seen', async () => {
    const cw = await t.signIn('cw2');
    const refused = await cw.post('/clients', body);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'possible_duplicate' });
    const shown = await cw.post('/clients/duplicates', { familyKana: 'たかはし', givenKana: 'ハナコ', birthDate: '1975-04-01' });
    const candidates = (shown.body as { candidates: { id: string }[] }).candidates;
    expect(candidates).toHaveLength(1);
    const saved = await cw.post('/clients', { ...body, duplicatesSeen: candidates.map((one) => one.id) });
    expect(saved.status).toBe(201);
  });

  it('answers a repeated click with the first answer and writes once', async () => {
    const cw = await t.signIn('cw1');
    const other = { ...body, familyKana: 'ニジュウ', familyName: '二重', birthDate: '1980-01-01' };
    const [first, second] = await Promise.all([cw.post('/clients', other, 'double-click-1'), cw.post('/clients', other, 'double-click-1')]);
    expect(first.status).toBe(201);
    expect(second.body).toEqual(first.body);
    const { rows } = await t.owner.query("select count(*)::int as n from person_basic where family_name = '二重'");
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('shows nothing of the client to another office of the city and to Hello Work', async () => {
    for (const login of ['soudan', 'navi1']) {
      const other = await t.signIn(login);
      const found = await other.post('/clients/search', { text: 'タカハシ' });
      expect(found.body).toMatchObject({ hits: [] });
    }
  });

  it.each([
    ['a date that does not exist', { birthDate: '1975-02-30' }, 'birthDate', 'date'],
    ['an empty name', { familyName: ' ' }, 'familyName', 'required'],
    ['an over-long name', { familyName: 'あ'.repeat(61) }, 'familyName', 'too_long'],
    ['a birth date in the future', { birthDate: '2026-11-21' }, 'birthDate', 'future_date'],
    ['an unknown code', { welfareStatus: 'rich' }, 'welfareStatus', 'unknown_code'],
    ['an unknown programme', { programme: 'nothing' }, 'programme', 'unknown_code'],
    ['a マイナンバー in the text', { chiefComplaint: '番号は 1234-5678-9018 です' }, 'chiefComplaint', 'my_number_suspected'],
    ['a field nobody knows', { extra: 1 }, 'extra', 'unknown_field'],
    ['a ケース番号 without a relation', { caseNumber: 'A-1' }, 'relation', 'required'],
  ])('refuses %s, names the field, and writes nothing', async (_what, wrong, field, code) => {
    const cw = await t.signIn('cw1');
    const count = 'select count(*)::int as n from person';
    const before = await t.owner.query(count);
    const answer = await cw.post('/clients', { ...body, familyKana: 'マチガイ', ...wrong });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining({ field, code })]) as object });
    expect((await t.owner.query(count)).rows).toEqual(before.rows);
  });

  it('refuses a body that is no JSON, one of 50 MB, and a command without its key', async () => {
    const cw = await t.signIn('cw1');
    expect((await cw.send('POST', '/clients', '{"a":', 'malformed-1')).body).toMatchObject({ code: 'malformed' });
    expect((await cw.send('POST', '/clients', JSON.stringify({ a: 'x'.repeat(50_000_000) }), 'too-large-1')).status).toBe(413);
    expect((await cw.send('POST', '/clients', body)).body).toMatchObject({ code: 'idempotency_key_missing' });
  });
});

describe('reception', () => {
  it('takes down what it may not look up again: 対象区分 is written and closed to it', async () => {
    const reception = await t.signIn('uketsuke');
    const household = { caseNumber: '保77-001', householdType: 'other' };
    const first = await reception.post<{ id: string }>('/clients', { ...body, ...household, relation: 'head', familyKana: 'ウケツケ', givenKana: 'イチ', birthDate: '1981-01-01' });
    expect(first.status).toBe(201);
    const second = await reception.post('/clients', { ...body, ...household, relation: 'spouse', familyKana: 'ウケツケ', givenKana: 'ニ', birthDate: '1982-01-01' });
    expect(second.status).toBe(201);
    const page = await reception.get<{ closedGroups: string[]; statuses: null; household: { members: object[] } }>(`/clients/${first.body.id}`);
    expect(page.body).toMatchObject({ statuses: null, household: { members: [{}, {}] } });
    expect(page.body.closedGroups).toContain('income');
  });
});
