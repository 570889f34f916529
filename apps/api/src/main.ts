import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger, readSettings, whenToldToStop } from '@madoguchi/platform';
import { createApp } from './create-app';

async function main(): Promise<void> {
  const logger = createLogger('api', process.env['LOG_LEVEL'] ?? 'info');
  const built = join(__dirname, '../../../web');
  const settings = readSettings({ ...(existsSync(built) ? { WEB_ROOT: built } : {}), ...process.env });
  const app = await createApp(settings, logger);
  await app.listen(settings.port, process.env['BIND_ADDRESS'] ?? '127.0.0.1');
  whenToldToStop(() => app.close());
  logger.info({ event: 'listening', port: settings.port });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The api could not start');
  // What was opened before it failed would keep the process alive, and nobody would start it again.
  process.exit(1);
});
