import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { systemClock } from '@madoguchi/kernel';
import { createEdge, createLogger, type Settings } from '@madoguchi/platform';
import { ApiModule } from '../../api/src/api.module';
import { openApiDocument } from '../../api/src/openapi';

/** Writes the description of the HTTP interface to a file. Nothing is started: no database is needed. */
export async function writeOpenApi(path: string): Promise<void> {
  const nowhere: Settings = {
    port: 0,
    dataDir: '',
    production: false,
    connections: { owner: undefined, app: '', worker: '', counter: '', queue: '', redisUrl: undefined },
    sessionSecret: '',
    masterKey: Buffer.alloc(32),
    earlierMasterKeys: [],
    webRoot: undefined,
    behindProxy: false,
    clock: systemClock,
    auditDir: undefined,
    durableCommits: true,
    databaseCores: 1,
    oidc: undefined,
  };
  const logger = createLogger('cli', 'silent');
  const app = await NestFactory.create(ApiModule.forProcess(nowhere, logger), createEdge(nowhere, logger), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api');
  writeFileSync(path, `${JSON.stringify(openApiDocument(app), undefined, 2)}\n`);
}
