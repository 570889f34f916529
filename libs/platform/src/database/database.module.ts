import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Settings, SETTINGS } from '../config/settings';
import { LOGGER, type Logger } from '../logging/logger';
import { errorLine } from '../logging/outage';
import { JOBS_AT_ONCE } from '../queue/jobs-at-once';
import { openSource } from './data-sources';
import { FactReader } from './fact-reader';
import { Housekeeping } from './housekeeping';
import { keepSessionKey, refuseWrongMasterKey } from './master-key-check';
import { Readiness } from './readiness';
import { refuseOldSchema } from './schema-version';
import { APP_SOURCE, COUNTER_SOURCE, WORKER_SOURCE } from './tokens';
import { TransactionRunner } from './transaction-runner';

/**
 * Two a core of the database. Never fewer than all jobs of a worker at once and one more: a job that writes a file tells of its
 * progress on a connection beside its own.
 */
const appPool = ({ databaseCores }: Settings): number => Math.max(JOBS_AT_ONCE + 1, 2 * databaseCores);
const WORKER_POOL = 4;
const COUNTER_POOL = 3;

/** One line for a connection that broke while nobody used it. */
const lost = (logger: Logger, source: string) => (error: unknown): void => logger.warn({ event: 'connection_lost', source, ...errorLine(error) });

/** @throws Error where the process must not serve this database: its role could switch policies off, its schema is another one, or its master key. */
async function openApp(settings: Settings, logger: Logger): Promise<DataSource> {
  const source = await openSource('app', settings.connections.app, { max: appPool(settings), durableCommits: settings.durableCommits, hurried: true, onLost: lost(logger, 'app') });
  try {
    await refuseOldSchema(source);
    await refuseWrongMasterKey(source, settings);
    await keepSessionKey(source, settings);
    return source;
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

@Global()
@Module({
  providers: [
    { provide: APP_SOURCE, inject: [SETTINGS, LOGGER], useFactory: openApp },
    // After the first, which is refused where the process must not serve: nothing is left open then.
    { provide: WORKER_SOURCE, inject: [SETTINGS, LOGGER, APP_SOURCE], useFactory: (s: Settings, log: Logger) => openSource('worker', s.connections.worker, { max: WORKER_POOL, onLost: lost(log, 'worker') }) },
    { provide: COUNTER_SOURCE, inject: [SETTINGS, LOGGER, APP_SOURCE], useFactory: (s: Settings, log: Logger) => openSource('counter', s.connections.counter, { max: COUNTER_POOL, hurried: true, onLost: lost(log, 'counter') }) },
    TransactionRunner,
    Housekeeping,
    FactReader,
    Readiness,
  ],
  exports: [TransactionRunner, Housekeeping, FactReader, Readiness],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(
    @Inject(APP_SOURCE) private readonly app: DataSource,
    @Inject(WORKER_SOURCE) private readonly worker: DataSource,
    @Inject(COUNTER_SOURCE) private readonly counter: DataSource,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.app.destroy(), this.worker.destroy(), this.counter.destroy()]);
  }
}
