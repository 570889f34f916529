import { createDataDir, dataDirOf, type Environment, isAlive } from '@madoguchi/platform';
import { announce, say } from './announce';
import { isReady } from './health';
import { addressOf, type Holder, releaseLock, takeLock, tellAddress } from './lock';
import { serve, type Stoppable } from './serve';
import { stopRequested } from './stop-signals';

/** How long a second start waits for the first one to become ready or to end. */
const PATIENCE_MILLISECONDS = 120_000;

/**
 * Starts the database, the application and its worker, and keeps them running until asked to stop.
 * @returns 0 after a clean stop, or when this folder is already being served.
 * @throws when a step fails; what was started by then has been stopped.
 */
export async function up(args: readonly string[], environment: Environment): Promise<number> {
  const unknown = args.find((word) => word !== '--fresh');
  if (unknown !== undefined) throw new Error(`up does not know "${unknown}"; it takes --fresh.`);
  const fresh = args.includes('--fresh');
  const dataDir = dataDirOf(environment);
  createDataDir(dataDir);

  for (;;) {
    const holder = takeLock(dataDir);
    if (holder === undefined) break;
    if (fresh) throw new Error(`Process ${holder.pid} is running in this folder; stop it before beginning anew.`);
    if (await isServed(dataDir, holder, environment)) return 0;
  }
  try {
    return await run(dataDir, fresh, environment);
  } finally {
    releaseLock(dataDir);
  }
}

/** Waits for the process that holds the folder: true once it serves, false when it ended and the folder is free. */
async function isServed(dataDir: string, holder: Holder, environment: Environment): Promise<boolean> {
  say(`Madoguchi is already being run in this folder, by process ${holder.pid}.`);
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (isAlive(holder)) {
    const address = addressOf(dataDir, holder);
    if (address !== undefined && (await isReady(address))) {
      announce(address, environment);
      return true;
    }
    if (Date.now() > deadline) throw new Error(`Process ${holder.pid} runs in this folder but does not become ready.`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
  return false;
}

async function run(dataDir: string, fresh: boolean, environment: Environment): Promise<number> {
  const stopRequest = stopRequested();
  const started: Stoppable[] = [];
  const ending = new AbortController();
  let onLost: (reason: string) => void = () => undefined;
  const databaseLost = new Promise<never>((_, reject) => {
    onLost = (reason) => reject(new Error(`The database cannot be kept running: ${reason}`));
  });
  const serving = serve({ dataDir, fresh, environment, started, signal: ending.signal, onLost });
  try {
    const reason = await Promise.race([serving.then(() => stopRequest), stopRequest, databaseLost]);
    say(`\nStopping (${reason})`);
    return 0;
  } finally {
    ending.abort();
    tellAddress(dataDir, undefined);
    // The step under way is let finish, so that what it starts is known and can be stopped.
    await Promise.allSettled([serving]);
    for (const part of started.reverse()) await part.stop();
    say('Everything is stopped.');
  }
}
