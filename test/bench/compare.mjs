/** Each request by itself, as fast as a few connections can have it answered: what it costs on both sides. */
import { median, percentile, round } from './figures.mjs';
import { say } from './scratch.mjs';
import { used } from './servers.mjs';
import { shoot } from './shots.mjs';

/** Nobody asks more of one shot, however fast the answers are. */
const MOST = 20_000;

/** One shot at one server, with what it cost both the server and PostgreSQL. */
async function measure(side, servers, { connections, seconds }, next) {
  const before = used(side, servers);
  const shot = await shoot({ port: side.port, connections, count: MOST, milliseconds: seconds * 1_000, next });
  const after = used(side, servers);
  return {
    ...shot,
    rps: shot.requests / shot.seconds,
    serverMs: (after.server - before.server) / shot.requests,
    postgresMs: (after.postgres - before.postgres) / shot.requests,
  };
}

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

/** Both sides are warmed by the same number of requests, whatever time that takes. */
export async function warm(servers, { connections, warmUp }, sequence) {
  for (const { port } of [servers.sides.floor, servers.sides.ours]) await shoot({ port, connections, count: warmUp, milliseconds: 120_000, next: sequence() });
}

/** One scenario on both sides, in turns. */
export async function compare(chosen, servers, { name, sequence }) {
  const shots = { ours: [], floor: [] };
  await warm(servers, chosen, sequence);
  for (let number = 0; number < chosen.rounds; number += 1) {
    for (const side of number % 2 === 0 ? ['ours', 'floor'] : ['floor', 'ours']) {
      shots[side].push(await measure(servers.sides[side], servers, chosen, sequence()));
    }
  }
  const [ours, floor] = [summary(shots.ours), summary(shots.floor)];
  const ratio = { throughput: round(ours.rps / floor.rps), cpu: round(ours.cpuMs / floor.cpuMs) };
  say(`${name}: ${ours.rps}/s, p50 ${ours.p50Ms} ms, p99 ${ours.p99Ms} ms, CPU ${ours.serverCpuMs} + ${ours.postgresCpuMs} ms; floor ${floor.rps}/s, ${floor.serverCpuMs} + ${floor.postgresCpuMs} ms; CPU ×${ratio.cpu}`);
  return { ours, floor, ratio };
}
