import { Client } from 'pg';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../../support/app';
import { Chance } from './chance';
import { compareRooms, compareRows } from './checkpoint';
import { type Comparison, nothingCompared } from './second-line';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';

// Real: the composed application and PostgreSQL with the runtime roles. The oracle knows what happened and the rules, and no cell.
const SEED = Number(process.env['MADOGUCHI_ACCESS_SEED'] ?? 20_261_120);
const STEPS = Number(process.env["STEPS"] ?? 60);

jest.setTimeout(600_000);
let t: TestApp;
let runtime: Client;
beforeAll(async () => {
  t = await startTestApp();
  runtime = new Client({ connectionString: t.database.connections.app });
  await runtime.connect();
});
afterAll(async () => {
  await runtime.end();
  await t.stop();
});

it(`shows everybody exactly what the rules allow (seed ${SEED})`, async () => {
  const stage = new Stage(t, await settleTown(t.owner, t.clock.now()), new Chance(SEED));
  const { current } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  const found: Comparison = nothingCompared();
  for (let step = 1; step <= STEPS; step += 1) {
    await oneStep(stage);
    if (step % 10 === 0) await compareRows(stage, runtime, found);
    if (step % 40 === 0) await compareRooms(stage, current, stage.chance.some(stage.model.actors, 0.4), found);
  }
  console.log([...new Set(found.differences.map((d) => d.replace(/^(second line: \S+ \S+ \S+ \S+) .*$/, "$1").replace(/[0-9a-f]{8}-[-0-9a-f]+/g, '*')))].slice(0, 60).join("\n"));
  console.log(found.decisions);
  expect(found.differences).toEqual([]);
  expect(stage.trespasses).toEqual([]);
});
