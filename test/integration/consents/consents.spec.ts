import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { HELLO_WORK, STANDARD_FORM } from '../../world/facts';
import type { Person } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw1: ApiSession;
let cw2: ApiSession;
let boss: ApiSession;
let navi1: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  cw1 = await t.signIn('cw1');
  cw2 = await t.signIn('cw2');
  boss = await t.signIn('kakaricho');
  navi1 = await t.signIn('navi1');
});
afterAll(() => t.stop());

const body = { recipientOfficeId: HELLO_WORK, formId: STANDARD_FORM, givenOn: '2026-11-20', method: 'written' };
const withdrawal = (version = 1): object => ({ version, withdrawnOn: '2026-11-20', supportContinues: 'undecided' });
const refusal = (code: string, field?: string): object => ({ body: { code, ...(field ? { errors: [{ field }] } : {}) } });

interface Line {
  readonly id: string;
  readonly state: string;
  readonly mine: boolean;
  readonly lastDay: string;
  readonly scopes: object[];
}

async function consentsOf(session: ApiSession, person: Person): Promise<readonly Line[]> {
  return (await ok<{ consents: Line[] }>(session.get(`/clients/${person.id}/consents`))).consents;
}

describe('recording', () => {
  it('takes the form’s whole matrix, its end, and a reminder before it', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    const [line] = await consentsOf(cw1, person);
    expect(line).toMatchObject({ id: consent.id, state: 'in_force', mine: true, lastDay: '2027-11-20', withdrawnOn: null });
    const { forms } = await ok<{ forms: { id: string; scopes: object[] }[] }>(cw1.get('/consents/forms'));
    expect(line?.scopes).toEqual(forms.find((form) => form.id === STANDARD_FORM)?.scopes);
    const { rows } = await t.owner.query("select due_on::text as due, status from follow_up where kind = 'consent_expiry' and subject_id = $1", [consent.id]);
    expect(rows).toEqual([{ due: '2027-10-21', status: 'open' }]);
  });

  it.each([
    ['a day in the future', { givenOn: '2026-11-21' }, 'future_date', 'givenOn'],
    ['spoken words without a witness', { method: 'oral' }, 'witness_required', 'witness'],
    ['a witness of a signature', { witness: '立会 一郎' }, 'witness_not_expected', 'witness'],
    ['an end before its start', { lastDay: '2026-11-19' }, 'end_before_start', 'lastDay'],
    ['an office that receives none', { recipientOfficeId: STANDARD_FORM }, 'unknown_office', 'recipientOfficeId'],
    ['a form that is none', { formId: HELLO_WORK }, 'unknown_form', 'formId'],
    ['a line that the form does not say', { scopes: [{ direction: 'to_recipient', itemGroup: 'job_search', purpose: 'support' }] }, 'outside_form', 'scopes'],
  ])('refuses %s', async (_, change, code, field) => {
    const person = await t.world.person();
    const answer = await cw1.post(`/clients/${person.id}/consents`, { ...body, ...change });
    expect(answer).toMatchObject({ status: 422, ...refusal(code, field) });
    expect(await consentsOf(cw1, person)).toEqual([]);
  });

  it('holds one in force a recipient, also for two who save at once, and renews what has run out', async () => {
    const person = await t.world.person();
    const answers = await Promise.all([cw1, cw2, boss].map((one) => one.post(`/clients/${person.id}/consents`, { ...body, lastDay: '2026-11-20' })));
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    expect(await cw1.post(`/clients/${person.id}/consents`, body)).toMatchObject({ status: 409, ...refusal('consent_in_force') });
    t.clock.addDays(1);
    try {
      const tomorrow = await t.signIn('cw1');
      expect((await tomorrow.post(`/clients/${person.id}/consents`, { ...body, givenOn: '2026-11-21' })).status).toBe(201);
      expect((await consentsOf(tomorrow, person)).map((line) => line.state)).toEqual(['in_force', 'expired']);
    } finally {
      t.clock.addDays(-1);
    }
  });

  it('is only for who may see the person', async () => {
    const person = await t.world.person();
    const stranger = await t.signIn('soudan');
    expect((await stranger.post(`/clients/${person.id}/consents`, body)).status).toBe(404);
    expect((await stranger.get(`/clients/${person.id}/consents`)).status).toBe(404);
    expect((await navi1.post(`/clients/${person.id}/consents`, body)).status).toBe(403);
  });
});

describe('withdrawing', () => {
  it('closes at once what came from the city, in every way to ask', async () => {
    const person = await t.world.person({ familyName: '撤回' });
    const consent = await t.world.consent(person);
    const accepted = await t.world.move(await t.world.sentRequest(person), 'accept');
    expect(await ok(navi1.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '撤回' } });
    expect(await consentsOf(navi1, person)).toMatchObject([{ id: consent.id, mine: false }]);

    const rehearsal = await ok<{ followUps: number; openReferrals: object[]; closesGroups: object[] }>(cw1.get(`/consents/${consent.id}/withdrawal-rehearsal`));
    expect(rehearsal.openReferrals).toEqual([{ id: accepted.id, status: 'accepted', recipientOfficeName: '山口公共職業安定所' }]);
    expect(rehearsal.closesGroups).toHaveLength(13);
    const before = await openItems(person);
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, withdrawal()));
    const after = await openItems(person);
    expect(after.length - before.filter((one) => !['consent_expiry', 'consent_paper'].includes(one.kind)).length).toBe(rehearsal.followUps);

    const page = await navi1.get(`/clients/${person.id}`);
    expect(JSON.stringify(page.body)).not.toContain('撤回');
    expect((await ok<{ hits: object[] }>(navi1.post('/clients/search', { text: '撤回' }))).hits).toEqual([]);
    expect(await consentsOf(navi1, person)).toEqual([]);
    const referral = await ok<Record<string, unknown>>(navi1.get(`/referrals/${accepted.id}`));
    expect(referral).toMatchObject({ status: 'accepted', personName: null, parts: [] });
    expect(after.map(({ kind, office }) => `${office} ${kind}`).sort()).toEqual([
      'hello_work disposal_confirmation',
      'hello_work support_without_sharing',
      'welfare support_without_sharing',
    ]);
    // The city keeps its own.
    expect(await ok(cw1.get(`/clients/${person.id}`))).toMatchObject({ basic: { familyName: '撤回' } });
    expect(await consentsOf(cw1, person)).toMatchObject([{ state: 'withdrawn' }]);
  });

  it('recalls what has no reply, and Hello Work is asked to dispose of what it holds', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, withdrawal()));
    const there = await ok<Record<string, unknown>>(navi1.get(`/referrals/${sent.id}`));
    expect(there).toMatchObject({ status: 'recalled', number: null, personName: null, allowed: [] });
    const queue = await ok<{ items: { subjectId: string; kind: string }[] }>(navi1.get('/follow-ups?view=office'));
    expect(queue.items.filter((item) => item.subjectId === sent.id).map((item) => item.kind).sort()).toEqual(['disposal_confirmation', 'support_without_sharing']);
    const { rows } = await t.owner.query("select distinct status from follow_up where kind = 'referral_reply' and subject_id = $1", [sent.id]);
    expect(rows).toEqual([{ status: 'void' }]);
  });

  it('tells Hello Work nothing about a person of whom it never heard', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, withdrawal()));
    expect(await openItems(person)).toEqual([{ kind: 'support_without_sharing', office: 'welfare' }]);
  });

  it('happens once: stale is stale, and the second is told that it is the second', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    expect((await cw1.post(`/consents/${consent.id}/withdraw`, withdrawal(2))).status).toBe(412);
    const saved = await ok<{ version: number }>(cw1.post(`/consents/${consent.id}/withdraw`, withdrawal()));
    expect(await cw1.post(`/consents/${consent.id}/withdraw`, withdrawal(saved.version))).toMatchObject({ status: 409, ...refusal('already_withdrawn') });
    expect((await cw1.post(`/clients/${person.id}/consents`, body)).status).toBe(201);
  });

  it('of an old consent does not end what a newer one lets through', async () => {
    const person = await t.world.person();
    const old = await t.world.consent(person, { lastDay: '2026-11-20' });
    await t.world.move(await t.world.sentRequest(person), 'accept');
    t.clock.addDays(1);
    try {
      const city = await t.signIn('cw1');
      const navi = await t.signIn('navi1');
      const name = async (): Promise<object | null> => (await ok<{ basic: object | null }>(navi.get(`/clients/${person.id}`))).basic;
      expect(await name()).toBeNull();
      await t.world.consent(person, { givenOn: '2026-11-21' });
      expect(await name()).not.toBeNull();
      await ok(city.post(`/consents/${old.id}/withdraw`, { ...withdrawal(), withdrawnOn: '2026-11-21' }));
      expect(await name()).not.toBeNull();
    } finally {
      t.clock.addDays(-1);
    }
  });

  it('leaves cells that follow from the reasons, and a trace', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    await t.world.sentRequest(person);
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, withdrawal()));
    const { rows } = await t.owner.query('select access_differences($1)::int as n', [person.id]);
    expect(rows).toEqual([{ n: 0 }]);
    const trail = await t.owner.query('select action from audit_event where $1 = any(subjects) order by at, action', [person.id]);
    const actions = trail.rows.map((row: { action: string }) => row.action);
    for (const action of ['consents.record', 'referrals.draft', 'referrals.decide', 'consents.withdraw', 'referrals.end-sharing']) {
      expect(actions).toContain(action);
    }
  });
});

async function openItems(person: Person): Promise<readonly { kind: string; office: string }[]> {
  const { rows } = await t.owner.query<{ kind: string; office: string }>(
    `select f.kind, o.kind as office from follow_up f join office o on o.id = f.office_id where f.person_id = $1 and f.status = 'open'`,
    [person.id],
  );
  return rows;
}
