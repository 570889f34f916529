import { COUNTS_LOWER } from '@madoguchi/audit';
import { masterKeyId, type MasterKeys, SCHEMA_VERSION, LOGIN_ROLES, type Environment, resolveConnections, resolveEarlierMasterKeys, resolveMasterKey } from '@madoguchi/platform';
import { Redis } from 'ioredis';
import { Client } from 'pg';

/** One thing that was looked at: how it is, and in one sentence what to do where it is not as it should be. */
export interface Finding {
  readonly about: string;
  readonly remedy: string | undefined;
}

const WITHIN_MS = 3_000;
const CLOCKS_APART_MS = 2_000;
/** Since when a healthy worker must have given a sign of life. */
const BEAT_SECONDS = 20;

interface Inside {
  readonly now: Date;
  readonly schema: boolean;
  readonly key: string | null;
  readonly workers: number;
  readonly sealers: number;
  readonly given_up: number;
}

/**
 * Looks at what an installation stands on, as a process with this environment would meet it: addresses, roles, schema, key,
 * clock, queue, the folder of the audit record and what the proxy must send. Changes nothing.
 */
export async function examine(environment: Environment): Promise<readonly Finding[]> {
  const production = environment['NODE_ENV'] === 'production';
  let connections: ReturnType<typeof resolveConnections>;
  try {
    connections = resolveConnections(environment);
  } catch (error) {
    return [{ about: 'addresses', remedy: wordsOf(error) }];
  }
  const roles = await Promise.all(LOGIN_ROLES.map(async (role) => ({ about: `role ${role}`, remedy: await signInProblem(role, connections[role]) })));
  const well = (role: string): boolean => roles.some(({ about, remedy }) => about === `role ${role}` && remedy === undefined);
  return [
    ...roles,
    ...(well('worker') ? await recordOf(connections.worker) : []),
    ...(well('app') ? await inside(connections.app, keysOf(environment)) : []),
    { about: 'Redis', remedy: connections.redisUrl === undefined ? undefined : await redisProblem(connections.redisUrl) },
    { about: 'production', remedy: production ? undefined : 'Set NODE_ENV=production: demo accounts and default secrets are refused then.' },
    { about: 'proxy', remedy: proxyProblem(environment) },
  ];
}

export function describeFindings(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ about, remedy }) => (remedy === undefined ? `ok    ${about}` : `ILL   ${about}: ${remedy}`));
}

async function signInProblem(role: string, url: string): Promise<string | undefined> {
  try {
    return await asRole(url, async (client) => {
      const { rows } = await client.query<{ danger: boolean }>('select r.rolsuper or r.rolbypassrls as danger from pg_roles r where r.rolname = current_user');
      return rows[0]?.danger === true ? 'The role is superuser or has BYPASSRLS: take that from it.' : undefined;
    });
  } catch (error) {
    return `It cannot sign in (${codeOf(error)}): check address and password in DATABASE_URL_${role.toUpperCase()}, and run "migrate" with the same environment.`;
  }
}

async function inside(url: string, keys: MasterKeys | undefined): Promise<readonly Finding[]> {
  let seen: Inside | undefined;
  const before = Date.now();
  try {
    seen = await asRole(url, async (client) => {
      const { rows } = await client.query<Inside>(
        `select clock_timestamp() as now, exists (select 1 from schema_migration s where s.name like $1) as schema, (select m.key_id from master_key m) as key,
           (select count(*)::integer from worker_heartbeat h where h.beat_at > clock_timestamp() - make_interval(secs => $2)) as workers,
           (select count(*)::integer from worker_heartbeat h where h.seals and h.beat_at > clock_timestamp() - make_interval(secs => $2)) as sealers,
           (select count(o.given_up_at)::integer from outbox o) as given_up`,
        [`${SCHEMA_VERSION}-%`, BEAT_SECONDS],
      );
      return rows[0];
    });
  } catch {
    seen = undefined;
  }
  if (seen?.schema !== true) return [{ about: 'schema', remedy: `It is not that of version ${SCHEMA_VERSION}, or a restore has lost its rights: run "migrate" as the owner, after a restore "migrate --anew".` }];
  const { now, key, workers, sealers, given_up: givenUp } = seen;
  const apart = Math.max(before - now.getTime(), now.getTime() - Date.now());
  const known = keys && [keys.masterKey, ...keys.earlierMasterKeys].map(masterKeyId);
  return [
    { about: 'schema', remedy: undefined },
    { about: 'clock', remedy: apart > CLOCKS_APART_MS ? `It is ${Math.round(apart / 1_000)} s from that of the database: let both machines keep the same time (NTP).` : undefined },
    { about: 'master key', remedy: keyProblem(key, known) },
    { about: 'worker', remedy: workers > 0 ? undefined : 'None gave a sign of life within twenty seconds: start one, and read its log.' },
    { about: 'sealing', remedy: sealers > 0 ? undefined : 'No worker seals the audit record: set AUDIT_DIR on one of them.' },
    { about: 'queue', remedy: givenUp > 0 ? `${givenUp} messages were given up: "queue" lists them and sends them again.` : undefined },
  ];
}

/** Where the schema is not there it cannot be asked, and that is told beside it. */
async function recordOf(url: string): Promise<readonly Finding[]> {
  try {
    const lower = await asRole(url, async (client) => (await client.query<{ lower: boolean }>(COUNTS_LOWER)).rows[0]?.lower === true);
    return [{ about: 'audit record', remedy: lower ? 'It comes from another server, whose transactions counted higher: stop apis and workers, then run "restore-audit" with the folder of the checkpoints.' : undefined }];
  } catch {
    return [];
  }
}

function keyProblem(key: string | null, known: readonly string[] | undefined): string | undefined {
  if (known === undefined) return 'Set MASTER_KEY to 32 bytes in base64url: "make-secrets" makes one.';
  return key === null || known.includes(key) ? undefined : 'MASTER_KEY is not the key of this database: give this machine the one of the others; "list-master-keys" tells which.';
}

function keysOf(environment: Environment): MasterKeys | undefined {
  try {
    return { masterKey: resolveMasterKey(environment), earlierMasterKeys: resolveEarlierMasterKeys(environment) };
  } catch {
    return undefined;
  }
}

async function redisProblem(url: string): Promise<string | undefined> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0, retryStrategy: () => null, connectTimeout: WITHIN_MS });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    await redis.ping();
    return undefined;
  } catch (error) {
    return `Nobody answers at REDIS_URL (${codeOf(error)}): start it there, or leave REDIS_URL away where one machine does everything.`;
  } finally {
    redis.disconnect();
  }
}

/** What cannot be seen from here: the answer of a sign-in says the rest (`insecure_connection`, `foreign_origin`). */
function proxyProblem(environment: Environment): string | undefined {
  if (environment['BEHIND_TLS_PROXY'] === 'true') return undefined;
  return 'Set BEHIND_TLS_PROXY=true and let the proxy send Host with its port, X-Forwarded-Proto and X-Forwarded-For.';
}

async function asRole<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'madoguchi-doctor', connectionTimeoutMillis: WITHIN_MS, query_timeout: WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'no answer');
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
