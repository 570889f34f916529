import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import type { ApiAnswer, ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { auditOf, bodyOf, dueItems, registerClient, shareWithHelloWork, type TestClient } from '../../support/shared-client';

// Real: HTTP, PostgreSQL with the runtime roles and all policies. Arranged behind the curtain: consent and referral.
let t: TestApp;
let cw: ApiSession;
let navi: ApiSession;
beforeAll(async () => {
  t = await startTestApp();
  cw = await t.signIn('cw1');
  navi = await t.signIn('navi1');
});
afterAll(() => t.stop());

interface Check {
  readonly id: string;
  readonly milestone: string;
  readonly dueOn: string;
  readonly version: number;
}
interface Placement {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly checks: readonly Check[];
}
interface SharedClient extends TestClient {
  readonly referralId: string;
  readonly withdraw: () => Promise<void>;
}

const job = {
  introducedOn: '2026-10-20',
  hiredOn: '2026-10-31',
  route: 'own_office',
  term: 'regular',
  hours: 'full_time',
  permanentEmployee: true,
  dispatched: false,
  weeklyHours: 38.5,
  employerName: '試験商店',
  occupation: '販売',
};

async function sharedClient(fromHelloWork?: readonly string[]): Promise<SharedClient> {
  const client = await registerClient(cw);
  return { ...client, ...(await shareWithHelloWork(t, client, fromHelloWork)) };
}

function record(client: TestClient, more: object = {}, session = navi): Promise<ApiAnswer> {
  return session.post(`/clients/${client.id}/placements`, { ...job, caseId: client.caseId, ...more });
}

async function recorded(client: TestClient, more: object = {}): Promise<string> {
  const answer = await record(client, more);
  expect(answer).toMatchObject({ status: 201, body: { version: 1 } });
  return bodyOf<{ id: string }>(answer).id;
}

async function confirmed(client: TestClient, more: object = {}): Promise<string> {
  const id = await recorded(client, more);
  expect((await navi.post(`/placements/${id}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).body).toEqual({ id, version: 2, status: 'confirmed' });
  return id;
}

async function placementsOf(client: TestClient, session: ApiSession): Promise<readonly Placement[]> {
  const answer = await session.get(`/clients/${client.id}/placements`);
  expect(answer.status).toBe(200);
  return bodyOf<{ placements: readonly Placement[] }>(answer).placements;
}

async function caseStatus(client: TestClient): Promise<string | undefined> {
  return bodyOf<{ case: { status: string } | null }>(await cw.get(`/clients/${client.id}`)).case?.status;
}

async function checkOf(client: TestClient, milestone: string): Promise<Check> {
  const check = (await placementsOf(client, navi))[0]?.checks.find((one) => one.milestone === milestone);
  if (!check) throw new Error(`No check ${milestone}`);
  return check;
}

describe('就職', () => {
  it('is recorded under the referral, and counts for nothing until it is confirmed', async () => {
    const client = await sharedClient();
    const id = await recorded(client);
    expect(await placementsOf(client, navi)).toMatchObject([{ id, status: 'recorded', weeklyHours: 38.5, checks: [], separation: null, allowed: ['confirm', 'cancel'] }]);
    const { rows } = await t.owner.query('select referral_id from placement where id = $1', [id]);
    expect(rows).toEqual([{ referral_id: client.referralId }]);
    expect(await caseStatus(client)).toBe('open');
    expect(await dueItems(t, 'income_report', id)).toEqual([]);
  });

  it('once confirmed is looked after by Hello Work, asks the city for the income report, and moves the case on', async () => {
    const client = await sharedClient();
    const id = await confirmed(client);
    const office = { office: OFFICES.helloWork.id, status: 'open', assignee: staffId('navi1') };
    expect(await dueItems(t, 'retention_check', id)).toEqual([
      { ...office, milestone: 'w1', dueOn: '2026-11-07' },
      { ...office, milestone: 'm1', dueOn: '2026-11-30' },
      { ...office, milestone: 'm3', dueOn: '2027-01-31' },
      { ...office, milestone: 'm6', dueOn: '2027-04-30' },
    ]);
    expect(await dueItems(t, 'income_report', id)).toEqual([
      { office: OFFICES.welfare.id, milestone: '', dueOn: '2026-11-20', status: 'open', assignee: staffId('cw1') },
    ]);
    expect(await caseStatus(client)).toBe('retention');
    expect(await placementsOf(client, cw)).toMatchObject([{ id, status: 'confirmed', own: false, allowed: [], confirmedByName: '中野 拓也', checks: [{ milestone: 'w1' }, {}, {}, {}] }]);
    expect((await navi.post(`/placements/${id}/confirm`, { version: 2, confirmedOn: '2026-11-20' })).status).toBe(409);
  });

  it('tells the city nothing that the consent does not let through: no item, no state of the case', async () => {
    const client = await sharedClient(['basic', 'job_search']);
    const id = await confirmed(client);
    expect(await placementsOf(client, cw)).toEqual([]);
    expect(await dueItems(t, 'income_report', id)).toEqual([]);
    expect(await caseStatus(client)).toBe('open');
  });

  it('of an introduction takes its day, makes it 採用, and comes of it once unless cancelled', async () => {
    const client = await sharedClient();
    await navi.post(`/clients/${client.id}/registrations`, {
      caseId: client.caseId,
      registrationNumber: '35010-90000001',
      registeredOn: '2026-11-01',
      firstEver: 'yes',
      wish: 'full_time',
    });
    const { id: introductionId } = bodyOf<{ id: string }>(
      await navi.post(`/clients/${client.id}/introductions`, {
        caseId: client.caseId,
        introducedOn: '2026-11-05',
        openingNumber: '35010-12345678',
        employerName: '試験商店',
        occupation: '販売',
      }),
    );
    const from = { introductionId, introducedOn: undefined, hiredOn: '2026-11-16' };
    expect(await record(client, { ...from, introducedOn: '2026-11-06' })).toMatchObject({ status: 422, body: { errors: [{ code: 'introduced_on_mismatch' }] } });
    expect(await record(client, { ...from, route: 'self' })).toMatchObject({ status: 422, body: { errors: [{ code: 'route_mismatch' }] } });
    const id = await recorded(client, from);
    expect(await placementsOf(client, navi)).toMatchObject([{ introducedOn: '2026-11-05', introductionId }]);
    const search = bodyOf<{ introductions: readonly object[] }>(await navi.get(`/clients/${client.id}/job-search`));
    expect(search.introductions).toMatchObject([{ id: introductionId, result: 'hired', resultOn: '2026-11-20' }]);
    expect((await record(client, from)).status).toBe(409);
    await navi.post(`/placements/${id}/cancel`, { version: 1, reason: 'entered_wrongly' });
    expect((await record(client, from)).status).toBe(201);
  });

  it.each([
    ['an introduction after the first day', { introducedOn: '2026-11-01' }, 'introducedOn', 'introduced_after_hired'],
    ['the own office without an introduction', { introducedOn: undefined }, 'introducedOn', 'introduced_on_required'],
    ['a part-time 正社員', { hours: 'part_time' }, 'permanentEmployee', 'permanent_part_time'],
    ['a seasonal 正社員', { term: 'seasonal' }, 'permanentEmployee', 'permanent_not_regular'],
    ['an impossible week', { weeklyHours: 60.5 }, 'weeklyHours', 'range'],
    ['an unknown route', { route: 'luck' }, 'route', 'unknown_code'],
    ['no employer', { employerName: '' }, 'employerName', 'required'],
  ])('refuses %s, names the field, and writes nothing', async (_name, wrong, field, code) => {
    const client = await sharedClient();
    expect(await record(client, wrong)).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await placementsOf(client, navi)).toEqual([]);
  });

  it('may begin in the future while it is only recorded, and is confirmed between its first day and today', async () => {
    const client = await sharedClient();
    const ahead = await recorded(client, { hiredOn: '2026-12-01' });
    expect(await navi.post(`/placements/${ahead}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).toMatchObject({ status: 422, body: { code: 'hired_in_future' } });
    const past = await recorded(client);
    expect(await navi.post(`/placements/${past}/confirm`, { version: 1, confirmedOn: '2026-10-30' })).toMatchObject({ status: 422, body: { code: 'confirmed_before_hired' } });
    expect(await navi.post(`/placements/${past}/confirm`, { version: 1, confirmedOn: '2026-11-21' })).toMatchObject({ status: 422, body: { code: 'future_date' } });
  });

  it('is confirmed once when two confirm at the same time', async () => {
    const client = await sharedClient();
    const id = await recorded(client);
    const navi2 = await t.signIn('navi2');
    const answers = await Promise.all([navi, navi2].map((session) => session.post(`/placements/${id}/confirm`, { version: 1, confirmedOn: '2026-11-20' })));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await dueItems(t, 'retention_check', id)).toHaveLength(4);
  });

  it('once cancelled owes nothing to anybody, and the case is 支援中 again', async () => {
    const client = await sharedClient();
    const id = await confirmed(client);
    expect((await cw.post(`/placements/${id}/cancel`, { version: 2, reason: 'not_started' })).status).toBe(404);
    expect(await navi.post(`/placements/${id}/cancel`, { version: 2, reason: 'boredom' })).toMatchObject({ status: 422, body: { code: 'unknown_code' } });
    expect((await navi.post(`/placements/${id}/cancel`, { version: 2, reason: 'not_started' })).body).toMatchObject({ status: 'cancelled' });
    expect((await dueItems(t, 'retention_check', id)).map((item) => item.status)).toEqual(['void', 'void', 'void', 'void']);
    expect((await dueItems(t, 'income_report', id)).map((item) => item.status)).toEqual(['void']);
    expect(await caseStatus(client)).toBe('open');
    expect(await navi.post(`/placements/${id}/cancel`, { version: 3, reason: 'not_started' })).toMatchObject({ status: 409, body: { allowed: [] } });
  });

  it('stays with Hello Work after a withdrawal, which can still record and confirm, and tells the city no more', async () => {
    const client = await sharedClient();
    const first = await recorded(client);
    await client.withdraw();
    expect(await placementsOf(client, cw)).toEqual([]);
    expect(await placementsOf(client, navi)).toMatchObject([{ id: first }]);
    expect((await navi.post(`/placements/${first}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).status).toBe(201);
    expect(await dueItems(t, 'income_report', first)).toEqual([]);
    expect(await caseStatus(client)).toBe('open');
    await recorded(client, { caseId: undefined });
  });

  it('leaves on record who looked and who confirmed', async () => {
    const client = await sharedClient();
    const id = await confirmed(client);
    await placementsOf(client, cw);
    expect(await auditOf(t, client.id, 'placements.confirm')).toEqual([{ staff: staffId('navi1'), purpose: 'support', detail: { placementId: id } }]);
    expect(await auditOf(t, client.id, 'placements.read')).toEqual([{ staff: staffId('cw1'), purpose: 'support', detail: { placements: [id] } }]);
  });
});

describe('定着確認', () => {
  const attempt = { version: 1, attemptedOn: '2026-11-09', reached: true, askedWhom: 'client', outcome: 'employed' };
  const left = { ...attempt, attemptedOn: '2026-11-20', outcome: 'left', leftOn: '2026-11-14', separationReason: 'health' };

  it('is recorded and leaves the queue; an unknown outcome may be replaced, a known one not', async () => {
    const client = await sharedClient();
    const id = await confirmed(client);
    const check = await checkOf(client, 'w1');
    const path = `/retention-checks/${check.id}/record`;
    expect((await navi.post(path, { ...attempt, reached: false, outcome: 'unknown' })).body).toEqual({ id: check.id, version: 2, outcome: 'unknown' });
    expect((await dueItems(t, 'retention_check', id)).map((item) => [item.milestone, item.status])).toEqual([
      ['w1', 'done'],
      ['m1', 'open'],
      ['m3', 'open'],
      ['m6', 'open'],
    ]);
    expect((await navi.post(path, { ...attempt, version: 2, note: '元気にしている' })).status).toBe(201);
    expect(await checkOf(client, 'w1')).toMatchObject({ reached: true, outcome: 'employed', askedWhom: 'client', note: '元気にしている', version: 3 });
    expect(await navi.post(path, { ...left, version: 3 })).toMatchObject({ status: 409, body: { code: 'already_recorded' } });
  });

  it.each([
    ['a day to come', { attemptedOn: '2026-11-21' }, 'attemptedOn', 'future_date'],
    ['a day before the first', { attemptedOn: '2026-10-30' }, 'attemptedOn', 'attempted_before_hired'],
    ['still employed though nobody was reached', { reached: false }, 'outcome', 'employed_unreached'],
    ['gone without a day', { ...left, leftOn: undefined }, 'leftOn', 'left_on_required'],
    ['gone without a reason', { ...left, separationReason: undefined }, 'separationReason', 'separation_reason_required'],
    ['gone for an unknown reason', { ...left, separationReason: 'boredom' }, 'separationReason', 'unknown_code'],
    ['gone before the first day', { ...left, leftOn: '2026-10-30' }, 'leftOn', 'left_before_hired'],
    ['a day of leaving though employed', { leftOn: '2026-11-01' }, 'leftOn', 'separation_not_expected'],
  ])('refuses %s, names the field, and writes nothing', async (_name, wrong, field, code) => {
    const client = await sharedClient();
    await confirmed(client);
    const check = await checkOf(client, 'w1');
    expect(await navi.post(`/retention-checks/${check.id}/record`, { ...attempt, ...wrong })).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await checkOf(client, 'w1')).toMatchObject({ attemptedOn: null, version: 1 });
  });

  it('that finds the person gone ends the placement: a separation, no more checks, the case 支援中 again', async () => {
    const client = await sharedClient();
    const id = await confirmed(client);
    const [w1, m1] = [await checkOf(client, 'w1'), await checkOf(client, 'm1')];
    expect((await navi.post(`/retention-checks/${w1.id}/record`, left)).body).toMatchObject({ outcome: 'left' });
    expect(await placementsOf(client, cw)).toMatchObject([{ status: 'confirmed', separation: { leftOn: '2026-11-14', reason: 'health' } }]);
    expect((await dueItems(t, 'retention_check', id)).map((item) => item.status)).toEqual(['done', 'void', 'void', 'void']);
    expect(await caseStatus(client)).toBe('open');
    expect(await navi.post(`/retention-checks/${m1.id}/record`, left)).toMatchObject({ status: 409, body: { code: 'already_left' } });
  });

  it('keeps the case in 定着支援中 while another placement of it goes on', async () => {
    const client = await sharedClient();
    await confirmed(client, { hiredOn: '2026-11-02', introducedOn: '2026-11-01' });
    await confirmed(client);
    const checks = (await placementsOf(client, navi))[1]?.checks;
    expect((await navi.post(`/retention-checks/${checks?.[0]?.id ?? ''}/record`, left)).status).toBe(201);
    expect(await caseStatus(client)).toBe('retention');
  });

  it('belongs to the organisation that confirmed', async () => {
    const client = await sharedClient();
    await confirmed(client);
    const check = await checkOf(client, 'w1');
    expect((await cw.post(`/retention-checks/${check.id}/record`, attempt)).status).toBe(404);
  });
});
