import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createEdge, type Logger, type Settings, TransactionRunner, turnAway } from '@madoguchi/platform';
import { ApiModule } from './api.module';
import { describeApi } from './openapi';
import { serveWeb } from './web';

/** The composed HTTP application, not yet listening. Tests and `main` build the same one. */
export async function createApp(settings: Settings, logger: Logger): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forProcess(settings, logger), createEdge(settings, logger), {
    // What goes wrong is told by our own log, in its form, and at the start by whoever starts.
    logger: false,
    bodyParser: false,
    abortOnError: false,
  });
  const transactions = app.get(TransactionRunner, { strict: false });
  turnAway(app.getHttpAdapter().getInstance(), () => transactions.crowded);
  app.setGlobalPrefix('api');
  describeApi(app);
  if (settings.webRoot !== undefined) serveWeb(app, settings.webRoot);
  await app.init();
  return app;
}
