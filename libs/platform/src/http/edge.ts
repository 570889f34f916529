import { randomUUID } from 'node:crypto';
import { BadRequestException } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { json, type NextFunction, raw, type Request, type Response } from 'express';
import helmet from 'helmet';
import type { Settings } from '../config/settings';
import type { Logger } from '../logging/logger';
import type { ActingRequest } from './actor';
import { isDeeperThan } from './json-depth';

const BODY_LIMIT = '256kb';
/** The one route whose body is a file: PDF or picture, five megabytes at most. */
const FILE_ROUTE = /^\/api\/consents\/[0-9a-f-]{36}\/paper$/i;
const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'];
const FILE_LIMIT = '5mb';
/** The deepest body of any route, a part of a packet, lies four deep; an unsaved text may hold a little more. */
const BODY_DEPTH = 20;

/** Everything that every request passes before a route: ids, headers, body limits, where it came from. */
export function prepareEdge(app: NestExpressApplication, settings: Settings, logger: Logger): void {
  app.disable('x-powered-by');
  // Answers are never stored (Cache-Control below), so a mark to compare them by would be work for nobody.
  app.set('etag', false);
  app.set('query parser', 'simple');
  if (settings.behindProxy) app.set('trust proxy', 1);
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'self'"], objectSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'self'"], formAction: ["'self'"] },
      },
      strictTransportSecurity: settings.behindProxy,
      referrerPolicy: { policy: 'no-referrer' },
    }),
  );
  app.use((request: ActingRequest, response: Response, next: NextFunction) => {
    request.requestId = randomUUID();
    response.setHeader('X-Request-Id', request.requestId);
    const started = performance.now();
    response.on('finish', () => {
      if (!request.path.startsWith('/api/')) return;
      const route: unknown = request.route;
      const pattern = typeof route === 'object' && route !== null && 'path' in route ? String(route.path) : 'unmatched';
      logger.info({
        event: 'request',
        requestId: request.requestId,
        method: request.method,
        route: pattern,
        status: response.statusCode,
        ms: Math.round(performance.now() - started),
      });
    });
    next();
  });
  app.use('/api', refuseForeignOrigin, (_: Request, response: Response, next: NextFunction) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(FILE_ROUTE, raw({ limit: FILE_LIMIT, type: FILE_TYPES }));
  app.use(json({ limit: BODY_LIMIT, strict: true, verify: refuseDeepBody }));
}

function refuseDeepBody(_request: unknown, _response: unknown, body: Buffer): void {
  if (isDeeperThan(body, BODY_DEPTH)) throw new BadRequestException();
}

/** A page of another site cannot give commands in a signed-in browser: cookies are SameSite=Strict, and this looks again. */
function refuseForeignOrigin(request: ActingRequest, response: Response, next: NextFunction): void {
  const site = request.header('sec-fetch-site');
  const origin = request.header('origin');
  const foreign = (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && hostOf(origin) !== request.header('host'));
  const unsafe = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
  const hasBody = unsafe && request.header('content-length') !== '0' && request.header('content-length') !== undefined;
  if (unsafe && (foreign || (hasBody && !request.is(bodyTypesOf(request))))) {
    response.status(403).type('application/problem+json').send(
      JSON.stringify({
        type: 'urn:madoguchi:problem:foreign_origin',
        title: 'この画面からは操作できません。',
        status: 403,
        code: 'foreign_origin',
        requestId: request.requestId,
        errors: [],
      }),
    );
    return;
  }
  next();
}

function bodyTypesOf(request: Request): string[] {
  return FILE_ROUTE.test(request.originalUrl) ? ['application/json', ...FILE_TYPES] : ['application/json'];
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
