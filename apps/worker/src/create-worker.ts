import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { findJobs, Housekeeping, JobRunner, type Logger, type Settings } from '@madoguchi/platform';
import { WorkerModule } from './worker.module';

export interface RunningWorker {
  readonly context: INestApplicationContext;
  /** Finishes what is in hand, then lets go of queue and database. */
  stop(): Promise<void>;
}

/** The composed worker, running. Tests and `main` build the same one. */
export async function startWorker(settings: Settings, logger: Logger): Promise<RunningWorker> {
  const context = await NestFactory.createApplicationContext(WorkerModule.forProcess(settings, logger), {
    logger: ['error', 'fatal'],
    abortOnError: false,
  });
  const runner = new JobRunner(settings, context.get(Housekeeping), logger, findJobs(context));
  runner.start();
  return {
    context,
    stop: async () => {
      await runner.stop();
      await context.close();
    },
  };
}
