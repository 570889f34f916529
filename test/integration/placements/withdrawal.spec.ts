import { staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { bodyOf, dueItems } from '../../support/looks';
import { lettingBack } from '../../world/facts';
import { formOfEverything } from '../../world/own-form';
import type { Person } from '../../world/world';

// Real: HTTP, the withdrawal with all its participants, PostgreSQL.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
  navi = await t.signIn('navi1');
});
afterAll(() => t.stop());

async function writePlan(client: Person, session: ApiSession): Promise<string> {
  const answer = await session.post(`/clients/${client.id}/support-plans`, {
    caseId: client.caseId,
    longTermGoal: '働き続ける',
    periodFrom: '2026-11-20',
    periodUntil: '2027-05-20',
    reviewOn: '2027-02-19',
    goals: [],
    menus: [],
    members: [],
  });
  return bodyOf<{ id: string }>(answer).id;
}

async function arrange(client: Person, session: ApiSession, login: string): Promise<string> {
  const answer = await session.post(`/clients/${client.id}/consultations`, {
    caseId: client.caseId,
    occurredOn: '2026-11-20',
    mode: 'counter',
    attended: true,
    content: '次の予定を決めた',
    next: { plannedOn: '2026-12-04', place: '窓口', staffId: staffId(login) },
  });
  return bodyOf<{ appointmentId: string }>(answer).appointmentId;
}

async function place(client: Person): Promise<string> {
  const answer = await navi.post(`/clients/${client.id}/placements`, {
    caseId: client.caseId,
    hiredOn: '2026-11-10',
    route: 'self',
    term: 'regular',
    hours: 'part_time',
    permanentEmployee: false,
    dispatched: false,
    employerName: '試験商店',
    occupation: '販売',
  });
  const { id } = bodyOf<{ id: string }>(answer);
  expect((await navi.post(`/placements/${id}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).status).toBe(200);
  return id;
}

describe('what a withdrawal does to plans, appointments and placements', () => {
  it('is told before, closes the other side’s, and leaves each office its own with everything due', async () => {
    const client = await t.world.person();
    const { id: consentId } = await t.world.consent(client, { formId: await formOfEverything(t.owner) });
    await t.world.acceptedRequest(client);
    const [cityPlan, naviPlan] = [await writePlan(client, cw), await writePlan(client, navi)];
    const [cityAppointment, naviAppointment] = [await arrange(client, cw, 'cw1'), await arrange(client, navi, 'navi1')];
    const placementId = await place(client);
    expect(await dueItems(t, 'income_report', placementId)).toMatchObject([{ status: 'open' }]);

    const told = await cw.get(`/consents/${consentId}/withdrawal-rehearsal`);
    expect(told).toMatchObject({ status: 200, body: { plans: 2, appointments: 2 } });
    const withdrawn = await cw.post(`/consents/${consentId}/withdraw`, { version: 1, withdrawnOn: '2026-11-20', supportContinues: 'yes' });
    expect(withdrawn.status).toBe(200);

    const plans = async (session: ApiSession) => bodyOf<{ plans: { id: string }[] }>(await session.get(`/clients/${client.id}/support-plans`)).plans;
    expect(await plans(cw)).toMatchObject([{ id: cityPlan }]);
    expect(await plans(navi)).toMatchObject([{ id: naviPlan }]);
    expect(await dueItems(t, 'plan_review', naviPlan)).toMatchObject([{ status: 'open' }]);
    expect(await dueItems(t, 'appointment', cityAppointment)).toMatchObject([{ status: 'open' }]);
    expect(await dueItems(t, 'appointment', naviAppointment)).toMatchObject([{ status: 'open' }]);
    expect((await dueItems(t, 'retention_check', placementId)).map((item) => item.status)).toEqual(['open', 'open', 'open', 'open']);
    expect(await dueItems(t, 'income_report', placementId)).toMatchObject([{ status: 'void' }]);
    expect((await cw.get(`/clients/${client.id}/placements`)).body).toEqual({ placements: [] });
    expect((await navi.post(`/appointments/${naviAppointment}/outcome`, { version: 1, status: 'cancelled' })).status).toBe(200);
  });

  it('counts only what both sides saw', async () => {
    const client = await t.world.person();
    const { id: consentId } = await t.world.consent(client, lettingBack('basic', 'placement'));
    await t.world.acceptedRequest(client);
    await writePlan(client, cw);
    await writePlan(client, navi);
    await arrange(client, navi, 'navi1');
    expect((await cw.get(`/consents/${consentId}/withdrawal-rehearsal`)).body).toMatchObject({ plans: 1, appointments: 0 });
  });
});
