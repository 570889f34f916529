import { Client } from 'pg';
import { adoptPlans } from '../../../apps/cli/src/demo/seed-plans';
import { startTestApp, type TestApp } from '../../support/app';
import { Chance } from './chance';
import { compareRooms, compareRows, compareWire } from './checkpoint';
import { type Comparison, nothingCompared } from './second-line';
import { setScene } from './scene';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';

/**
 * The heart of the product: for random consents, requests, withdrawals and staff, every room shows exactly the rows that
 * the rules allow: the row policies alone (bare statements of the runtime role), the queries alone (row security off),
 * and both over HTTP. The oracle knows the rules and what happened, and no cell.
 *
 * Real: the composed application, PostgreSQL with the runtime roles. `npm run test:access -- --decisions N [--seed S]`
 * tells more stories; a seed tells its story again.
 */
const SEED = Number(process.env['MADOGUCHI_ACCESS_SEED'] ?? 20_261_120);
const WANTED = Number(process.env['MADOGUCHI_ACCESS_DECISIONS'] ?? 0);
/** The short form is one story; a longer one is told with less haste between the looks. */
const STEPS = WANTED === 0 ? 110 : 250;
const ROWS_EVERY = WANTED === 0 ? 10 : 5;
const ROOMS_EVERY = 60;
const MANY = 20;

jest.setTimeout(24 * 3_600_000);

/** One town, one story, told from a seed. */
async function tell(seed: number, into: Comparison): Promise<Stage> {
  const t: TestApp = await startTestApp();
  const runtime = new Client({ connectionString: t.database.connections.app });
  await runtime.connect();
  try {
    const stage = new Stage(t, await settleTown(t.owner, t.clock.now()), new Chance(seed));
    const { current } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
    for (let step = 1; step <= STEPS && into.differences.length < MANY; step += 1) {
      await oneStep(stage, step);
      if (step % ROWS_EVERY === 0) await compareRows(stage, runtime, into);
      if (step % ROOMS_EVERY !== 0) continue;
      await compareRooms(stage, current, stage.chance.some(stage.model.actors, 0.2), into);
      await compareWire(stage, stage.chance.some(stage.model.actors, 0.25), into);
    }
    // At the end, when most is there to be kept apart, everybody looks.
    await setScene(stage);
    await compareRows(stage, runtime, into);
    await compareRooms(stage, current, stage.model.actors, into);
    await compareWire(stage, stage.chance.some(stage.model.actors, 0.3), into);
    return stage;
  } finally {
    await runtime.end();
    await t.stop();
  }
}

it(`shows everybody exactly what the rules allow, from seed ${SEED}`, async () => {
  const found = nothingCompared();
  const began = Date.now();
  for (let seed = SEED; ; seed += 1) {
    const stage = await tell(seed, found);
    const shared = stage.model.sendings.length;
    process.stdout.write(
      `access: seed ${seed}, ${shared} sendings, ${found.decisions} decisions in ${Math.round((Date.now() - began) / 1_000)} s, ${found.differences.length} differences\n`,
    );
    const story = `Seed ${seed} ended with:\n${stage.told.slice(-30).join('\n')}`;
    // A story in which nothing was shared would compare nothing that matters.
    expect(shared).toBeGreaterThan(2);
    expect({ differences: found.differences.slice(0, MANY), story }).toEqual({ differences: [], story });
    expect(stage.trespasses).toEqual([]);
    if (found.decisions >= WANTED) break;
  }
});
