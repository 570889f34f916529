import { createPostgresBackend, Queue, setDefaultBackendFactory, Worker, type Job, type QueueOptions } from 'bullmq';
import { Redis } from 'ioredis';
import type { Settings } from '../config/settings';

const QUEUE = 'madoguchi';
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
    return backend({ connection, prefix: prefixOf(url) }, () => connection.disconnect());
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
      const worker = new Worker(QUEUE, handle, { ...options, concurrency });
      worker.on('error', () => undefined);
      return worker;
    },
    close: async () => {
      await queue.close();
      closeConnection();
    },
  };
}

/** Several installations may share one Redis: each keeps its keys under the name of its own database. */
function prefixOf(databaseUrl: string): string {
  return `madoguchi:${new URL(databaseUrl).pathname.slice(1)}`;
}
