import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, findFreePort, readMark, removeEmbeddedPostgres, type RolePasswords, startEmbeddedPostgres, waitForEnd } from '@madoguchi/platform';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { runMigrations } from '../../migrations';
import { loadReference } from '../../migrations/reference/load';
import { seedIdentity } from '../../apps/cli/src/demo/seed-identity';
import { Service } from '../../apps/cli/src/up/service';

export type Backend = 'postgres' | 'redis';
export const FAULTS = ['api', 'worker', 'database', 'redis-kill', 'redis-flush'] as const;
export type Fault = (typeof FAULTS)[number];

const PASSWORD = 'faults-only';
const ROLE_PASSWORDS: RolePasswords = { app: PASSWORD, worker: PASSWORD, counter: PASSWORD, queue: PASSWORD };
const BEGINS = Date.parse('2026-11-20T01:00:00Z');
const ASK_EVERY_MS = 20;
const WITHIN_MS = 60_000;
const root = resolve(__dirname, '../..');

interface Valkey {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Asks until the answer is true. @throws naming what did not happen. */
export async function until(what: string, ask: () => Promise<boolean>, everyMs = ASK_EVERY_MS): Promise<void> {
  const deadline = performance.now() + WITHIN_MS;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`Within ${WITHIN_MS / 1000} s this did not happen: ${what}`);
    await pause(everyMs);
  }
}

/** @param port of an earlier one that was killed; its keys died with it. */
async function startRedis(port?: number): Promise<Valkey> {
  const words = [join(root, 'test/support/valkey.mjs'), 'serve', ...(port === undefined ? [] : [String(port)])];
  const child = spawn(process.execPath, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const said = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^port (\d+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error('The Redis-compatible server did not start.')));
  });
  return {
    url: `redis://127.0.0.1:${said}`,
    port: Number(said),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The whole product as real processes on a database of its own, each of which can be killed and comes back. */
export class Installation {
  private readonly born = performance.now();
  private api: Service | undefined;
  private worker: Service | undefined;
  private redis: Valkey | undefined;
  private port = 0;

  private constructor(
    readonly backend: Backend,
    private readonly folder: string,
    private database: EmbeddedPostgres,
  ) {}

  static async open(backend: Backend): Promise<Installation> {
    const folder = mkdtempSync(join(tmpdir(), 'madoguchi-faults-'));
    // The database's user must be able to pass, also when this runs as root.
    chmodSync(folder, 0o755);
    const database = await startEmbeddedPostgres({ dataDir: join(folder, 'data'), durable: true, log: () => undefined });
    const made = new Installation(backend, folder, database);
    try {
      await runMigrations({ ownerUrl: database.ownerUrl, rolePasswords: ROLE_PASSWORDS });
      await loadReference(database.ownerUrl);
      await seedIdentity(database.ownerUrl);
      if (backend === 'redis') made.redis = await startRedis();
      made.port = await findFreePort(23_000, '127.0.0.1');
      made.api = made.service('api');
      made.worker = made.service('worker');
      made.api.start();
      made.worker.start();
      await until('the application is ready', async () => (await made.health())?.status === 'ok');
      return made;
    } catch (error) {
      await made.close();
      throw error;
    }
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get ownerUrl(): string {
    return this.database.ownerUrl;
  }

  /** One look behind the curtain on a connection of its own: an earlier one may have died with the database. */
  async owner<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  async health(): Promise<{ readonly status: string; readonly code?: string } | undefined> {
    try {
      const answer = await fetch(`${this.baseUrl}/api/health/ready`, { signal: AbortSignal.timeout(2_000) });
      return (await answer.json()) as { status: string; code?: string };
    } catch {
      return undefined;
    }
  }

  /** Does the damage, and returns when the part is back. */
  async strike(fault: Fault): Promise<void> {
    switch (fault) {
      case 'api':
        await this.kill('api');
        break;
      case 'worker':
        await this.kill('worker');
        break;
      case 'database':
        process.kill(this.database.pid, 'SIGKILL');
        await this.database.ended;
        this.database = await startEmbeddedPostgres({ dataDir: join(this.folder, 'data'), durable: true, log: () => undefined });
        break;
      case 'redis-kill':
        if (!this.redis) throw new Error('There is no Redis here');
        await this.redis.stop();
        this.redis = await startRedis(this.redis.port);
        break;
      case 'redis-flush':
        await this.flush();
        break;
    }
    await until(`the application is ready after ${fault}`, async () => (await this.health())?.status === 'ok');
  }

  /** Ends the worker as an operator does, and waits for the next one: each begins with a sweep. */
  async restartWorker(): Promise<void> {
    const since = await this.databaseTime();
    await this.worker?.restart();
    await this.beatAfter(since);
  }

  /** Ends the api as an operator does, at once after a request of this address. @returns the end of its log. */
  async endApiAfter(path: string): Promise<string> {
    await fetch(`${this.baseUrl}${path}`);
    await this.api?.restart();
    const words = this.api?.lastWords() ?? '';
    await until('another api is ready', async () => (await this.health())?.status === 'ok');
    return words;
  }

  /** Waits until a message has left for the queue and is not done yet. */
  async messageInFlight(): Promise<void> {
    const client = new Client({ connectionString: this.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await until('a message is in flight', async () => (await client.query('select 1 from outbox where sent_at is not null')).rows.length > 0, 1);
    } finally {
      await client.end();
    }
  }

  /** Waits until every message is done. @throws with those that are not and the worker's last words. */
  async settled(): Promise<void> {
    try {
      await until('every message is done', async () => (await this.owner('select 1 from outbox limit 1')).length === 0);
    } catch (error) {
      const left = await this.owner('select topic, created_at, sent_at, clock_timestamp() as now from outbox');
      throw new Error(`${JSON.stringify(left)}\n${this.worker?.lastWords() ?? ''}`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.api?.stop();
    await this.worker?.stop();
    await this.redis?.stop();
    await this.database.stop();
    await removeEmbeddedPostgres(join(this.folder, 'data'));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async kill(name: 'api' | 'worker'): Promise<void> {
    const mark = readMark(join(this.folder, 'data', `${name}.pid`));
    if (!mark) throw new Error(`${name} is not running`);
    const since = await this.databaseTime();
    process.kill(mark.pid, 'SIGKILL');
    await waitForEnd(mark, WITHIN_MS);
    if (name === 'worker') await this.beatAfter(since);
  }

  /** The beat of a dead worker stays young for a while: only a later one proves that another lives. */
  private async beatAfter(since: string): Promise<void> {
    await until('a new worker beats', async () => {
      const rows = await this.owner('select 1 from worker_heartbeat where beat_at > $1::timestamptz', [since]).catch(() => []);
      return rows.length > 0;
    });
  }

  private async databaseTime(): Promise<string> {
    const [row] = await this.owner<{ at: string }>('select clock_timestamp()::text as at');
    return row?.at ?? '';
  }

  private async flush(): Promise<void> {
    const client = new Redis(this.redis?.url ?? '');
    await client.flushall();
    client.disconnect();
  }

  private service(name: 'api' | 'worker'): Service {
    return new Service({
      name,
      script: join(root, `dist/apps/${name}/src/main.js`),
      dataDir: join(this.folder, 'data'),
      environment: () => this.environment(name),
      log: () => undefined,
    });
  }

  private environment(name: 'api' | 'worker'): Record<string, string> {
    const as = (role: string): string => {
      const url = new URL(this.ownerUrl);
      url.username = `madoguchi_${role}`;
      url.password = PASSWORD;
      return url.toString();
    };
    // A process that comes back must not see an earlier time than its predecessor, nor the worker one before the api's.
    const ahead = performance.now() - this.born + (name === 'worker' ? 1_000 : 0);
    return {
      PATH: process.env['PATH'] ?? '',
      PORT: String(this.port),
      DATA_DIR: join(this.folder, 'data'),
      DATABASE_URL_APP: as('app'),
      DATABASE_URL_WORKER: as('worker'),
      DATABASE_URL_COUNTER: as('counter'),
      DATABASE_URL_QUEUE: as('queue'),
      SESSION_SECRET: 'faults-only-session-secret-of-enough-length',
      MADOGUCHI_CLOCK: new Date(BEGINS + ahead).toISOString(),
      ...(this.redis ? { REDIS_URL: this.redis.url } : {}),
    };
  }
}
