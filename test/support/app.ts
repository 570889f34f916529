import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AssignmentId, Clock } from '@madoguchi/kernel';
import { type Connections, type Ctx, createLogger, type Logger, type Purpose, type Settings } from '@madoguchi/platform';
import { Client } from 'pg';
import { createApp } from '../../apps/api/src/create-app';
import { startWorker, type RunningWorker } from '../../apps/worker/src/create-worker';
import { assignmentId, DEMO_PASSWORD } from '../../apps/cli/src/demo/organisations';
import { createTestDatabase, type TestDatabase } from './database';
import { World } from '../world/world';
import { ApiSession } from './api-session';
import type { Wire } from './wire';

/** A clock that tests move by hand. */
export class TestClock implements Clock {
  private time: number;

  constructor(instant = '2026-11-20T01:00:00Z') {
    this.time = Date.parse(instant);
  }

  now(): Date {
    return new Date(this.time);
  }

  set(instant: string): void {
    this.time = Date.parse(instant);
  }

  addDays(days: number): void {
    this.time += days * 86_400_000;
  }

  addSeconds(seconds: number): void {
    this.time += seconds * 1_000;
  }
}

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly settings: Settings;
  readonly baseUrl: string;
  /** Connection of the migration owner, which skips policies: for arranging and for looking behind the curtain. */
  readonly owner: Client;
  /** People and what is done with them, through use cases. */
  readonly world: World;
  /** Signs a demo account in over HTTP. */
  signIn(login: string): Promise<ApiSession>;
  /** The context of a demo account, for calling use cases without HTTP. */
  ctx(login: string, purpose?: Purpose): Ctx;
  /** Starts the worker in this process; it stops with the application. */
  startWorker(): Promise<RunningWorker>;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  readonly redisUrl?: string;
  /** A wire that the database is reached by. */
  readonly wire?: Wire;
  readonly auditDir?: string;
  readonly webRoot?: string;
  /** Surroundings that differ from the usual ones of tests. */
  readonly settings?: Partial<Settings>;
  readonly logger?: Logger;
  /** A database without anybody in it: nobody of the demo can sign in. */
  readonly bare?: boolean;
}

function byWire(connections: Connections, wire: Wire | undefined): Connections {
  if (!wire) return connections;
  const { app, worker, counter, queue } = connections;
  return { ...connections, app: wire.through(app), worker: wire.through(worker), counter: wire.through(counter), queue: wire.through(queue) };
}

/** The composed application on a database of its own, listening on a free port of the loopback address. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await createTestDatabase(options.bare);
  const clock = new TestClock();
  const settings: Settings = {
    port: 0,
    dataDir: '.data/test',
    production: false,
    connections: { ...byWire(database.connections, options.wire), redisUrl: options.redisUrl },
    sessionSecret: 'test-only-session-secret-of-enough-length',
    masterKey: Buffer.alloc(32, 7),
    earlierMasterKeys: [],
    webRoot: options.webRoot,
    behindProxy: false,
    clock,
    auditDir: options.auditDir,
    durableCommits: true,
    databaseCores: 2,
    oidc: undefined,
    ...options.settings,
  };
  const logger = options.logger ?? createLogger('api', process.env['TEST_LOG_LEVEL'] ?? 'silent');
  const app = await createApp(settings, logger);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  let worker: RunningWorker | undefined;
  const ctx = (login: string, purpose: Purpose = 'support'): Ctx => ({ assignmentId: assignmentId(login) as AssignmentId, purpose, requestId: randomUUID(), clock });
  return {
    app,
    database,
    clock,
    settings,
    baseUrl,
    owner,
    signIn: (login) => ApiSession.signIn(baseUrl, login, DEMO_PASSWORD, assignmentId(login)),
    world: new World({ app, clock, ctx }),
    ctx,
    startWorker: async () => (worker ??= await startWorker(settings, logger)),
    stop: async () => {
      await worker?.stop();
      // Nobody reads on when a test is over; the product would wait some seconds for an answer that is not read to its end.
      app.getHttpServer().closeAllConnections();
      await app.close();
      await owner.end();
      await database.drop();
    },
  };
}

/** The Redis of the queue suite's second run; absent in the first, which uses BullMQ's PostgreSQL backend. */
export function queueRedisUrl(): { readonly redisUrl?: string } {
  const url = process.env['MADOGUCHI_TEST_REDIS_URL'];
  return process.env['MADOGUCHI_TEST_QUEUE'] === 'redis' && url !== undefined ? { redisUrl: url } : {};
}
