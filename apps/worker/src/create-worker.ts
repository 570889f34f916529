import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { refuseForeignRecord } from '@madoguchi/audit';
import { findJobs, Housekeeping, JobRunner, type Logger, refuseQueueWithoutRights, type Settings } from '@madoguchi/platform';
import { WorkerModule } from './worker.module';

export interface RunningWorker {
  readonly context: INestApplicationContext;
  /** Finishes what is in hand, then lets go of queue and database. */
  stop(): Promise<void>;
}

/** The composed worker, running. Tests and `main` build the same one. */
export async function startWorker(settings: Settings, logger: Logger): Promise<RunningWorker> {
  await refuseQueueWithoutRights(settings);
  const context = await NestFactory.createApplicationContext(WorkerModule.forProcess(settings, logger), {
    // What goes wrong is told by our own log, in its form, and at the start by whoever starts.
    logger: false,
    abortOnError: false,
  });
  try {
    await refuseForeignRecord(context.get(Housekeeping));
  } catch (error) {
    await context.close();
    throw error;
  }
  const runner = new JobRunner(settings, context.get(Housekeeping), logger, findJobs(context));
  runner.start();
  // AUDIT_DIR is not set here; one worker must have it.
  if (settings.auditDir === undefined) logger.warn({ event: 'audit_not_sealed' });
  return {
    context,
    stop: async () => {
      await runner.stop();
      await context.close();
    },
  };
}
