import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { Client } from 'pg';
import { adoptedPlan } from '../../support/adopted-plan';
import { startTestApp, type TestApp } from '../../support/app';
import { Chance } from './chance';
import { compareBareWrites, compareRooms, compareRows, compareWire } from './checkpoint';
import { type Comparison, nothingCompared } from './second-line';
import { setScene } from './scene';
import { setGuardedScene } from './scene-guarded';
import { setOnwardScene } from './scene-onward';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';
import { wireStep } from './wire-acts';

/**
 * The heart of the product: for random consents, requests, withdrawals and staff, every room shows exactly the rows that
 * the rules allow: the row policies alone (bare statements of the runtime role), the queries alone (row security off),
 * and both over HTTP. The oracle knows the rules and what happened, and no cell.
 *
 * Real: the composed application, PostgreSQL with the runtime roles. `npm run test:access -- --decisions N [--seed S]`
 * tells more stories; a seed tells its story again.
 */
const SEED = Number(process.env['MADOGUCHI_ACCESS_SEED'] ?? 20_261_120);
/** How far from one seed to the next: several processes share the seeds between them. */
const STRIDE = Number(process.env['MADOGUCHI_ACCESS_STRIDE'] ?? 1);
/** Each story that was told is one line of this file; the file says when it is enough. */
const TOLD = process.env['MADOGUCHI_ACCESS_TOLD'];
const WANTED = Number(process.env['MADOGUCHI_ACCESS_DECISIONS'] ?? 0);
const WANTED_OVER_HTTP = Number(process.env['MADOGUCHI_ACCESS_OVER_HTTP'] ?? 0);
/** The short form is one story; a longer one is told with less haste between the looks. */
const [STEPS, ROWS_EVERY, ROOMS_EVERY, WIRE_STEPS] = WANTED === 0 ? [80, 10, 40, 12] : [160, 10, 80, 140];
const MANY = 20;

jest.setTimeout(24 * 3_600_000);

/** One town, one story, told from a seed. */
async function tell(seed: number, into: Comparison): Promise<Stage> {
  const t: TestApp = await startTestApp();
  const runtime = new Client({ connectionString: t.database.connections.app });
  await runtime.connect();
  try {
    const stage = new Stage(t, await settleTown(t.owner, t.clock.now()), new Chance(seed));
    const current = await adoptedPlan(t);
    for (let step = 1; step <= STEPS && into.differences.length < MANY; step += 1) {
      await oneStep(stage, step);
      if (step % ROWS_EVERY === 0) await compareRows(stage, runtime, into);
      if (step % ROOMS_EVERY !== 0) continue;
      await compareRooms(stage, current, stage.chance.some(stage.model.actors, 0.15), into);
      await compareWire(stage, stage.chance.some(stage.model.actors, 0.15), into);
    }
    // The story goes on at the counters, over HTTP, each act with everybody's look at what it touched.
    for (let step = 1; step <= WIRE_STEPS && into.differences.length < MANY; step += 1) await wireStep(stage, into);
    // At the end, when most is there to be kept apart, everybody looks: by the policies each time, through every room in longer stories.
    await setGuardedScene(stage);
    await setOnwardScene(stage);
    await setScene(stage);
    await compareRows(stage, runtime, into);
    await compareBareWrites(stage, runtime, into);
    await compareRooms(stage, current, WANTED === 0 ? stage.chance.some(stage.model.actors, 0.3) : stage.model.actors, into);
    await compareWire(stage, stage.chance.some(stage.model.actors, WANTED === 0 ? 0.15 : 0.3), into);
    return stage;
  } finally {
    await runtime.end();
    await t.stop();
  }
}

interface Told {
  readonly seed: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly differences: number;
  readonly seconds: number;
}

const allTold = (): readonly Told[] => (TOLD !== undefined && existsSync(TOLD) ? readFileSync(TOLD, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Told) : []);

/** What everybody who writes into the file has decided by now. */
function enough(own: Comparison): boolean {
  if (TOLD === undefined) return own.decisions >= WANTED;
  const kinds = allTold().flatMap((told) => Object.entries(told.kinds));
  const sum = (over: RegExp): number => kinds.filter(([kind]) => over.test(kind)).reduce((total, [, times]) => total + times, 0);
  return sum(/^/) >= WANTED && sum(/^HTTP/) >= WANTED_OVER_HTTP;
}

it(`shows everybody exactly what the rules allow, from seed ${SEED}`, async () => {
  const known = new Set(allTold().map((told) => told.seed));
  for (let seed = SEED; ; seed += STRIDE) {
    if (known.has(seed)) continue;
    const found = nothingCompared();
    const began = Date.now();
    const stage = await tell(seed, found);
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    const shared = stage.model.sendings.length;
    process.stdout.write(`access: seed ${seed}, ${shared} sendings, ${found.decisions} decisions in ${seconds} s, ${found.differences.length} differences\n`);
    if (TOLD !== undefined) appendFileSync(TOLD, `${JSON.stringify({ seed, kinds: Object.fromEntries(found.kinds), differences: found.differences.length, seconds } satisfies Told)}\n`);
    const story = `Seed ${seed} ended with:\n${stage.told.slice(-30).join('\n')}`;
    // A story in which nothing was shared would compare nothing that matters.
    expect(shared).toBeGreaterThan(2);
    expect({ differences: found.differences.slice(0, MANY), story }).toEqual({ differences: [], story });
    expect(stage.trespasses).toEqual([]);
    if (enough(found)) break;
  }
});
