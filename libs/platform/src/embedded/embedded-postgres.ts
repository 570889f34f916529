import { appendFileSync, existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findPostgresBinaries } from './binaries';
import { movedTo, prepareCluster, removeCluster } from './cluster';
import { chooseLaunch, launch, type Launch } from './launch';
import { findFreePort } from './ports';
import { clearLeftover } from './postmaster-file';
import { endProcess, isAlive, markOf, type ProcessMark, readMark, removeMark, startTimeOf, writeFileWhole } from './processes';
import { createDataDir, embeddedOwnerUrl, openSecrets, rememberedPort, rememberPort } from './secrets';

export interface EmbeddedPostgresOptions {
  /** The data folder of this copy (DATA_DIR); created when missing. */
  readonly dataDir: string;
  /** False only for tests: nothing is flushed to disk, and a crash of the machine loses the database. */
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
  /** Address of role `madoguchi_owner` (superuser) and database `madoguchi`. */
  readonly ownerUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended for whatever reason, with its last complaint if it had one. */
  readonly ended: Promise<string | undefined>;
  /** Fast shutdown: running transactions are rolled back, everything committed is on disk. Safe to call twice. */
  stop(): Promise<void>;
}

const FIRST_PORT = 15_432;
const READY = 'database system is ready to accept connections';
/** Crash recovery after a kill -9 replays the log since the last checkpoint; that may take its time on a slow disk. */
const READY_WITHIN_MILLISECONDS = 120_000;

const SETTINGS = {
  always: [
    'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'shared_buffers=128MB', 'max_connections=200',
    'timezone=UTC', 'log_timezone=UTC', 'lc_messages=C', 'password_encryption=scram-sha-256', 'logging_collector=off',
    // An error tells what went wrong, and not the row or the text that it went wrong with.
    'log_error_verbosity=terse', 'log_parameter_max_length_on_error=0',
  ],
  notDurable: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'],
};

/**
 * Starts the PostgreSQL that npm brought, on 127.0.0.1 only, with its data in `dataDir`.
 * What a killed run left behind is stopped first. It ends with this process, also when this process is killed,
 * where the system offers that (`setpriv`); elsewhere the next start finds it.
 * @throws when another living process runs the database of this folder, or with PostgreSQL's own FATAL line.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  createDataDir(options.dataDir);
  const home = realpathSync(options.dataDir);
  claim(home);
  const secrets = openSecrets(home);
  const how = chooseLaunch(findPostgresBinaries(), home, secrets.instance);
  if (how.notice) options.log(how.notice);

  for (const place of new Set([home, movedTo(home) ?? home, how.place])) {
    const stopped = await clearLeftover(join(place, 'postgres'));
    if (stopped !== undefined) options.log(`Stopped the database that an earlier run had left behind (process ${stopped})`);
  }
  const cluster = prepareCluster(how, home, secrets, options);

  const wanted = rememberedPort(home) ?? FIRST_PORT;
  let first = wanted;
  for (let attempt = 1; ; attempt += 1) {
    const port = await findFreePort(first, '127.0.0.1');
    const server = serve(how, cluster, port, options.durable, join(home, 'postgres.log'));
    try {
      await server.ready;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // Between the probe and the start somebody else may have taken the port, and the backends of a server that was
      // killed a moment ago may still be on their way out.
      const passing = /Address already in use|could not create any TCP|shared memory block .* still in use/.test(reason);
      if (!passing || attempt === 20) throw error;
      if (reason.includes('shared memory')) await new Promise((resolve) => setTimeout(resolve, 100));
      else first = port + 1;
      continue;
    }
    if (port !== wanted) options.log(`Port ${wanted} is taken; the database listens on ${port}`);
    rememberPort(home, port);
    return {
      ownerUrl: embeddedOwnerUrl(port, secrets.ownerPassword),
      port,
      pid: server.mark.pid,
      ended: server.ended,
      stop: async () => {
        await server.stop();
        release(home);
      },
    };
  }
}

/** Deletes the embedded database of a data folder. @throws when a living process still runs it. */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return;
  const home = realpathSync(dataDir);
  claim(home);
  for (const place of new Set([home, movedTo(home) ?? home])) await clearLeftover(join(place, 'postgres'));
  removeCluster(home);
  rmSync(join(home, 'postgres.log'), { force: true });
  release(home);
}

const supervisorFile = (home: string): string => join(home, 'postgres.supervisor');

/** Only one process may run the database of a folder; without this the second would take the first's for a leftover. */
function claim(home: string): void {
  const other = readMark(supervisorFile(home));
  if (other !== undefined && other.pid !== process.pid && isAlive(other)) {
    throw new Error(`The database in ${home} is run by process ${other.pid}.`);
  }
  writeFileWhole(supervisorFile(home), JSON.stringify(markOf(process.pid)));
}

function release(home: string): void {
  if (readMark(supervisorFile(home))?.pid === process.pid) removeMark(supervisorFile(home));
}

interface Server {
  readonly mark: ProcessMark;
  readonly ready: Promise<void>;
  readonly ended: Promise<string | undefined>;
  stop(): Promise<void>;
}

/** A server that has ended before it could be looked at is nobody's; `ended` tells why, in its own words. */
function markIfAlive(pid: number | undefined): ProcessMark {
  const startedAt = pid === undefined ? undefined : startTimeOf(pid);
  return pid === undefined || startedAt === undefined ? { pid: -1, startedAt: '' } : { pid, startedAt };
}

function serve(how: Launch, cluster: string, port: number, durable: boolean, logFile: string): Server {
  const settings = [...SETTINGS.always, `port=${port}`, ...(durable ? [] : SETTINGS.notDurable)];
  const child = launch(how, 'postgres', ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: string[] = [];
  let isUp = false;
  const mark = markIfAlive(child.pid);

  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(complaints.join(' ') || (code === 0 ? undefined : `PostgreSQL ended (${signal ?? `exit code ${code}`}).`)),
    );
  });
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(`PostgreSQL was not ready after ${READY_WITHIN_MILLISECONDS / 1000} s; see ${logFile}.`));
      child.kill('SIGQUIT');
    }, READY_WITHIN_MILLISECONDS);
    const fresh = !existsSync(logFile) || statSync(logFile).size > 5_000_000;
    if (fresh) rmSync(logFile, { force: true });
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        appendFileSync(logFile, `${line}\n`, { mode: 0o600 });
        const complaint = /(?:FATAL|PANIC|LOG):\s+(.*)$/.exec(line)?.[1];
        // Once it is up, FATAL lines are about single clients.
        const grave = isUp ? /PANIC:/ : /FATAL:|PANIC:|could not bind/;
        if (complaint !== undefined && grave.test(line)) complaints.push(complaint);
        if (line.includes(READY)) {
          isUp = true;
          complaints.length = 0;
          clearTimeout(timer);
          resolve();
        }
      });
    }
    void ended.then((reason) => {
      clearTimeout(timer);
      reject(new Error(`PostgreSQL did not start: ${reason ?? 'it ended at once.'}`));
    });
  });

  return {
    mark,
    ready,
    ended,
    stop: async () => {
      await endProcess(mark, [
        { signal: 'SIGINT', waitMilliseconds: 20_000 },
        { signal: 'SIGQUIT', waitMilliseconds: 10_000 },
        { signal: 'SIGKILL', waitMilliseconds: 5_000 },
      ]);
      await ended;
    },
  };
}
