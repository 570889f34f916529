/** A country's counters at once: the mix at a rate that is offered whether or not it can be answered, first to ours and then to the floor. */
import { offer } from './arrivals.mjs';
import { warm } from './compare.mjs';
import { round } from './figures.mjs';
import { family, quiet } from './processes.mjs';
import { say } from './scratch.mjs';
import { used } from './servers.mjs';

async function measure(side, servers, owner, { rps, minutes }, sequence) {
  // What was written before is sealed and on disk before the next side has its turn.
  await owner.query('checkpoint');
  await quiet(() => [servers.worker.pid, ...family(servers.postgresPid)]);
  const before = { ...used(side, servers), generator: ownCpuMs() };
  const started = performance.now();
  const offered = await offer({ port: side.port, perSecond: rps, milliseconds: minutes * 60_000, next: sequence() });
  const milliseconds = performance.now() - started;
  const after = { ...used(side, servers), generator: ownCpuMs() };
  // In cores: 1 is one core all the time.
  const cores = Object.fromEntries(Object.keys(before).map((name) => [name, round((after[name] - before[name]) / milliseconds)]));
  return { ...offered, cores };
}

const ownCpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

export async function country(chosen, servers, owner, { sequence }) {
  await warm(servers, chosen, sequence);
  const sides = {};
  for (const name of ['ours', 'floor']) {
    sides[name] = await measure(servers.sides[name], servers, owner, chosen, sequence);
    const { offeredPerSecond, answeredPerSecond, p50Ms, p99Ms, turnedAway, errors, lag, cores } = sides[name];
    say(`country, ${name}: ${answeredPerSecond}/s of ${offeredPerSecond}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${turnedAway} turned away, errors ${JSON.stringify(errors)}; our lag p99 ${lag.p99Ms} ms; cores ${JSON.stringify(cores)}`);
  }
  const ratio = { reached: round(sides.ours.answeredPerSecond / sides.floor.answeredPerSecond) };
  say(`country: ours reaches ${ratio.reached} of what the floor reaches`);
  return { ...sides, ratio };
}
