import { randomUUID } from 'node:crypto';
import { DomainError } from '@madoguchi/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../config/settings';
import { busy } from '../database/absence';
import type { Logger } from '../logging/logger';
import { isBodyTaken, takeBodies } from './bodies';
import { closedHouse } from './closed-house';
import { MALFORMED, sendProblem } from './problem';
import { textOf } from './written';

/** Longer than proxies keep theirs (a minute is usual): a connection that we close first may just have been given a request. */
const KEEP_ALIVE_MS = 75_000;
/** Whoever has not sent a whole request by then is let go. */
const REQUEST_MS = 300_000;
/** More than Node reads of an address: a value that is too long is judged by its route like any other that names nothing. */
const PARAMETER_MAX = 20_000;

/** Stands in no text that is stored, and the database would tell of it in its own log. */
const NO_TEXT = '%00';

/** The HTTP server, with everything that every request passes before a route: ids, headers, where it came from, its body. */
export function createEdge(settings: Pick<Settings, 'behindProxy'>, logger: Logger): FastifyAdapter {
  const begin = beginWith(closedHouse(settings.behindProxy), logger);
  const adapter = new FastifyAdapter({
    skipMiddie: true,
    // One proxy, whatever its address, and none where none is set.
    trustProxy: settings.behindProxy && ((_address: string, hop: number) => hop === 0),
    genReqId: () => randomUUID(),
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    // What comes on an open connection while the process ends is answered; nothing new is taken.
    return503OnClosing: false,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: PARAMETER_MAX },
    // A malformed address never becomes a request that hooks see.
    frameworkErrors: (_error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      begin(request, reply);
      sendProblem(reply, MALFORMED);
    },
  });
  const server: FastifyInstance = adapter.getInstance();
  takeBodies(server);
  server.setReplySerializer(textOf);
  server.addHook('onRequest', (request, reply, done) => {
    begin(request, reply);
    // By way of the one place that answers errors, which records it.
    if (isForeign(request)) done(FOREIGN);
    else if (!isBodyTaken(request)) sendProblem(reply, WRONG_TYPE);
    else if (request.url.includes(NO_TEXT)) sendProblem(reply, MALFORMED);
    else done();
  });
  return adapter;
}

/**
 * Whoever comes while too many wait is told so at the door, before a body is read or a rule is looked up: under a load that
 * cannot be carried, turning away must cost next to nothing. Health is answered for as long as it can be.
 */
export function turnAway(server: FastifyInstance, crowded: () => boolean): void {
  server.addHook('onRequest', (request, reply, done) => {
    const route = request.routeOptions.url ?? '';
    if (route.startsWith('/api/') && !route.startsWith('/api/health/') && crowded()) sendProblem(reply, busy());
    else done();
  });
}

/** Begins an answer: what nobody says otherwise of is never stored, and it leaves a line in the log unless it is a part of the screens. */
function beginWith(headers: Readonly<Record<string, string>>, logger: Logger): (request: FastifyRequest, reply: FastifyReply) => void {
  return (request, reply) => {
    reply.headers(headers).header('Cache-Control', 'no-store').header('X-Request-Id', request.id);
    const started = performance.now();
    reply.raw.once('finish', () => {
      const route = request.routeOptions.url ?? 'unmatched';
      // A proxy asks for health every other second, and the controller says what has changed.
      if ((route.startsWith('/') && !route.startsWith('/api/')) || HEALTH_OF_PROCESS.has(route)) return;
      logger.info({
        event: 'request',
        requestId: request.id,
        method: request.method,
        route,
        status: reply.raw.statusCode,
        ms: Math.round(performance.now() - started),
      });
    });
  };
}

const HEALTH_OF_PROCESS = new Set(['/api/health/live', '/api/health/ready']);

/** Also what keeps a form of another site from being read as a command: it cannot send JSON without being asked about first. */
const WRONG_TYPE = new DomainError('wrong_type', 'wrong_type', { message: 'この形式の内容は受け取れません。JSON（UTF-8）で送ってください。' });
const FOREIGN = new DomainError('foreign_origin', 'forbidden', { message: 'この画面からは操作できません。' });

/** A page of another site cannot give commands in a signed-in browser: cookies are SameSite=Strict, and this looks again. */
function isForeign(request: FastifyRequest): boolean {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return false;
  const { 'sec-fetch-site': site, origin, host } = request.headers;
  return (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && hostOf(origin) !== host);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
