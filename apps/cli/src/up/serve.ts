import { resolve } from 'node:path';
import { type Environment, findFreePort, resolveConnections, resolveRolePasswords } from '@madoguchi/platform';
import { migrate, seedIfEmpty } from '../steps';
import { announce, say, sayMore, step } from './announce';
import { openDatabase } from './database';
import { waitUntilReady } from './health';
import { tellAddress } from './lock';
import { Service } from './service';

const CRASHES_BEFORE_GIVING_UP = 4;
const READY_WITHIN_MILLISECONDS = 120_000;

export interface Stoppable {
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly environment: Environment;
  /** Filled with what was started, in that order; the caller stops it backwards. */
  readonly started: Stoppable[];
  /** Aborted when the stop begins: steps that have not begun are then left out. */
  readonly signal: AbortSignal;
  readonly onLost: (reason: string) => void;
}

/** Goes through the steps up to a ready application. @throws when one of them fails. */
export async function serve(options: ServeOptions): Promise<void> {
  const { dataDir, fresh, environment, started, signal, onLost } = options;
  let port = wantedPort(environment);
  const [api, worker] = (['api', 'worker'] as const).map(
    (name) =>
      new Service({
        name,
        script: scriptOf(name),
        dataDir,
        environment: () => ({ ...addressesFor(environment), PORT: String(port), DATA_DIR: dataDir }),
        log: sayMore,
      }),
  ) as [Service, Service];
  for (const service of [api, worker]) {
    const pid = await service.stopLeftover();
    if (pid !== undefined) say(`Stopped process ${pid}, which an earlier run had left behind`);
  }

  const onMoved = (): void => void Promise.all([api.restart(), worker.restart()]);
  const database = await step(1, 'Starting the database', () =>
    openDatabase({ environment, dataDir, fresh, log: sayMore, onMoved, onLost }),
  );
  started.push(database);
  const { ownerUrl } = database;

  if (signal.aborted) return;
  await step(2, 'Bringing the database to the present schema', () =>
    migrate({ ownerUrl, rolePasswords: resolveRolePasswords(environment), log: sayMore }),
  );

  if (signal.aborted) return;
  await step(3, 'Loading the demo municipality', async () => {
    if (!(await seedIfEmpty({ ownerUrl, environment: addressesFor(environment), log: sayMore }))) sayMore('it is there already');
  });

  if (signal.aborted) return;
  const wanted = port;
  port = await findFreePort(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken; using ${port}`);
  await step(4, 'Starting the application and its worker', async () => {
    for (const service of [api, worker]) {
      service.start();
      started.push(service);
    }
    const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
    const failed = (): Service | undefined => [api, worker].find(({ crashes }) => crashes >= CRASHES_BEFORE_GIVING_UP);
    const hopeless = (): boolean => signal.aborted || failed() !== undefined || Date.now() > deadline;
    if ((await waitUntilReady(`http://127.0.0.1:${port}`, hopeless)) || signal.aborted) return;
    const culprit = failed() ?? api;
    throw new Error(`It does not become ready. The end of ${culprit.logFile}:\n${culprit.lastWords()}`);
  });

  if (signal.aborted) return;
  const address = `http://localhost:${port}`;
  tellAddress(dataDir, address);
  announce(address, environment);
  say('\nCtrl-C stops everything; npm start brings it back with its data.');
}

function wantedPort(environment: Environment): number {
  const port = Number(environment['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error('PORT must be a number from 1 to 65535.');
  return port;
}

/** What the application and the worker may know: their login roles' addresses, and never the owner's. */
function addressesFor(environment: Environment): Environment {
  const { app, worker, counter, queue } = resolveConnections(environment);
  const { DATABASE_URL: _owner, ...others } = environment;
  return {
    ...others,
    DATABASE_URL_APP: app,
    DATABASE_URL_WORKER: worker,
    DATABASE_URL_COUNTER: counter,
    DATABASE_URL_QUEUE: queue,
  };
}

/** The compiled entry of another application, beside this one's in `dist`. */
function scriptOf(application: 'api' | 'worker'): string {
  return resolve(__dirname, '..', '..', '..', application, 'src', 'main.js');
}
