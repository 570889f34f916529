import { adoptedPlan } from '../../support/adopted-plan';
import { startTestApp, type TestApp } from '../../support/app';
import { Chance } from './chance';
import { visitRooms, withoutPolicies } from './checkpoint';
import { nothingCompared } from './second-line';
import { setScene } from './scene';
import { setGuardedScene } from './scene-guarded';
import { setOnwardScene } from './scene-onward';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';

// Mocked: line one. Every query of every room has forgotten to ask; the row policies must be enough, room by room.
jest.mock('@madoguchi/access', () => {
  const forgotten = (): string => '';
  const all = ['scope', 'scopePerson', 'scopeSeen', 'scopeSeenPerson', 'scopeParty', 'scopeOwnGroup', 'scopeWritten'];
  return { ...jest.requireActual<object>('@madoguchi/access'), ...Object.fromEntries(all.map((name) => [name, forgotten])) };
});

jest.setTimeout(300_000);
let t: TestApp;
let stage: Stage;
let planId: string;
beforeAll(async () => {
  t = await startTestApp();
  stage = new Stage(t, await settleTown(t.owner, t.clock.now()), new Chance(23));
  planId = await adoptedPlan(t);
  for (let step = 1; step <= 40; step += 1) await oneStep(stage, step);
  await setGuardedScene(stage);
  await setOnwardScene(stage);
  await setScene(stage);
});
afterAll(() => t.stop());

it('shows everybody exactly what the rules allow, by the row policies alone', async () => {
  const found = nothingCompared();
  await visitRooms(stage, planId, stage.model.actors, 'second line alone', found);
  expect(found.differences).toEqual([]);
  expect(stage.trespasses).toEqual([]);
});

it('and shows too much in every room once these are off as well', async () => {
  const found = nothingCompared();
  const readers = ['uketsuke', 'shuro', 'navi1', 'toukatsu', 'soudan'].map((login) => stage.model.actor(login));
  await withoutPolicies(t.owner, () => visitRooms(stage, planId, readers, 'no line', found));
  for (const room of ['page', 'contacts', 'job search', 'plans', 'placements', 'health', 'request', 'search', 'records of part 1']) {
    expect([room, found.differences.some((line) => line.includes(`: ${room}`))]).toEqual([room, true]);
  }
});
