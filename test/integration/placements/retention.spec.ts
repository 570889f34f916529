import { startTestApp, type TestApp } from '../../support/app';
import { PlacementStory } from './placement-story';
import { dueItems } from '../../support/looks';

// Real: HTTP, PostgreSQL with the runtime roles and all policies.
let t: TestApp;
let story: PlacementStory;
beforeAll(async () => {
  t = await startTestApp();
  story = await PlacementStory.begin(t);
});
afterAll(() => t.stop());

describe('定着確認', () => {
  const attempt = { version: 1, attemptedOn: '2026-11-09', reached: true, askedWhom: 'client', outcome: 'employed' };
  const left = { ...attempt, attemptedOn: '2026-11-20', outcome: 'left', leftOn: '2026-11-14', separationReason: 'health' };

  it('is recorded and leaves the queue; an unknown outcome may be replaced, a known one not', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.confirmed(client);
    const check = await story.checkOf(client, 'w1');
    const path = `/retention-checks/${check.id}/record`;
    expect((await story.navi.post(path, { ...attempt, reached: false, outcome: 'unknown' })).body).toEqual({ id: check.id, version: 2, outcome: 'unknown' });
    expect((await dueItems(t, 'retention_check', id)).map((item) => [item.milestone, item.status])).toEqual([
      ['w1', 'done'],
      ['m1', 'open'],
      ['m3', 'open'],
      ['m6', 'open'],
    ]);
    expect((await story.navi.post(path, { ...attempt, version: 2, note: '元気にしている' })).status).toBe(200);
    expect(await story.checkOf(client, 'w1')).toMatchObject({ reached: true, outcome: 'employed', askedWhom: 'client', note: '元気にしている', version: 3 });
    expect(await story.navi.post(path, { ...left, version: 3 })).toMatchObject({ status: 409, body: { code: 'already_recorded' } });
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
    const client = await t.world.sharedPerson();
    await story.confirmed(client);
    const check = await story.checkOf(client, 'w1');
    expect(await story.navi.post(`/retention-checks/${check.id}/record`, { ...attempt, ...wrong })).toMatchObject({ status: 422, body: { errors: [{ field, code }] } });
    expect(await story.checkOf(client, 'w1')).toMatchObject({ attemptedOn: null, version: 1 });
  });

  it('that finds the person gone ends the placement: a separation, no more checks, the case 支援中 again', async () => {
    const client = await t.world.sharedPerson();
    const id = await story.confirmed(client);
    const [w1, m1] = [await story.checkOf(client, 'w1'), await story.checkOf(client, 'm1')];
    expect((await story.navi.post(`/retention-checks/${w1.id}/record`, left)).body).toMatchObject({ outcome: 'left' });
    expect(await story.placementsOf(client, story.cw)).toMatchObject([{ status: 'confirmed', separation: { leftOn: '2026-11-14', reason: 'health' } }]);
    expect((await dueItems(t, 'retention_check', id)).map((item) => item.status)).toEqual(['done', 'void', 'void', 'void']);
    expect(await story.caseStatus(client)).toBe('open');
    expect(await story.navi.post(`/retention-checks/${m1.id}/record`, left)).toMatchObject({ status: 409, body: { code: 'already_left' } });
  });

  it('keeps the case in 定着支援中 while another placement of it goes on', async () => {
    const client = await t.world.sharedPerson();
    await story.confirmed(client, { hiredOn: '2026-11-02', introducedOn: '2026-11-01' });
    await story.confirmed(client);
    const checks = (await story.placementsOf(client, story.navi))[1]?.checks;
    expect((await story.navi.post(`/retention-checks/${checks?.[0]?.id ?? ''}/record`, left)).status).toBe(200);
    expect(await story.caseStatus(client)).toBe('retention');
  });

  it('belongs to the organisation that confirmed', async () => {
    const client = await t.world.sharedPerson();
    await story.confirmed(client);
    const check = await story.checkOf(client, 'w1');
    expect((await story.cw.post(`/retention-checks/${check.id}/record`, attempt)).status).toBe(404);
  });
});
