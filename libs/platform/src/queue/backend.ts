import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type Job, type QueueOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { redisPrefix } from '../config/redis-prefix';
import type { Settings } from '../config/settings';
import type { Logger } from '../logging/logger';
import { Outage } from '../logging/outage';

const QUEUE = 'madoguchi';
/**
 * How soon the job of a killed worker goes to another one, and a worker comes back after its queue was away. The lock is
 * renewed at half its time; a handler that holds the event loop longer is run twice, which the inbox makes harmless.
 * A job may be taken over any number of times: the handler's own failures are what `attempts` counts.
 */
const RECOVERY = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1_000, runRetryDelay: 1_000 } as const;
export const QUEUE_SCHEMA = 'bullmq';

/** The queue on either backend: its own PostgreSQL schema by default, Redis where REDIS_URL is set. Same jobs, same guarantees. */
export interface QueueBackend {
  readonly queue: Queue;
  worker(handle: (job: Job) => Promise<void>, concurrency: number): Worker;
  close(): Promise<void>;
  /** Does not wait for anybody: for a queue that is away and would be waited for without end. */
  letGo(): void;
}

export function openQueue(settings: Settings, logger: Logger): QueueBackend {
  const { redisUrl, queue: url } = settings.connections;
  const outage = new Outage(logger, 'queue');
  if (redisUrl !== undefined) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    connection.on('error', (error) => outage.failed(error));
    connection.on('ready', () => outage.works());
    const all = withDuplicates(connection);
    return backend({ connection, prefix: redisPrefix(url) }, outage, () => all.forEach(letGoOf));
  }
  setDefaultBackendFactory(createPostgresBackend);
  // The backend's connection options are wider than the type that Redis and PostgreSQL share.
  const connection = { connectionString: url, max: 4, migrate: true, schema: QUEUE_SCHEMA } as never;
  return backend({ connection }, outage, () => undefined);
}

function backend(options: QueueOptions, outage: Outage, closeConnections: () => void): QueueBackend {
  const queue = new Queue(QUEUE, options);
  queue.on('error', (error) => outage.failed(error));
  const workers: Worker[] = [];
  return {
    queue,
    worker: (handle, concurrency) => {
      const worker = new Worker(QUEUE, handle, { ...options, ...RECOVERY, concurrency });
      worker.on('error', (error) => outage.failed(error));
      worker.on('active', () => outage.works());
      workers.push(worker);
      return worker;
    },
    close: async () => {
      await queue.close();
      closeConnections();
    },
    letGo: () => {
      for (const one of workers) void one.close(true).catch(() => undefined);
      closeConnections();
    },
  };
}

/**
 * One that is closed already is left alone: the client would begin a timer for its end, which only an end stops that comes no
 * more, and the process would stay for two seconds.
 */
function letGoOf(connection: Redis): void {
  if (connection.status !== 'end') connection.disconnect();
}

/** The queue waits for jobs on connections that it makes of this one; they would try to reach a Redis that is away for ever. */
function withDuplicates(connection: Redis): readonly Redis[] {
  const all = [connection];
  const duplicate = connection.duplicate.bind(connection);
  connection.duplicate = (override) => {
    const another = duplicate(override);
    all.push(another);
    return another;
  };
  return all;
}
