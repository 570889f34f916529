/**
 * `npm run bench [-- --clients N --cities N --connections N --rounds N --seconds S --runs N --only PATTERN --json FILE]`: what the
 * common requests cost on a municipality of the demo's shape, as a multiple of the same work written by hand (floor.mjs), each
 * by itself and as a mix of which 80 % read. `--country [--rps 1500 --minutes 10]` also offers the mix by the clock.
 * `--runs 3` measures all of it three times on one loading, and tells medians and between what the ratios lay; `--quick` is
 * for trying out. A scratch database with fsync on; progress on stderr, one JSON document on stdout. All traffic stays on loopback.
 */
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { compare } from './compare.mjs';
import { country } from './country.mjs';
import { together } from './figures.mjs';
import { load } from './load.mjs';
import { sameAnswers, scenarios } from './scenarios.mjs';
import { CLOCK, dist, madeUpNames, openScratch, PASSWORD, runBench, say } from './scratch.mjs';
import { memoryOf, serve, signIn } from './servers.mjs';
import { sizes } from './sizes.mjs';

const CLIENTS_PER_CITY = 2_000;
const DEFAULTS = { clients: 100_000, connections: 16, rounds: 5, seconds: 2, warmUp: 1_500, set: 100_000, runs: 1, rps: 1_500, minutes: 10 };
const QUICK = { clients: 2_000, rounds: 1, seconds: 0.5, warmUp: 100, rps: 100, minutes: 0.1 };

function options() {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string' },
      cities: { type: 'string' },
      connections: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      runs: { type: 'string' },
      rps: { type: 'string' },
      minutes: { type: 'string' },
      set: { type: 'string' },
      country: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      json: { type: 'string' },
    },
  });
  const defaults = { ...DEFAULTS, ...(values.quick ? QUICK : {}) };
  const number = (name, otherwise) => {
    const value = values[name] ?? String(otherwise);
    if (!/^\d+(\.\d+)?$/.test(value) || Number(value) <= 0) throw new Error(`--${name} must be a number above 0.`);
    return Number(value);
  };
  const chosen = Object.fromEntries(Object.entries(defaults).map(([name, otherwise]) => [name, number(name, otherwise)]));
  return {
    ...chosen,
    cities: number('cities', Math.max(1, Math.round(chosen.clients / CLIENTS_PER_CITY))),
    country: values.country,
    only: new RegExp(values.only),
    json: values.json,
  };
}

/** The database, its schema, the demo's staff and plans, and the clients. */
async function prepare({ clients, cities, set }) {
  const scratch = await openScratch();
  const { connections, dataDir, owner, demo } = scratch;
  const { fixedClock } = dist('libs/kernel/src');
  const clock = fixedClock(CLOCK);
  const settings = { port: 0, dataDir, production: false, connections, sessionSecret: PASSWORD, webRoot: undefined, behindProxy: false, clock, databaseCores: cpus().length };
  const app = await dist('apps/api/src/create-app').createApp(settings, dist('libs/platform/src').createLogger('bench', 'silent'));
  const planner = { assignmentId: demo.assignmentId('keikaku'), purpose: 'report', requestId: randomUUID(), clock };
  const { current: planId } = await dist('apps/cli/src/demo/seed-plans').adoptPlans(app, planner, owner);
  await app.close();

  say(`loading ${clients} clients of ${cities} cities`);
  const loading = await load(owner, { clients, cities, demo, names: madeUpNames(), log: say, set });
  const kept = await sizes(owner);
  for (const [name, { rowsPerPerson, bytesPerPerson }] of Object.entries(kept)) say(`${name}: ${rowsPerPerson} rows and ${bytesPerPerson} bytes a person`);
  return { ...scratch, planId, loading, kept };
}

/** Everything once. */
async function measureAll(chosen, servers, owner, list) {
  const results = {};
  for (const one of list.filter(({ name }) => chosen.only.test(name))) results[one.name] = await compare(chosen, servers, one);
  if (chosen.country && chosen.only.test('country')) results.country = await country(chosen, servers, owner, list.find(({ name }) => name === 'mix'));
  return results;
}

async function run(chosen) {
  const prepared = await prepare(chosen);
  const servers = await serve(prepared);
  const { demo, owner, planId } = prepared;
  const { ours } = servers.sides;
  const headers = { worker: await signIn(ours.port, 'cw1', demo), planner: await signIn(ours.port, 'keikaku', demo) };
  const list = await scenarios({ owner, demo, planId, headers });
  await sameAnswers(servers.sides, list);
  const idle = memoryOf(servers);
  const runs = [];
  for (let number = 1; number <= chosen.runs; number += 1) {
    if (chosen.runs > 1) say(`run ${number} of ${chosen.runs}`);
    runs.push(await measureAll(chosen, servers, owner, list));
  }
  const results = Object.fromEntries(Object.keys(runs[0]).map((name) => [name, together(runs.map((one) => one[name]))]));
  if (chosen.runs > 1) for (const [name, { ratio, spread }] of Object.entries(results)) say(`${name}: ${told(ratio, spread)}`);
  const { country: clock, ...closed } = results;
  return {
    clients: chosen.clients, cities: chosen.cities, connections: chosen.connections, rounds: chosen.rounds, seconds: chosen.seconds, runs: chosen.runs,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version },
    loadingSeconds: prepared.loading.seconds,
    rows: prepared.loading.rows,
    kept: prepared.kept,
    scenarios: closed,
    ...(clock ? { country: { rps: chosen.rps, minutes: chosen.minutes, ...clock } } : {}),
    memoryMb: { idle, afterwards: memoryOf(servers) },
  };
}

const told = (ratio, spread) => Object.keys(ratio).map((name) => `${name} ×${ratio[name]} (${spread[name].join(' to ')})`).join(', ');

const chosen = options();
await runBench(() => run(chosen), chosen.json);
