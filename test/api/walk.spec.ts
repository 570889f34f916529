import { FollowUpSweep } from '@madoguchi/follow-ups';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import { OFFICES } from '../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../support/app';
import { eventually } from '../support/eventually';
import { expectOk, PERSON, type Schemas, Walk } from '../world/over-http';
import type { ApiSession } from '../support/api-session';

// Real: the composed api and worker over HTTP, PostgreSQL with the runtime roles, BullMQ. One person from the counter to the plan's number.
let t: TestApp;
let walk: Walk;
let cw: ApiSession;
let navi: ApiSession;
let planner: ApiSession;
let planId: string;
beforeAll(async () => {
  t = await startTestApp();
  ({ current: planId } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner));
  await t.startWorker();
  await signInAll();
});
afterAll(() => t.stop());

/** Again after the clock was moved: sessions end after half a day. */
async function signInAll(): Promise<void> {
  cw = await t.signIn('cw1');
  navi = await t.signIn('navi1');
  planner = await t.signIn('keikaku');
  walk = new Walk(cw, await t.signIn('kakaricho'), navi);
}

const figure = async (part: number): Promise<Schemas['FigureDto']> => {
  const { figures } = expectOk(await planner.get<Schemas['FiguresDto']>(`/annual-plans/${planId}/figures`));
  const found = figures.find((one) => one.lineKey === '6-1' && one.part === part);
  if (!found) throw new Error('Line vi has no such part');
  return found;
};
const open = (session: ApiSession, id: string) => session.get<Schemas['ClientPageDto']>(`/clients/${id}`);

describe('one client from the counter to the plan’s number', () => {
  let client: Schemas['RegisteredDto'];
  let sibling: Schemas['RegisteredDto'];
  let consent: Schemas['ConsentSavedDto'];
  let referral: Schemas['ReferralSavedDto'];
  let introduction: Schemas['SavedDto'];
  let placement: Schemas['SavedDto'];

  it('1. is searched for, not found, and registered with the household', async () => {
    expect(expectOk(await cw.post<Schemas['SearchAnswerDto']>('/clients/search', { text: 'ヨシダ' })).hits).toEqual([]);
    const household = { caseNumber: '保12-345', householdType: 'single_parent' };
    client = await walk.register({ ...household, relation: 'head' });
    sibling = await walk.register({ ...household, relation: 'child', givenName: '陽', givenKana: 'ハル', birthDate: '2008-02-03' });
    const page = expectOk(await open(cw, client.id));
    expect(page.household).toMatchObject({ caseNumber: '保12-345', members: [{ relation: 'head' }, { relation: 'child', name: '𠮷田　陽' }] });
    expect(page.case).toMatchObject({ status: 'open', workerName: '小野寺 健' });
  });

  it('2. gives consent, and a second one to the same office is refused while the first is in force', async () => {
    consent = await walk.consent(client.id);
    const again = await cw.post(`/clients/${client.id}/consents`, {
      recipientOfficeId: OFFICES.helloWork.id,
      formId: '5a8f1d60-3c1e-4f4e-9a51-0c6f7d1e0001',
      givenOn: '2026-11-20',
      method: 'written',
    });
    expect(again.status).toBe(409);
    expect((await open(navi, client.id)).status).toBe(404);
  });

  it('3. is referred: drafted, decided by the supervisor, numbered, and due on an open day', async () => {
    referral = await walk.refer(client);
    const tray = expectOk(await navi.get<Schemas['ReferralPageDto']>('/referrals?box=received&state=open'));
    // 11-23 is a holiday, 11-21 and 22 are a weekend: five open days after Friday 11-20 end on Monday 11-30.
    expect(tray.items).toEqual([expect.objectContaining({ id: referral.id, status: 'sent', replyDueOn: '2026-11-30', openDaysLeft: 5, personName: '𠮷田　葵' })]);
  });

  it('4. is seen by the navigator as far as consent goes, and nobody else of the household is', async () => {
    const page = expectOk(await open(navi, client.id));
    expect(page.basic).toMatchObject({ familyName: PERSON.familyName });
    expect(page.contact).toMatchObject({ phone: PERSON.phone });
    expect(page.closedGroups).toEqual(['consultation', 'job_search']);
    expect(page.household?.members).toEqual([expect.objectContaining({ personId: client.id })]);
    expect((await open(navi, sibling.id)).status).toBe(404);
    expect(expectOk(await navi.post<Schemas['SearchAnswerDto']>('/clients/search', { text: 'ヨシダ' })).hits.map((hit) => hit.id)).toEqual([client.id]);
    referral = await walk.move(navi, referral, 'take');
    referral = await walk.move(navi, referral, 'accept');
    expect(referral.status).toBe('accepted');
    const boxed = async (state: string) => expectOk(await navi.get<Schemas['ReferralPageDto']>(`/referrals?box=received&state=${state}`)).items.map((item) => item.id);
    expect(await boxed('waiting')).toEqual([]);
    expect(await boxed('open')).toEqual([referral.id]);
  });

  it('5. gets a team, goals, menus and a review date', async () => {
    const plan = expectOk(
      await navi.post<Schemas['PlanWrittenDto']>(`/clients/${client.id}/support-plans`, {
        caseId: client.caseId,
        longTermGoal: '来春までに事務職に就く',
        periodFrom: '2026-11-20',
        periodUntil: '2027-05-19',
        reviewOn: '2027-02-19',
        goals: [{ goal: '履歴書を仕上げる', owner: 'client', dueOn: '2026-12-04' }],
        menus: [{ menu: 'application_coaching', owner: 'hello_work', periodFrom: '2026-11-20', periodUntil: '2027-05-19' }],
        members: [],
      }),
    );
    expectOk(await navi.post(`/support-plans/${plan.id}/agree`, { version: plan.version, agreedOn: '2026-11-20' }));
    const seen = expectOk(await cw.get<Schemas['SupportPlansDto']>(`/clients/${client.id}/support-plans`));
    expect(seen.plans).toEqual([expect.objectContaining({ longTermGoal: '来春までに事務職に就く', status: 'agreed', own: false })]);
  });

  it('6. registers as a job seeker, is consulted and introduced', async () => {
    await walk.registration(client, '35010-00000001');
    expectOk(
      await navi.post(`/clients/${client.id}/consultations`, {
        caseId: client.caseId,
        occurredOn: '2026-11-20',
        mode: 'counter',
        attended: true,
        content: '求人を3件見た。1件に応募する。',
        next: { plannedOn: '2026-12-04', place: '職業相談窓口', staffId: (expectOk(await navi.get<Schemas['OfficesDto']>('/offices')).colleagues.find((one) => one.name === '中野 拓也'))?.id },
      }),
    );
    introduction = await walk.introduction(client);
    const seen = expectOk(await cw.get<{ items: { content: string }[] }>(`/clients/${client.id}/consultations`));
    expect(seen.items.map((item) => item.content)).toEqual(['求人を3件見た。1件に応募する。']);
  });

  it('7. is hired and the navigator confirms it: line vi moves', async () => {
    const [clients, hired] = [await figure(0), await figure(1)];
    placement = await walk.placement(client, { introductionId: introduction.id });
    expect((await figure(1)).computed).toBe(hired.computed);
    placement = expectOk(await navi.post<Schemas['SavedDto']>(`/placements/${placement.id}/confirm`, { version: placement.version, confirmedOn: '2026-11-20' }));
    expect((await figure(0)).computed).toBe(clients.computed);
    expect((await figure(1)).computed).toBe(hired.computed + 1);
    expect(expectOk(await open(cw, client.id)).case).toMatchObject({ status: 'retention' });
  });

  it('8. is followed up when it is due, and the reminder comes by the job queue', async () => {
    const due = async (view: string) => expectOk(await navi.get<Schemas['FollowUpPageDto']>(`/follow-ups?view=${view}`));
    const mine = await due('mine');
    expect(mine.items.filter((item) => item.kind === 'retention_check').map((item) => [item.milestone, item.dueOn])).toEqual([
      ['w1', '2026-11-27'],
      ['m1', '2026-12-20'],
      ['m3', '2027-02-20'],
      ['m6', '2027-05-20'],
    ]);
    t.clock.addDays(7);
    await signInAll();
    await (await t.startWorker()).context.get(FollowUpSweep).run();
    const reminders = await eventually(async () => {
      const { reminders } = expectOk(await navi.get<Schemas['TodayDto']>('/today'));
      return reminders.length > 0 ? reminders : undefined;
    });
    expect(reminders).toEqual([expect.objectContaining({ kind: 'retention_check', dueOn: '2026-11-27' })]);

    const { placements } = expectOk(await navi.get<Schemas['PlacementsDto']>(`/clients/${client.id}/placements`));
    const [w1, m1] = placements[0]?.checks ?? [];
    expectOk(
      await navi.post(`/retention-checks/${w1?.id}/record`, { version: w1?.version, attemptedOn: '2026-11-27', reached: true, askedWhom: 'client', outcome: 'employed' }),
    );
    t.clock.set('2026-12-20T01:00:00Z');
    await signInAll();
    expectOk(
      await navi.post(`/retention-checks/${m1?.id}/record`, {
        version: m1?.version,
        attemptedOn: '2026-12-20',
        reached: true,
        askedWhom: 'client',
        outcome: 'left',
        leftOn: '2026-12-15',
        separationReason: 'own_choice',
      }),
    );
    expect((await due('mine')).items.filter((item) => item.kind === 'retention_check')).toEqual([]);
    expect(expectOk(await open(cw, client.id)).case).toMatchObject({ status: 'open' });
  });

  it('9. stands behind the figure: who may open it opens it, the others are told how many lie outside', async () => {
    const records = async (session: ApiSession, part: number) =>
      expectOk(await session.get<Schemas['FigureRecordsDto']>(`/annual-plans/${planId}/figures/6-1/${part}/records`));
    expect(await records(cw, 1)).toMatchObject({ total: 1, open: 1, closed: 0, items: [{ familyName: '𠮷田' }] });
    expect(await records(planner, 1)).toMatchObject({ total: 1, open: 0, closed: 1, items: [] });
    expect(await records(await t.signIn('soudan'), 0)).toMatchObject({ total: 1, open: 0, closed: 1 });
  });

  it('9a. counts by the routes that the planner chooses, and shows both numbers', async () => {
    const before = await figure(1);
    const counted = { fact: 'placement', basis: 'events', dateBasis: 'hired_on' };
    const chosen = expectOk(await planner.put<Schemas['PlanLineSavedDto']>(`/annual-plans/${planId}/lines/6-1/1`, { ...counted, version: before.version, routes: ['city', 'self'] }));
    expect(await figure(1)).toMatchObject({ computed: 0, allRoutes: 1, routes: ['city', 'self'] });
    const stale = await planner.put(`/annual-plans/${planId}/lines/6-1/1`, { ...counted, version: before.version, routes: [] });
    expect(stale.status).toBe(412);
    expectOk(await planner.put(`/annual-plans/${planId}/lines/6-1/1`, { ...counted, version: chosen.version, routes: [] }));
    expect(await figure(1)).toMatchObject({ computed: 1, allRoutes: 1 });
  });

  let exportId: string;
  it('10. comes down in the month’s export', async () => {
    ({ id: exportId } = expectOk(await navi.post<Schemas['ExportIdDto']>('/exports', { kind: 'monthly_outcomes', format: 'csv', month: '2026-11', reason: '月次報告' })));
    await eventually(async () => ((await navi.get<Schemas['ExportDto']>(`/exports/${exportId}`)).body.status === 'done' ? true : undefined));
    const file = await fetch(`${t.baseUrl}/api/exports/${exportId}/file`, { headers: { cookie: navi.cookie, 'x-assignment': navi.assignment } });
    const lines = (await file.text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.filter((line) => line.includes('𠮷田　葵'))).toHaveLength(2);
    expect(lines.filter((line) => line.includes('湊町食品株式会社'))).toHaveLength(1);
  });

  it('11. withdraws consent: what came from the other party closes at once and everywhere, the count stands', async () => {
    const before = [(await figure(0)).computed, (await figure(1)).computed];
    const rehearsal = expectOk(await cw.get<Schemas['WithdrawalRehearsalDto']>(`/consents/${consent.id}/withdrawal-rehearsal`));
    expect(rehearsal.closesGroups.length).toBeGreaterThan(0);
    expectOk(await cw.post(`/consents/${consent.id}/withdraw`, { version: consent.version, withdrawnOn: '2026-12-20', supportContinues: 'yes' }));

    const naviPage = expectOk(await open(navi, client.id));
    // 求職申込 made the person Hello Work's own client: the name stays, what the city wrote is gone.
    expect(naviPage.basic).toMatchObject({ familyName: '𠮷田', own: true });
    expect(naviPage).toMatchObject({ contact: null, household: null, case: null, health: null, workHistory: null });
    expect(expectOk(await navi.get<{ items: unknown[] }>(`/clients/${client.id}/consultations`)).items).toHaveLength(1);

    const cwPage = expectOk(await open(cw, client.id));
    expect(cwPage.basic).toMatchObject({ familyName: '𠮷田' });
    expect(expectOk(await cw.get<{ items: unknown[] }>(`/clients/${client.id}/consultations`)).items).toEqual([]);
    expect(expectOk(await cw.get<Schemas['PlacementsDto']>(`/clients/${client.id}/placements`)).placements).toEqual([]);
    expect(expectOk(await cw.get<Schemas['SupportPlansDto']>(`/clients/${client.id}/support-plans`)).plans).toEqual([]);
    expect(expectOk(await cw.get<Schemas['FigureRecordsDto']>(`/annual-plans/${planId}/figures/6-1/1/records`))).toMatchObject({ total: 1, open: 0, closed: 1 });

    expect([(await figure(0)).computed, (await figure(1)).computed]).toEqual(before);
    const tasks = expectOk(await navi.get<Schemas['FollowUpPageDto']>('/follow-ups?view=office')).items.map((item) => item.kind);
    expect(tasks).toEqual(expect.arrayContaining(['disposal_confirmation', 'support_without_sharing']));
  });

  it('11a. closes what the other party had been told in the packet, and a second withdrawal is refused', async () => {
    const seen = expectOk(await navi.get<Schemas['ReferralDto']>(`/referrals/${referral.id}`));
    expect(seen.parts).toEqual([]);
    const again = await cw.post(`/consents/${consent.id}/withdraw`, { version: consent.version + 1, withdrawnOn: '2026-12-20', supportContinues: 'yes' });
    expect(again.status).toBe(409);
  });
});

