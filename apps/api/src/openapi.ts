import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';

/** Serves the description of the API at /api/openapi.json; the web application's client is generated from it. */
export function describeApi(app: NestExpressApplication): void {
  let document: OpenAPIObject | undefined;
  app.use('/api/openapi.json', (_request: Request, response: Response) => {
    document ??= openApiDocument(app);
    response.json(document);
  });
}

/** The OpenAPI document of all routes, as the swagger plugin reads them from the controllers. */
export function openApiDocument(app: NestExpressApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Madoguchi')
    .setDescription('Case management for welfare-to-work one-stop counters. Errors are problem+json (RFC 9457).')
    .setVersion('1')
    .build();
  return SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '').replace(/^./, (c) => c.toLowerCase())}_${method}`,
  });
}
