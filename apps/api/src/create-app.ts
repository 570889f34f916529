import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Logger, prepareEdge, type Settings } from '@madoguchi/platform';
import { ApiModule } from './api.module';
import { describeApi } from './openapi';
import { serveWeb } from './web';

/** Longer than proxies keep theirs (a minute is usual): a connection that we close first may just have been given a request. */
const KEEP_ALIVE_MS = 75_000;

/** The composed HTTP application, not yet listening. Tests and `main` build the same one. */
export async function createApp(settings: Settings, logger: Logger): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.forProcess(settings, logger), {
    logger: ['error', 'fatal'],
    bodyParser: false,
    abortOnError: false,
  });
  prepareEdge(app, settings, logger);
  app.setGlobalPrefix('api');
  describeApi(app);
  if (settings.webRoot !== undefined) serveWeb(app, settings.webRoot);
  (app.getHttpServer()).keepAliveTimeout = KEEP_ALIVE_MS;
  app.enableShutdownHooks();
  await app.init();
  return app;
}
