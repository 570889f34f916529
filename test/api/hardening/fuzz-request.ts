import { Agent, request } from 'node:http';
import { chance, pick, type Rng, seededRng, wholeNumber } from '../../../apps/cli/src/demo/people/prng';
import { type RouteDeclaration, ROUTES } from '../matrix/declaration';
import { CODES, type FuzzActor } from './fuzz-world';
import { bodyText, DATES, type Json, type Schema, soundValue, TEXTS } from './hostile';

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export interface Shot {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | undefined;
  readonly actor: FuzzActor;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** Routes that end or lock the session that asks; they are asked without one. */
const ENDING = ['DELETE /api/session', 'POST /api/session/lock', 'POST /api/session/list/{id}/end'];
/** Says that it is not ready, as no worker runs here. */
const LEFT_OUT = ['GET /api/health/ready'];
const UNUSUAL = ['PATCH', 'OPTIONS', 'TRACE', 'HEAD', 'DELETE', 'PUT', 'POST'];

/** The shot of a number: the same seed and number give the same one, but for the ids of the run. */
export class Gun {
  private readonly targets: readonly { readonly method: string; readonly path: string; readonly operation: Operation }[];

  constructor(
    private readonly description: Description,
    private readonly actors: readonly FuzzActor[],
    private readonly seed: number,
  ) {
    this.targets = Object.entries(description.paths)
      .flatMap(([path, operations]) => Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })))
      .filter(({ method, path }) => !LEFT_OUT.includes(`${method} ${path}`));
  }

  get size(): number {
    return this.targets.length;
  }

  shot(number: number): Shot {
    const rng = seededRng(this.seed * 1_000_003 + number);
    const target = pick(rng, this.targets);
    const nobody = this.actors.at(-1) as FuzzActor;
    const actor = ENDING.includes(`${target.method} ${target.path}`) ? nobody : this.actorFor(rng, target);
    const sound = this.soundBody(rng, target, actor);
    const body = sound === undefined ? (chance(rng, 0.05) ? '{"x":1}' : undefined) : bodyText(rng, sound);
    const method = chance(rng, 0.02) && !target.path.startsWith('/api/session') ? pick(rng, UNUSUAL) : target.method;
    return { method, path: pathOf(rng, target.path, target.operation, actor), headers: headersOf(rng, actor, body, this.actors), body, actor };
  }

  /** Mostly somebody whose role may use the route: who may not learns nothing, and stops early. */
  private actorFor(rng: Rng, target: { method: string; path: string }): FuzzActor {
    const roles = declared(target)?.roles;
    const admitted = Array.isArray(roles) ? this.actors.filter((one) => roles.includes(one.role)) : [];
    return admitted.length > 0 && chance(rng, 0.7) ? pick(rng, admitted) : pick(rng, this.actors);
  }

  private soundBody(rng: Rng, target: { method: string; path: string; operation: Operation }, actor: FuzzActor): Json | undefined {
    const schema = target.operation.requestBody?.content['application/json']?.schema;
    if (!schema) return undefined;
    const known = declared(target)?.body;
    if (known !== undefined && chance(rng, 0.4)) {
      const body = (typeof known === 'function' ? (known as (id: string) => object)(pick(rng, actor.known['caseId'] ?? actor.ids)) : known) as Readonly<Record<string, Json>>;
      return 'version' in body ? { ...body, version: wholeNumber(rng, 1, 4) } : body;
    }
    return soundValue(rng, schema, { ids: actor.ids, known: actor.known, codes: CODES, schemas: this.description.components.schemas });
  }
}

function declared(target: { readonly method: string; readonly path: string }): RouteDeclaration | undefined {
  return ROUTES.find((one) => one.method === target.method && `/api${one.path}` === target.path);
}

function pathOf(rng: Rng, pattern: string, operation: Operation, actor: FuzzActor): string {
  const path = pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(partOf(rng, name, pattern, actor)));
  const asked = (operation.parameters ?? []).filter((one) => one.in === 'query' && chance(rng, 0.7));
  const query = asked.map((one) => `${one.name}=${encodeSafely(one.schema?.enum && chance(rng, 0.6) ? pick(rng, one.schema.enum) : pick(rng, TEXTS))}`);
  if (chance(rng, 0.05)) query.push(pick(rng, ['cursor=1&cursor=2', '__proto__[x]=1', 'view[]=mine', '%00', 'box=%', 'a=%E0%A4%A']));
  const broken = chance(rng, 0.02) ? pick(rng, ['%E0%A4%A', '/..%2f..%2f', '%00', '//', '/%']) : '';
  return `${path}${broken}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function partOf(rng: Rng, name: string, pattern: string, actor: FuzzActor): string {
  const fitting = actor.known[pattern.split('/')[2] ?? ''];
  switch (name) {
    case 'lineKey':
      return chance(rng, 0.7) ? pick(rng, ['6-1', '1-1', '9-9', '6-2']) : wellFormed(pick(rng, TEXTS));
    case 'part':
      return pick(rng, ['0', '1', '2', '-1', '99999', '2147483648', '99999999999999999999', '1.5', '0x1', 'NaN', ' ']);
    case 'kind':
    case 'subject':
      return chance(rng, 0.5) ? pick(rng, ['intake', 'new', 'consultation', ...DATES]) || 'x' : wellFormed(pick(rng, TEXTS)) || 'x';
    default:
      if (fitting && chance(rng, 0.7)) return pick(rng, fitting);
      return chance(rng, 0.6) ? pick(rng, actor.ids) : wellFormed(pick(rng, TEXTS)) || 'x';
  }
}

/** Half a surrogate pair cannot stand in an address. */
const wellFormed = (text: string): string => text.replaceAll(/[\ud800-\udfff]/gu, '').slice(0, 300);
const encodeSafely = (text: string): string => encodeURIComponent(wellFormed(text));

function headersOf(rng: Rng, actor: FuzzActor, body: string | undefined, actors: readonly FuzzActor[]): Record<string, string | string[]> {
  const key = chance(rng, 0.9) ? `fuzz-${wholeNumber(rng, 0, 1e9)}-key` : pick(rng, ['', 'short', 'x'.repeat(100), 'fuzz-same-key', "'; --------"]);
  const other = pick(rng, actors).session?.assignment ?? 'nobody';
  const type = chance(rng, 0.95) ? 'application/json' : pick(rng, ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json; charset=nonsense', '']);
  const headers: Record<string, string | string[]> = {
    'x-assignment': chance(rng, 0.95) ? (actor.session?.assignment ?? other) : pick(rng, [other, '', "' or 1=1"]),
    'idempotency-key': chance(rng, 0.03) ? [key, 'fuzz-second-key'] : key,
    ...(actor.session ? { cookie: chance(rng, 0.97) ? actor.session.cookie : [actor.session.cookie, 'madoguchi=s%3Aforged.forged'] } : {}),
    ...(body === undefined ? {} : { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) }),
  };
  if (chance(rng, 0.03)) headers[pick(rng, ['origin', 'sec-fetch-site', 'content-encoding', 'x-request-id', 'x-forwarded-for', 'accept', 'expect-x'])] = pick(rng, ['null', 'https://evil.example', 'cross-site', 'gzip', '1', 'a'.repeat(4_000)]);
  return headers;
}

const agent = new Agent({ keepAlive: true, maxSockets: 2 });

/** Sends exactly what the shot says. @throws when the connection breaks. */
export function fire(baseUrl: string, shot: Shot): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, path: shot.path, method: shot.method, headers: shot.headers }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, type: String(response.headers['content-type'] ?? ''), text: Buffer.concat(pieces).toString('utf8') }));
    });
    sent.on('error', reject);
    sent.end(shot.body);
  });
}

export function closeConnections(): void {
  agent.destroy();
}
