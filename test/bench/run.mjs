/**
 * `npm run bench [-- --clients N --cities N --connections N --rounds N --seconds S --only PATTERN --json FILE]`: what the common
 * requests cost on a municipality of the demo's shape, as a multiple of the same work written by hand (floor.mjs).
 * A scratch database with fsync on; progress on stderr, one JSON document on stdout. All traffic stays on loopback.
 */
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../tools.mjs';
import { load } from './load.mjs';
import { cpuMs, family, memoryMb, start, until } from './processes.mjs';
import { scenarios } from './scenarios.mjs';
import { atTheEnd, CLOCK, dist, madeUpNames, openScratch, PASSWORD, runBench, say } from './scratch.mjs';
import { median, percentile, requestText, shoot } from './shots.mjs';

const CLIENTS_PER_CITY = 2_000;
const WARM_UP = 1_500;

function options() {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '100000' },
      cities: { type: 'string' },
      connections: { type: 'string', default: '16' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      only: { type: 'string', default: '' },
      json: { type: 'string' },
    },
  });
  const number = (name, value) => {
    if (!/^\d+(\.\d+)?$/.test(value) || Number(value) <= 0) throw new Error(`--${name} must be a number above 0.`);
    return Number(value);
  };
  const clients = number('clients', values.clients);
  return {
    clients,
    cities: values.cities === undefined ? Math.max(1, Math.round(clients / CLIENTS_PER_CITY)) : number('cities', values.cities),
    connections: number('connections', values.connections),
    rounds: number('rounds', values.rounds),
    seconds: number('seconds', values.seconds),
    only: new RegExp(values.only),
    json: values.json,
  };
}

/** The database, its schema, the demo's staff and plans, and the clients. */
async function prepare({ clients, cities }) {
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
  const rows = await load(owner, { clients, cities, demo, names: madeUpNames(), log: say });
  return { ...scratch, planId, rows };
}

/** The application as it is run, and the floor beside it. */
async function serve({ postgres, connections, dataDir, demo }) {
  const { endsWithParent, findFreePort } = dist('libs/platform/src/embedded');
  const prefix = endsWithParent('TERM');
  const port = await findFreePort(24_000, '127.0.0.1');
  const floorPort = await findFreePort(port + 1, '127.0.0.1');
  const env = {
    PATH: process.env['PATH'], PORT: String(port), DATA_DIR: dataDir, MADOGUCHI_CLOCK: CLOCK, LOG_LEVEL: 'info', SESSION_SECRET: `${PASSWORD}-session-secret-of-enough-length`,
    DATABASE_URL_APP: connections.app, DATABASE_URL_WORKER: connections.worker, DATABASE_URL_COUNTER: connections.counter, DATABASE_URL_QUEUE: connections.queue,
  };
  const api = start(prefix, [join(root, 'dist/apps/api/src/main.js')], env);
  atTheEnd(api.stop);
  const worker = start(prefix, [join(root, 'dist/apps/worker/src/main.js')], env);
  atTheEnd(worker.stop);
  const place = {
    url: postgres.ownerUrl, port: floorPort, municipality: demo.MUNICIPALITY.id, organisation: demo.CITY.id, office: demo.OFFICES.welfare.id, staff: demo.staffId('cw1'), today: CLOCK.slice(0, 10),
  };
  const floor = start(prefix, [join(root, 'test/bench/floor.mjs')], { PATH: process.env['PATH'], BENCH_FLOOR: JSON.stringify(place) });
  atTheEnd(floor.stop);
  const answers = async (url) => (await fetch(url).catch(() => undefined))?.ok === true;
  await until('the application is ready', () => answers(`http://127.0.0.1:${port}/api/health/ready`));
  await until('the floor is ready', () => answers(`http://127.0.0.1:${floorPort}/api/follow-ups`));
  return { api, worker, floor, port, floorPort };
}

async function signIn(port, login, demo) {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demo.DEMO_PASSWORD }),
  });
  if (response.status !== 200) throw new Error(`Sign-in of ${login} answered ${response.status}`);
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0], 'x-assignment': demo.assignmentId(login) };
}

/** One shot at one server, with what it cost both the server and PostgreSQL. */
async function measure({ pid, port, postgresPid, connections, seconds, next }) {
  const database = family(postgresPid);
  const before = [cpuMs([pid]), cpuMs(database)];
  const shot = await shoot({ port, connections, count: 20_000, milliseconds: seconds * 1_000, next });
  const after = [cpuMs([pid]), cpuMs(family(postgresPid))];
  return {
    ...shot,
    rps: shot.requests / shot.seconds,
    serverMs: (after[0] - before[0]) / shot.requests,
    postgresMs: (after[1] - before[1]) / shot.requests,
  };
}

const round = (value, digits = 2) => Number(value.toFixed(digits));

/** Medians over the rounds; latencies over all of them. */
function summary(shots) {
  const latencies = shots.flatMap((shot) => shot.latencies);
  const of = (field) => median(shots.map((shot) => shot[field]));
  return {
    rps: round(of('rps'), 0),
    p50Ms: round(percentile(latencies, 0.5)),
    p99Ms: round(percentile(latencies, 0.99)),
    serverCpuMs: round(of('serverMs'), 3),
    postgresCpuMs: round(of('postgresMs'), 3),
    cpuMs: round(median(shots.map((shot) => shot.serverMs + shot.postgresMs)), 3),
    bytes: round(shots.reduce((sum, shot) => sum + shot.bytes, 0) / latencies.length, 0),
    requests: latencies.length,
  };
}

async function compare(chosen, prepared, servers, list) {
  const { connections, rounds, seconds } = chosen;
  const results = {};
  for (const { name, next } of list) {
    const at = { ours: { pid: servers.api.pid, port: servers.port }, floor: { pid: servers.floor.pid, port: servers.floorPort } };
    const shots = { ours: [], floor: [] };
    // Both are warmed by the same number of requests, whatever time that takes.
    for (const { port } of [at.floor, at.ours]) await shoot({ port, connections, count: WARM_UP, milliseconds: 120_000, next });
    for (let number = 0; number < rounds; number += 1) {
      for (const side of number % 2 === 0 ? ['ours', 'floor'] : ['floor', 'ours']) {
        shots[side].push(await measure({ ...at[side], postgresPid: prepared.postgres.pid, connections, seconds, next }));
      }
    }
    const [ours, floor] = [summary(shots.ours), summary(shots.floor)];
    results[name] = { ours, floor, ratio: { throughput: round(ours.rps / floor.rps), cpu: round(ours.cpuMs / floor.cpuMs) } };
    say(`${name}: ${ours.rps}/s, p50 ${ours.p50Ms} ms, p99 ${ours.p99Ms} ms, CPU ${ours.serverCpuMs} + ${ours.postgresCpuMs} ms; floor ${floor.rps}/s, ${floor.serverCpuMs} + ${floor.postgresCpuMs} ms; CPU ×${results[name].ratio.cpu}`);
  }
  return results;
}

async function run(chosen) {
  const prepared = await prepare(chosen);
  const servers = await serve(prepared);
  const { demo, owner, planId } = prepared;
  const headers = { worker: await signIn(servers.port, 'cw1', demo), planner: await signIn(servers.port, 'keikaku', demo) };
  const list = (await scenarios({ owner, demo, planId, headers })).filter(({ name }) => chosen.only.test(name));
  const idle = memoryOf(servers, prepared);
  const results = await compare(chosen, prepared, servers, list);
  return {
    clients: chosen.clients, cities: chosen.cities, connections: chosen.connections, rounds: chosen.rounds, seconds: chosen.seconds,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version },
    rows: prepared.rows,
    scenarios: results,
    memoryMb: { idle, afterwards: memoryOf(servers, prepared) },
  };
}

function memoryOf({ api, worker, floor }, { postgres }) {
  return { api: memoryMb([api.pid]), worker: memoryMb([worker.pid]), floor: memoryMb([floor.pid]), postgres: memoryMb(family(postgres.pid)) };
}

const chosen = options();
await runBench(() => run(chosen), chosen.json);
