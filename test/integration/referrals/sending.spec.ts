import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { ok } from '../../support/looks';
import { NARROW_FORM, PARTS } from '../../world/facts';
import { draftOverHttp } from '../../world/over-http';
import type { Saved } from '../../world/world';

// Real: HTTP, the composed application, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw1: ApiSession;
let boss: ApiSession;
let navi1: ApiSession;

beforeAll(async () => {
  t = await startTestApp();
  cw1 = await t.signIn('cw1');
  boss = await t.signIn('kakaricho');
  navi1 = await t.signIn('navi1');
});
afterAll(() => t.stop());

describe('drafting', () => {
  it('needs a consent in force', async () => {
    const person = await t.world.person();
    const refused = await draftOverHttp(cw1, person);
    expect(refused).toMatchObject({ status: 409, body: { code: 'consent_missing' } });
  });

  it('names the group that consent does not cover, and writes nothing', async () => {
    const person = await t.world.person();
    await t.world.consent(person, { formId: NARROW_FORM });
    const refused = await draftOverHttp(cw1, person, [...PARTS, { itemGroup: 'health', body: '腰痛' }]);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'outside_consent', errors: [{ field: 'parts.2.itemGroup', code: 'outside_consent', message: '健康は、本人の同意に含まれていません。' }] },
    });
    const { rows } = await t.owner.query('select count(*)::int as n from referral where person_id = $1', [person.id]);
    expect(rows).toEqual([{ n: 0 }]);
  });

  it('is open once for a person and recipient, also for two who save at once', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const answers = await Promise.all([draftOverHttp(cw1, person), draftOverHttp(cw1, person), draftOverHttp(cw1, person)]);
    expect(answers.map((one) => one.status).sort()).toEqual([201, 409, 409]);
    expect(await draftOverHttp(cw1, person)).toMatchObject({ status: 409, body: { code: 'referral_open' } });
  });

  it('is no business of another office or of Hello Work', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const { id } = await t.world.draftedRequest(person);
    const other = await t.signIn('soudan');
    expect((await other.get(`/referrals/${id}`)).status).toBe(404);
    expect((await navi1.get(`/referrals/${id}`)).status).toBe(404);
    expect((await other.post(`/clients/${person.id}/referrals`, { caseId: person.caseId, recipientOfficeId: person.id, parts: PARTS })).status).toBe(404);
  });

  it('may be written anew until it is put up, and taken back for good', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const drafted = await t.world.draftedRequest(person);
    const edited = await ok<Saved>(cw1.put(`/referrals/${drafted.id}/parts`, { version: drafted.version, parts: [{ itemGroup: 'basic', body: '書き直し' }] }));
    const opened = await ok<{ parts: object[]; allowed: string[] }>(cw1.get(`/referrals/${drafted.id}`));
    expect(opened.parts).toEqual([{ itemGroup: 'basic', body: '書き直し' }]);
    expect(opened.allowed).toEqual(['edit', 'submit', 'recall']);
    expect((await cw1.put(`/referrals/${drafted.id}/parts`, { version: drafted.version, parts: PARTS })).status).toBe(412);
    expect(await t.world.move(edited, 'recall')).toMatchObject({ status: 'recalled' });
    expect((await draftOverHttp(cw1, person)).status).toBe(201);
  });
});

describe('deciding', () => {
  it('is not for the writer, and not for a caseworker', async () => {
    const person = await t.world.person({ by: 'kakaricho' });
    await t.world.consent(person, { by: 'kakaricho' });
    const submitted = await t.world.move(await t.world.draftedRequest(person, { by: 'kakaricho' }), 'submit', { by: 'kakaricho' });
    const own = await boss.post(`/referrals/${submitted.id}/decide`, { version: submitted.version });
    expect(own).toMatchObject({ status: 409, body: { code: 'own_decision' } });
    expect((await cw1.post(`/referrals/${submitted.id}/decide`, { version: submitted.version })).status).toBe(403);
  });

  it('numbers and dates the request, starts the clock on open days, and puts it into both queues', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const sent = await t.world.sentRequest(person);
    // Friday 20 November 2026; Monday 23 is a holiday: the fifth open day is Monday 30.
    const opened = await ok<Record<string, unknown>>(boss.get(`/referrals/${sent.id}`));
    expect(opened).toMatchObject({
      status: 'sent',
      documentNumber: expect.stringMatching(/^福就第\d+号$/) as string,
      sentOn: '2026-11-20',
      replyDueOn: '2026-11-30',
      openDaysLeft: 5,
      nextMove: { officeName: '山口公共職業安定所', mine: false, action: 'assign' },
      decidedByName: '河野 誠一',
    });
    const { rows } = await t.owner.query(
      `select f.kind, f.waiting, o.kind as office, f.due_on::text as due, f.status from follow_up f join office o on o.id = f.office_id
       where f.subject_id = $1 and f.status = 'open' order by f.waiting`,
      [sent.id],
    );
    expect(rows).toEqual([
      { kind: 'referral_reply', waiting: false, office: 'hello_work', due: '2026-11-30', status: 'open' },
      { kind: 'referral_reply', waiting: true, office: 'welfare', due: '2026-11-30', status: 'open' },
    ]);
  });

  it('asks for consent again: what was withdrawn in between does not go out', async () => {
    const person = await t.world.person();
    const consent = await t.world.consent(person);
    const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
    await ok(cw1.post(`/consents/${consent.id}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' }));
    const late = await boss.post(`/referrals/${submitted.id}/decide`, { version: submitted.version });
    expect(late.status).toBe(412);
    const opened = await ok<{ status: string; allowed: string[] }>(boss.get(`/referrals/${submitted.id}`));
    expect(opened).toMatchObject({ status: 'recalled', allowed: [] });
  });

  it('sends nothing under a consent that has run out since it was put up', async () => {
    const person = await t.world.person();
    await t.world.consent(person, { lastDay: '2026-11-20' });
    const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
    t.clock.addDays(1);
    try {
      const tomorrow = await t.signIn('kakaricho');
      const late = await tomorrow.post(`/referrals/${submitted.id}/decide`, { version: submitted.version });
      expect(late).toMatchObject({ status: 409, body: { code: 'consent_missing' } });
    } finally {
      t.clock.addDays(-1);
    }
    const { rows } = await t.owner.query('select r.status, r.sending_id, (select count(*)::int from referral_sending s where s.referral_id = r.id) as sendings from referral r where r.id = $1', [submitted.id]);
    expect(rows).toEqual([{ status: 'submitted', sending_id: null, sendings: 0 }]);
  });

  it('dates the document since it was put up, and not in the future', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
    for (const [sentOn, code] of [['2026-11-21', 'future_date'], ['2026-11-19', 'sent_before_submitted']]) {
      const refused = await boss.post(`/referrals/${submitted.id}/decide`, { version: submitted.version, sentOn });
      expect(refused).toMatchObject({ status: 422, body: { code, errors: [{ field: 'sentOn' }] } });
    }
  });

  it('may send a draft back with words that stay in the office', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
    const back = await t.world.move(submitted, 'send-back', { reason: '職歴を詳しく' });
    expect(back.status).toBe('draft');
    const sent = await t.world.move(await t.world.move(back, 'submit'), 'decide');
    const here = await ok<{ steps: { note: string | null; toStatus: string }[] }>(cw1.get(`/referrals/${sent.id}`));
    expect(here.steps.map((step) => step.toStatus)).toEqual(['draft', 'submitted', 'draft', 'submitted', 'sent']);
    expect(here.steps[2]?.note).toBe('職歴を詳しく');
    const there = await ok<{ steps: { toStatus: string }[] }>(navi1.get(`/referrals/${sent.id}`));
    expect(there.steps.map((step) => step.toStatus)).toEqual(['sent']);
  });

  it('happens once for two who press at once', async () => {
    const person = await t.world.person();
    await t.world.consent(person);
    const submitted = await t.world.move(await t.world.draftedRequest(person), 'submit');
    const press = (): Promise<{ status: number }> => boss.post(`/referrals/${submitted.id}/decide`, { version: submitted.version });
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map((one) => one.status).sort()).toEqual([200, 412, 412]);
  });
});
