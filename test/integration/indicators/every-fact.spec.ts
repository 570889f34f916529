import { DATED_FACTS, type Fact } from '@madoguchi/indicators';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import type { ApiSession } from '../../support/api-session';
import { startTestApp, type TestApp } from '../../support/app';
import { expectOk, type Schemas } from '../../world/over-http';
import type { SharedPerson } from '../../world/world';

// Real: HTTP, PostgreSQL with the runtime roles. A line counts each fact in turn; who may open what stands behind it follows consent.
let t: TestApp;
let planner: ApiSession;
let planId: string;
let person: SharedPerson;
/** What Hello Work writes about the person, and so shares or not. */
const OF_HELLO_WORK: readonly Fact[] = ['consultation_held', 'job_seeker_registered', 'introduction_made', 'placement'];

beforeAll(async () => {
  t = await startTestApp();
  planner = await t.signIn('keikaku');
  planId = (await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner)).current;
  person = await t.world.sharedPerson({ familyName: '開示検査' });
  await t.world.consultation(person);
  await t.world.registration(person);
  await t.world.introduction(person);
  await t.world.confirmedPlacement(person);
});
afterAll(() => t.stop());

/** The first line of the plan counts this fact. */
async function define(fact: Fact, dateBasis: string): Promise<void> {
  const { figures } = expectOk(await planner.get<Schemas['FiguresDto']>(`/annual-plans/${planId}/figures`));
  const held = figures.find((one) => one.lineKey === '1-1');
  expectOk(await planner.put(`/annual-plans/${planId}/lines/1-1/0`, { fact, basis: 'events', dateBasis, routes: [], ...(held && { version: held.version }) }));
}

const records = async (session: ApiSession): Promise<Schemas['FigureRecordsDto']> =>
  expectOk(await session.get<Schemas['FigureRecordsDto']>(`/annual-plans/${planId}/figures/1-1/0/records`));

describe.each(DATED_FACTS.map(({ fact, date }) => [fact, date] as const))('%s by %s', (fact, date) => {
  it('opens to nobody but whom its record is open to; the rest is a number', async () => {
    await define(fact, date);
    const [other, counting] = [await t.signIn('soudan'), await records(planner)];
    for (const seen of [counting, await records(other)]) {
      expect([seen.open, seen.items]).toEqual([0, []]);
      expect(seen.total).toBe(counting.total);
    }
    expect((await records(await t.signIn('cw1'))).total).toBe(counting.total);
    if (OF_HELLO_WORK.includes(fact)) expect([counting.total, (await records(await t.signIn('cw1'))).open]).toEqual([1, 1]);
  });
});

it('closes with the consent, and the count stands', async () => {
  await t.world.withdraw(person.consent);
  const cw1 = await t.signIn('cw1');
  for (const fact of OF_HELLO_WORK) {
    await define(fact, DATED_FACTS.find((one) => one.fact === fact)?.date ?? '');
    const seen = await records(cw1);
    expect([fact, seen.total, seen.open, seen.closed]).toEqual([fact, 1, 0, 1]);
    expect(JSON.stringify(seen)).not.toContain('開示検査');
  }
});
