import { OFFICES, staffId } from '../../../apps/cli/src/demo/organisations';
import { startTestApp, type TestApp } from '../../support/app';
import { PlacementStory } from './placement-story';
import { auditOf, bodyOf, dueItems } from '../../support/looks';
import { lettingBack } from '../../world/facts';

// Real: HTTP, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let story: PlacementStory;
beforeAll(async () => {
  t = await startTestApp();
  story = await PlacementStory.begin(t);
});
afterAll(() => t.stop());

describe('就職', () => {
  it('is recorded under the referral, and counts for nothing until it is confirmed', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.recorded(client);
    expect(await story.placementsOf(client, story.navi)).toMatchObject([{ id, status: 'recorded', weeklyHours: 38.5, checks: [], separation: null, allowed: ['confirm', 'cancel'] }]);
    const { rows } = await t.owner.query('select referral_id from placement where id = $1', [id]);
    expect(rows).toEqual([{ referral_id: client.request.id }]);
    expect(await story.caseStatus(client)).toBe('open');
    expect(await dueItems(t, 'income_report', id)).toEqual([]);
  });

  it('once confirmed is looked after by Hello Work, asks the city for the income report, and moves the case on', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.confirmed(client);
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
    expect(await story.caseStatus(client)).toBe('retention');
    expect(await story.placementsOf(client, story.cw)).toMatchObject([{ id, status: 'confirmed', own: false, allowed: [], confirmedByName: '中野 拓也', checks: [{ milestone: 'w1' }, {}, {}, {}] }]);
    expect((await story.navi.post(`/placements/${id}/confirm`, { version: 2, confirmedOn: '2026-11-20' })).status).toBe(409);
  });

  it('tells the city nothing that the consent does not let through: no item, no state of the case', async () => {
    const client = await t.world.sharedPerson({}, lettingBack('basic', 'job_search'));
    const id = await story.confirmed(client);
    expect(await story.placementsOf(client, story.cw)).toEqual([]);
    expect(await dueItems(t, 'income_report', id)).toEqual([]);
    expect(await story.caseStatus(client)).toBe('open');
  });

  it('of an introduction takes its day, makes it 採用, and comes of it once unless cancelled', async () => {
    const client = await t.world.sharedPerson();
    await story.navi.post(`/clients/${client.id}/registrations`, {
      caseId: client.caseId,
      registrationNumber: '35010-90000001',
      registeredOn: '2026-11-01',
      firstEver: 'yes',
      wish: 'full_time',
    });
    const { id: introductionId } = bodyOf<{ id: string }>(
      await story.navi.post(`/clients/${client.id}/introductions`, {
        caseId: client.caseId,
        introducedOn: '2026-11-05',
        openingNumber: '35010-12345678',
        employerName: '試験商店',
        occupation: '販売',
      }),
    );
    const from = { introductionId, introducedOn: undefined, hiredOn: '2026-11-16' };
    expect(await story.record(client, { ...from, introducedOn: '2026-11-06' })).toMatchObject({ status: 422, body: { errors: [{ code: 'introduced_on_mismatch' }] } });
    expect(await story.record(client, { ...from, route: 'self' })).toMatchObject({ status: 422, body: { errors: [{ code: 'route_mismatch' }] } });
    const id = await story.recorded(client, from);
    expect(await story.placementsOf(client, story.navi)).toMatchObject([{ introducedOn: '2026-11-05', introductionId }]);
    const search = bodyOf<{ introductions: readonly object[] }>(await story.navi.get(`/clients/${client.id}/job-search`));
    expect(search.introductions).toMatchObject([{ id: introductionId, result: 'hired', resultOn: '2026-11-20' }]);
    expect((await story.record(client, from)).status).toBe(409);
    await story.navi.post(`/placements/${id}/cancel`, { version: 1, reason: 'entered_wrongly' });
    expect((await story.record(client, from)).status).toBe(201);
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
    const client = await t.world.sharedPerson();
    expect(await story.record(client, wrong)).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await story.placementsOf(client, story.navi)).toEqual([]);
  });

  it('may begin in the future while it is only recorded, and is confirmed between its first day and today', async () => {
    const client = await t.world.sharedPerson();
    const ahead = await story.recorded(client, { hiredOn: '2026-12-01' });
    expect(await story.navi.post(`/placements/${ahead}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).toMatchObject({ status: 422, body: { code: 'hired_in_future' } });
    const past = await story.recorded(client);
    expect(await story.navi.post(`/placements/${past}/confirm`, { version: 1, confirmedOn: '2026-10-30' })).toMatchObject({ status: 422, body: { code: 'confirmed_before_hired' } });
    expect(await story.navi.post(`/placements/${past}/confirm`, { version: 1, confirmedOn: '2026-11-21' })).toMatchObject({ status: 422, body: { code: 'future_date' } });
  });

  it('is confirmed once when two confirm at the same time', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.recorded(client);
    const navi2 = await t.signIn('navi2');
    const answers = await Promise.all([story.navi, navi2].map((session) => session.post(`/placements/${id}/confirm`, { version: 1, confirmedOn: '2026-11-20' })));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    expect(await dueItems(t, 'retention_check', id)).toHaveLength(4);
  });

  it('once cancelled owes nothing to anybody, and the case is 支援中 again', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.confirmed(client);
    expect((await story.cw.post(`/placements/${id}/cancel`, { version: 2, reason: 'not_started' })).status).toBe(404);
    expect(await story.navi.post(`/placements/${id}/cancel`, { version: 2, reason: 'boredom' })).toMatchObject({ status: 422, body: { code: 'unknown_code' } });
    expect((await story.navi.post(`/placements/${id}/cancel`, { version: 2, reason: 'not_started' })).body).toMatchObject({ status: 'cancelled' });
    expect((await dueItems(t, 'retention_check', id)).map((item) => item.status)).toEqual(['void', 'void', 'void', 'void']);
    expect((await dueItems(t, 'income_report', id)).map((item) => item.status)).toEqual(['void']);
    expect(await story.caseStatus(client)).toBe('open');
    expect(await story.navi.post(`/placements/${id}/cancel`, { version: 3, reason: 'not_started' })).toMatchObject({ status: 409, body: { allowed: [] } });
  });

  it('stays with Hello Work after a withdrawal, which can still record and confirm, and tells the city no more', async () => {
    const client = await t.world.sharedPerson();
    const first = await story.recorded(client);
    await t.world.withdraw(client.consent);
    expect(await story.placementsOf(client, story.cw)).toEqual([]);
    expect(await story.placementsOf(client, story.navi)).toMatchObject([{ id: first }]);
    expect((await story.navi.post(`/placements/${first}/confirm`, { version: 1, confirmedOn: '2026-11-20' })).status).toBe(200);
    expect(await dueItems(t, 'income_report', first)).toEqual([]);
    expect(await story.caseStatus(client)).toBe('open');
    await story.recorded(client, { caseId: undefined, hiredOn: '2026-11-02' });
  });

  it('leaves on record who looked and who confirmed', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.confirmed(client);
    await story.placementsOf(client, story.cw);
    expect(await auditOf(t, client.id, 'placements.confirm')).toEqual([{ staff: staffId('navi1'), purpose: 'support', detail: { placementId: id } }]);
    expect(await auditOf(t, client.id, 'placements.read')).toEqual([{ staff: staffId('cw1'), purpose: 'support', detail: { placements: [id] } }]);
  });
});

describe('two placements of one case', () => {
  it('leave the case 支援中 when both are cancelled at the same time', async () => {
    for (let round = 0; round < 3; round += 1) {
      const client = await t.world.sharedPerson();
      const both = [await story.confirmed(client), await story.confirmed(client, { hiredOn: '2026-11-01' })];
      const answers = await Promise.all(both.map((id) => story.navi.post(`/placements/${id}/cancel`, { version: 2, reason: 'not_started' })));
      expect(answers.map((answer) => answer.body['status'])).toEqual(['cancelled', 'cancelled']);
      expect(await story.caseStatus(client)).toBe('open');
    }
  });
});

describe('one placement', () => {
  it('is recorded once from two tabs, and again once it was cancelled', async () => {
    const client = await t.world.sharedPerson();
    const other = { route: 'self', introducedOn: undefined };
    const answers = await Promise.all([story.record(client, other), story.record(client, other)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body).toMatchObject({ code: 'placement_exists' });
    const [{ id } = { id: '' }] = await story.placementsOf(client, story.navi);
    expect((await story.navi.post(`/placements/${id}/cancel`, { version: 1, reason: 'not_started' })).status).toBe(200);
    expect((await story.record(client, other)).status).toBe(201);
  });
});
