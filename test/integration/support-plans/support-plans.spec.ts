import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { auditOf, bodyOf, dueItems } from '../../support/looks';
import type { Person } from '../../world/world';

// Real: HTTP, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let cw: ApiSession;
let supervisor: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
  supervisor = await t.signIn('kakaricho');
  navi = await t.signIn('navi1');
});
afterAll(() => t.stop());

interface Plan {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly allowed: readonly string[];
}

const plan = {
  longTermGoal: '販売の仕事に就き、半年続ける',
  periodFrom: '2026-11-20',
  periodUntil: '2027-05-20',
  reviewOn: '2027-02-19',
  goals: [
    { goal: '応募書類を整える', owner: 'client', dueOn: '2026-12-10' },
    { goal: '求人を三つ示す', owner: 'hello_work', dueOn: '2026-12-25' },
  ],
  menus: [{ menu: 'application_coaching', owner: 'hello_work', periodFrom: '2026-11-24', periodUntil: '2027-01-31' }],
  members: [
    { staffId: staffId('cw1'), duty: '担当CW' },
    { staffId: staffId('navi1'), duty: '就職支援ナビゲーター' },
  ],
};

async function write(client: Person, session = cw): Promise<string> {
  const written = await session.post(`/clients/${client.id}/support-plans`, { ...plan, caseId: client.caseId });
  expect(written).toMatchObject({ status: 201, body: { version: 1 } });
  return bodyOf<{ id: string }>(written).id;
}

async function plansOf(client: Person, session: ApiSession): Promise<readonly Plan[]> {
  const answer = await session.get(`/clients/${client.id}/support-plans`);
  expect(answer.status).toBe(200);
  return bodyOf<{ plans: readonly Plan[] }>(answer).plans;
}

describe('a support plan', () => {
  it('is written whole, goes through agreement, decision and evaluation, and keeps its review in the queue until then', async () => {
    const client = await t.world.person();
    const id = await write(client);
    const review = { office: OFFICES.welfare.id, milestone: '', dueOn: '2027-02-19', assignee: staffId('cw1') };
    expect(await dueItems(t, 'plan_review', id)).toEqual([{ ...review, status: 'open' }]);

    const [draft] = await plansOf(client, cw);
    expect(draft).toMatchObject({ id, status: 'draft', own: true, allowed: ['agree'], officeName: OFFICES.welfare.name, approvedByName: null });
    expect(draft).toMatchObject({
      goals: [{ goal: '応募書類を整える' }, { goal: '求人を三つ示す', owner: 'hello_work', dueOn: '2026-12-25' }],
      menus: [{ menu: 'application_coaching', periodUntil: '2027-01-31' }],
    });

    expect(await supervisor.post(`/support-plans/${id}/approve`, { version: 1, approvedOn: '2026-11-20' })).toMatchObject({
      status: 409,
      body: { code: 'illegal_transition', allowed: ['agree'] },
    });
    expect((await cw.post(`/support-plans/${id}/agree`, { version: 1, agreedOn: '2026-11-20' })).body).toEqual({ id, version: 2, status: 'agreed' });
    expect((await supervisor.post(`/support-plans/${id}/approve`, { version: 2, approvedOn: '2026-11-20' })).body).toMatchObject({ status: 'approved' });
    expect(await plansOf(client, cw)).toMatchObject([{ status: 'approved', approvedByName: '河野 誠一', approvedOn: '2026-11-20', allowed: ['evaluate'] }]);
    expect((await cw.post(`/support-plans/${id}/evaluate`, { version: 3 })).body).toMatchObject({ status: 'evaluated', version: 4 });
    expect(await dueItems(t, 'plan_review', id)).toEqual([{ ...review, status: 'done' }]);
  });

  it('refuses a stale version with the stored one, and a decision by somebody without the permission', async () => {
    const client = await t.world.person();
    const id = await write(client);
    expect(await cw.post(`/support-plans/${id}/agree`, { version: 9, agreedOn: '2026-11-20' })).toMatchObject({ status: 412, body: { code: 'stale' } });
    await cw.post(`/support-plans/${id}/agree`, { version: 1, agreedOn: '2026-11-20' });
    expect((await cw.post(`/support-plans/${id}/approve`, { version: 2, approvedOn: '2026-11-20' })).status).toBe(403);
    expect(await plansOf(client, cw)).toMatchObject([{ status: 'agreed', version: 2 }]);
  });

  it.each([
    ['a period that ends before it starts', { periodUntil: '2026-11-19' }, 'periodUntil', 'end_before_start'],
    ['a review outside the period', { reviewOn: '2027-05-21' }, 'reviewOn', 'review_outside_period'],
    ['a goal outside the period', { goals: [{ ...plan.goals[0], dueOn: '2027-06-01' }] }, 'goals.0.dueOn', 'goal_outside_period'],
    ['a menu outside the period', { menus: [{ ...plan.menus[0], periodFrom: '2026-11-19' }] }, 'menus.0.periodFrom', 'menu_outside_period'],
    ['a menu that nobody offers', { menus: [{ ...plan.menus[0], menu: 'space_travel' }] }, 'menus.0.menu', 'unknown_code'],
    ['a member who works nowhere', { members: [{ staffId: '00000000-0000-4000-8000-000000000000', duty: 'x' }] }, 'members', 'unknown_staff'],
    ['a goal without words', { goals: [{ goal: ' ', owner: 'client', dueOn: '2026-12-10' }] }, 'goals.0.goal', 'required'],
    ['a field nobody knows', { goals: [{ ...plan.goals[0], id: 'x' }] }, 'goals.0.id', 'unknown_field'],
  ])('refuses %s, names the field, and writes nothing', async (_name, wrong, field, code) => {
    const client = await t.world.person();
    const refused = await cw.post(`/clients/${client.id}/support-plans`, { ...plan, caseId: client.caseId, ...wrong });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await plansOf(client, cw)).toEqual([]);
  });

  it('is read by Hello Work while consent lasts, never changed by it, and Hello Work keeps its own after a withdrawal', async () => {
    const client = await t.world.person();
    const cityPlan = await write(client);
    expect((await navi.get(`/clients/${client.id}/support-plans`)).status).toBe(404);
    const consent = await t.world.consent(client);
    const request = await t.world.acceptedRequest(client);
    expect(await plansOf(client, navi)).toMatchObject([{ id: cityPlan, own: false, allowed: [] }]);
    expect((await navi.post(`/support-plans/${cityPlan}/agree`, { version: 1, agreedOn: '2026-11-20' })).status).toBe(404);

    const naviPlan = await write(client, navi);
    expect((await plansOf(client, cw)).map((one) => one.id).sort()).toEqual([cityPlan, naviPlan].sort());
    const { rows } = await t.owner.query('select referral_id from support_plan where id = $1', [naviPlan]);
    expect(rows).toEqual([{ referral_id: request.id }]);

    await t.world.withdraw(consent);
    expect(await plansOf(client, navi)).toMatchObject([{ id: naviPlan, own: true }]);
    expect(await plansOf(client, cw)).toMatchObject([{ id: cityPlan }]);
    expect((await navi.post(`/support-plans/${naviPlan}/agree`, { version: 1, agreedOn: '2026-11-20' })).status).toBe(200);
  });

  it('leaves on record who looked', async () => {
    const client = await t.world.person();
    const id = await write(client);
    await plansOf(client, supervisor);
    expect(await auditOf(t, client.id, 'support-plans.read')).toEqual([{ staff: staffId('kakaricho'), purpose: 'support', detail: { plans: [id] } }]);
    expect(await auditOf(t, client.id, 'support-plans.write')).toMatchObject([{ staff: staffId('cw1') }]);
  });

  it('answers a repeated command once', async () => {
    const client = await t.world.person();
    const body = { ...plan, caseId: client.caseId };
    const [one, two] = await Promise.all([
      cw.post(`/clients/${client.id}/support-plans`, body, 'plan-double-click'),
      cw.post(`/clients/${client.id}/support-plans`, body, 'plan-double-click'),
    ]);
    expect(two.body).toEqual(one.body);
    expect(await plansOf(client, cw)).toHaveLength(1);
  });
});
