import 'reflect-metadata';
import { createLogger, readSettings, whenToldToStop } from '@madoguchi/platform';
import { startWorker } from './create-worker';

async function main(): Promise<void> {
  const logger = createLogger('worker', process.env['LOG_LEVEL'] ?? 'info');
  const worker = await startWorker(readSettings(process.env), logger);
  logger.info({ event: 'working' });
  whenToldToStop(() => worker.stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The worker could not start');
  // What was opened before it failed would keep the process alive, and nobody would start it again.
  process.exit(1);
});
