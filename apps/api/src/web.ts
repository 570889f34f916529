import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type NextFunction, type Request, type Response } from 'express';

/** The built web application: hashed assets for a year, the page itself never from a cache, and the page for every address of its router. */
export function serveWeb(app: NestExpressApplication, root: string): void {
  app.use('/assets', express.static(join(root, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false, index: false }));
  const files = express.static(root, { index: false, maxAge: 0 });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // Nothing of the interface is a file: it would be looked for on the disk at every request.
    if (isApi(request)) next();
    else void files(request, response, next);
  });
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (request.method !== 'GET' || isApi(request)) return next();
    response.setHeader('Cache-Control', 'no-store');
    response.sendFile(join(root, 'index.html'));
  });
}

const isApi = (request: Request): boolean => request.path.startsWith('/api/') || request.path === '/api';
