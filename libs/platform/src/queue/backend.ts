import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type Job, type QueueOptions } from 'bullmq';
import { Redis } from 'ioredis';
import { redisPrefix } from '../config/redis-prefix';
import type { Settings } from '../config/settings';

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
}

export function openQueue(settings: Settings): QueueBackend {
  const { redisUrl, queue: url } = settings.connections;
  if (redisUrl !== undefined) {
    const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
    connection.on('error', () => undefined);
    return backend({ connection, prefix: redisPrefix(url) }, () => connection.disconnect());
  }
  setDefaultBackendFactory(createPostgresBackend);
  // The backend's connection options are wider than the type that Redis and PostgreSQL share.
  const connection = { connectionString: url, max: 4, migrate: true, schema: QUEUE_SCHEMA } as never;
  return backend({ connection }, () => undefined);
}

function backend(options: QueueOptions, closeConnection: () => void): QueueBackend {
  const queue = new Queue(QUEUE, options);
  queue.on('error', () => undefined);
  return {
    queue,
    worker: (handle, concurrency) => {
      const worker = new Worker(QUEUE, handle, { ...options, ...RECOVERY, concurrency });
      worker.on('error', () => undefined);
      return worker;
    },
    close: async () => {
      await queue.close();
      closeConnection();
    },
  };
}
