import { Client } from 'pg';
import { startTestApp, type TestApp } from '../../support/app';
import { Allowed } from './allowed';
import { Chance } from './chance';
import { compareCells, compareDrift, compareNobody, compareSecondLine, type Comparison, nothingCompared } from './second-line';
import { Stage } from './stage';
import { oneStep } from './story';
import { settleTown } from './town';
import { universeOf } from './universe';

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
  const found: Comparison = nothingCompared();
  for (let step = 1; step <= STEPS; step += 1) {
    await oneStep(stage);
    if (step % 10 !== 0) continue;
    const allowed = new Allowed(stage.model, await universeOf(t.owner));
    await compareSecondLine(runtime, allowed, found);
    await compareNobody(runtime, found);
    compareCells(allowed, found);
    await compareDrift(t.owner, allowed, found);
  }
  console.log([...new Set(found.differences.map((d) => d.replace(/^(second line: \S+ \S+ \S+ \S+) .*$/, "$1")))].slice(0, 120).join("\n"));
  console.log(found.decisions, JSON.stringify(Object.fromEntries([...await universeOf(t.owner)].map(([k, v]) => [k, v.length]))), [...stage.model.referrals.values()].map((r) => `${r.status}${r.sentAt ? "+" : ""}${r.sharingEndedAt ? "x" : ""}`).join(" "), JSON.stringify(stage.told.reduce<Record<string, number>>((a, l) => { const k = l.replace(/R08-\d+|\b[0-9a-f]{8}\b|\d{4}-\d\d-\d\d\S*/g, "").replace(/^\S+ /, ""); a[k] = (a[k] ?? 0) + 1; return a; }, {}), null, 1));
  expect(found.differences).toEqual([]);
  expect(stage.trespasses).toEqual([]);
});
