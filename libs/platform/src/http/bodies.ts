import { BadRequestException, PayloadTooLargeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isDeeperThan } from './json-depth';

const JSON_TYPE = 'application/json';
const JSON_LIMIT = 256 * 1024;
/** A published plan is sent whole: its table and its text. */
const PLAN_ROUTES = ['/api/annual-plans', '/api/annual-plans/:id/plan'];
const PLAN_LIMIT = 2 * 1024 * 1024;
/** The deepest body of any route, a part of a packet, lies four deep; an unsaved text may hold a little more. */
const JSON_DEPTH = 20;
/** The one route whose body is a file: PDF or picture, five megabytes at most. */
const FILE_ROUTE = '/api/consents/:id/paper';
const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'];
const UTF_8 = /^charset\s*=\s*"?utf-?8"?$/u;
const FILE_LIMIT = 5 * 1024 * 1024;

/** The bodies that the application reads, and nothing else: JSON, and a file where one belongs (`isBodyTaken`). */
export function takeBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(JSON_TYPE, async ({ routeOptions }: FastifyRequest, stream: AsyncIterable<Buffer>) =>
    parsed(await read(stream, PLAN_ROUTES.includes(routeOptions.url ?? '') ? PLAN_LIMIT : JSON_LIMIT)));
  server.addContentTypeParser(FILE_TYPES, (_request: FastifyRequest, stream: AsyncIterable<Buffer>) => read(stream, FILE_LIMIT));
  // A type without a body is no reason to refuse; with one it does not come this far.
  server.addContentTypeParser('*', (_request, _stream, done) => done(null));
}

/** Whether a request has no body, or one of a type that its route takes; a text is UTF-8 or is not called anything. */
export function isBodyTaken({ headers, routeOptions }: FastifyRequest): boolean {
  const empty = headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
  if (empty) return true;
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';').map((part) => part.trim());
  if (parameters.some((parameter) => parameter.startsWith('charset') && !UTF_8.test(parameter))) return false;
  return type === JSON_TYPE || (routeOptions.url === FILE_ROUTE && FILE_TYPES.includes(type));
}

/** Read to its end even where it is too long: whoever still sends would see a broken connection instead of the answer. */
async function read(stream: AsyncIterable<Buffer>, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
    }
  } catch {
    throw new BadRequestException('The body ended before its end');
  }
  if (length > limit) throw new PayloadTooLargeException();
  return Buffer.concat(chunks);
}

/** The object or list of a JSON text; nothing where there is no text. Bytes that are no UTF-8 are refused, whatever the header calls them. */
function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (isDeeperThan(bytes, JSON_DEPTH)) throw new BadRequestException('The body is too deep');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BadRequestException('The body is not JSON');
  }
  if (typeof value !== 'object' || value === null) throw new BadRequestException('The body is neither object nor list');
  return value;
}
