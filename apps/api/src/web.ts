import { createReadStream, readdirSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const PAGE = 'index.html';
/** Addresses at which something else stands, or nothing. */
const NO_PAGE = /^(api|assets)(\/|$)/i;

interface BuiltFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * The built web application: hashed assets for a year, the page itself never from a cache, and the page for every address of
 * its router. Its files are listed once, so that no address leads to the disk but theirs.
 */
export function serveWeb(app: NestFastifyApplication, root: string): void {
  const server = app.getHttpAdapter().getInstance();
  for (const name of readdirSync(root, { recursive: true, encoding: 'utf8' })) {
    if (name === PAGE || !statSync(join(root, name)).isFile()) continue;
    const file = builtFile(root, name);
    const cache = name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=0';
    server.get(`/${name}`, (_request, reply) => send(reply.header('Cache-Control', cache), file));
  }
  const page = builtFile(root, PAGE);
  server.get('/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply) => (NO_PAGE.test(request.params['*']) ? reply.callNotFound() : send(reply, page)));
}

/** @throws Error for a file of a kind whose type nobody has written here. */
function builtFile(root: string, name: string): BuiltFile {
  const path = join(root, name);
  const type = TYPES[extname(name)];
  if (type === undefined) throw new Error(`The screens hold a file of an unknown type: ${name}`);
  return { path, type, bytes: statSync(path).size };
}

function send(reply: FastifyReply, { path, type, bytes }: BuiltFile): FastifyReply {
  return reply.headers({ 'Content-Type': type, 'Content-Length': bytes }).send(createReadStream(path));
}
