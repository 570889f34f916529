/** The application as it is run, and the floor beside it, on one database. */
import { join } from 'node:path';
import { root } from '../../tools.mjs';
import { cpuMs, family, memoryMb, start, until } from './processes.mjs';
import { atTheEnd, CLOCK, dist, PASSWORD } from './scratch.mjs';

/** @returns the worker, PostgreSQL, and each side as a process and its port */
export async function serve({ postgres, connections, dataDir, demo }) {
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
    url: postgres.ownerUrl, port: floorPort, municipality: demo.MUNICIPALITY.id, organisation: demo.CITY.id, office: demo.OFFICES.welfare.id, staff: demo.staffId('cw1'), today: CLOCK.slice(0, 10), now: CLOCK,
  };
  const floor = start(prefix, [join(root, 'test/bench/floor.mjs')], { PATH: process.env['PATH'], BENCH_FLOOR: JSON.stringify(place) });
  atTheEnd(floor.stop);
  const answers = async (url) => (await fetch(url).catch(() => undefined))?.ok === true;
  await until('the application is ready', () => answers(`http://127.0.0.1:${port}/api/health/ready`));
  await until('the floor is ready', () => answers(`http://127.0.0.1:${floorPort}/api/follow-ups`));
  return { worker, postgresPid: postgres.pid, sides: { ours: { pid: api.pid, port }, floor: { pid: floor.pid, port: floorPort } } };
}

export async function signIn(port, login, demo) {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: demo.DEMO_PASSWORD }),
  });
  if (response.status !== 200) throw new Error(`Sign-in of ${login} answered ${response.status}`);
  return { cookie: (response.headers.get('set-cookie') ?? '').split(';')[0], 'x-assignment': demo.assignmentId(login) };
}

/** CPU in ms that a side, PostgreSQL and the worker have used so far. */
export function used({ pid }, { postgresPid, worker }) {
  return { server: cpuMs([pid]), postgres: cpuMs(family(postgresPid)), worker: cpuMs([worker.pid]) };
}

export function memoryOf({ sides, worker, postgresPid }) {
  return { api: memoryMb([sides.ours.pid]), worker: memoryMb([worker.pid]), floor: memoryMb([sides.floor.pid]), postgres: memoryMb(family(postgresPid)) };
}
