import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CompareAccess } from '@madoguchi/access';
import { SealAudit } from '@madoguchi/audit';
import { RunExportHandler } from '@madoguchi/exports';
import { FollowUpSweep, RemindHandler } from '@madoguchi/follow-ups';
import { Housekeeping, type JobHandler, JobRunner, type Logger, type Settings, Tidy } from '@madoguchi/platform';
import { WorkerModule } from './worker.module';

const SWEEP_EVERY_MS = 60_000;
const COMPARE_EVERY_MS = 60_000;
const SEAL_EVERY_MS = 5_000;
const TIDY_EVERY_MS = 600_000;

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
  const handlers: readonly JobHandler[] = [context.get(RunExportHandler), context.get(RemindHandler)];
  const runner = new JobRunner(settings, context.get(Housekeeping), logger, handlers);
  runner.start();
  runner.repeat(SWEEP_EVERY_MS, () => context.get(FollowUpSweep).run());
  runner.repeat(COMPARE_EVERY_MS, () => context.get(CompareAccess).run());
  runner.repeat(SEAL_EVERY_MS, () => context.get(SealAudit).run());
  runner.repeat(TIDY_EVERY_MS, () => context.get(Tidy).run());
  return {
    context,
    stop: async () => {
      await runner.stop();
      await context.close();
    },
  };
}
