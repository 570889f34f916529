import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** Serves the description of the API at /api/openapi.json; the web application's client is generated from it. */
export function describeApi(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  app.getHttpAdapter().getInstance().get('/api/openapi.json', () => (document ??= openApiDocument(app)));
}

/** The OpenAPI document of all routes, as the swagger plugin reads them from the controllers. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Madoguchi')
    .setDescription('Case management for welfare-to-work one-stop counters. Errors are problem+json (RFC 9457).')
    .setVersion('1')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').replace(/^./, (c) => c.toLowerCase())}_${method}`,
  });
}
