import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fixedClock, systemClock, type Clock } from '@madoguchi/kernel';
import { dataDirOf, resolveConnections, resolveEarlierMasterKeys, resolveMasterKey, resolveSessionSecret, type Connections } from '../embedded';
import type { MasterKeys } from './master-keys';
import { type OidcSettings, readOidc } from './oidc-settings';

/** What one process needs to know about its surroundings, read once at start. */
export interface Settings extends MasterKeys {
  readonly port: number;
  readonly dataDir: string;
  readonly production: boolean;
  readonly connections: Connections;
  readonly sessionSecret: string;
  /** 32 bytes that encrypt secrets at rest; kept outside the database. */
  readonly masterKey: Buffer;
  /** Master keys before it, which open what is not wrapped anew yet. */
  readonly earlierMasterKeys: readonly Buffer[];
  /** Where the built web application lies; absent when the api is run alone. */
  readonly webRoot: string | undefined;
  /** True behind a TLS-terminating proxy: cookies are `Secure`, the client address comes from the proxy. */
  readonly behindProxy: boolean;
  readonly clock: Clock;
  /** A city's own identity provider; absent where people sign in with a password alone. */
  readonly oidc: OidcSettings | undefined;
  /** Folder of the signed audit checkpoints; absent on a process that does not seal. */
  readonly auditDir: string | undefined;
  /**
   * False only for loads that count as none until their last, durable statement: commits are acknowledged before they
   * are on disk.
   */
  readonly durableCommits: boolean;
  /** Cores of the machine on which PostgreSQL runs: more connections than twice as many would only wait for each other. */
  readonly databaseCores: number;
}

export const SETTINGS = Symbol('Settings');

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws Error that names the variable when a value cannot be used; nothing is guessed in production. */
export function readSettings(environment: Environment): Settings {
  const production = environment['NODE_ENV'] === 'production';
  const behindProxy = environment['BEHIND_TLS_PROXY'] === 'true';
  if (production && !behindProxy) {
    throw new Error('BEHIND_TLS_PROXY must be "true" in production: sign-in cookies travel over TLS only.');
  }
  const secret = environment['SESSION_SECRET'];
  if (production && (secret === undefined || secret.length < 32)) {
    throw new Error('SESSION_SECRET must be set to at least 32 characters in production.');
  }
  if (production && !environment['MASTER_KEY']) throw new Error('MASTER_KEY must be set to 32 bytes in base64url in production.');
  const port = Number(environment['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT must be a port number.');
  return {
    port,
    dataDir: dataDirOf(environment),
    production,
    connections: resolveConnections(environment),
    sessionSecret: resolveSessionSecret(environment),
    masterKey: resolveMasterKey(environment),
    earlierMasterKeys: resolveEarlierMasterKeys(environment),
    webRoot: environment['WEB_ROOT'],
    behindProxy,
    auditDir: environment['AUDIT_DIR'] ?? (production ? undefined : join(dataDirOf(environment), 'audit')),
    durableCommits: true,
    databaseCores: readCores(environment['DATABASE_CORES']),
    oidc: readOidc(environment, production),
    clock: readClock(environment['MADOGUCHI_CLOCK'], production),
  };
}

/** As set; else those of this machine, on which the embedded PostgreSQL runs. */
function readCores(value: string | undefined): number {
  if (value === undefined || value === '') return availableParallelism();
  if (!/^[1-9]\d{0,2}$/.test(value)) throw new Error('DATABASE_CORES must be a number of cores from 1 to 999.');
  return Number(value);
}

/**
 * A clock that shows a given instant when the process begins and then runs, for demonstrations and tests; refused in
 * production. Counted from the beginning of the process: two processes started together show the same time.
 */
function readClock(start: string | undefined, production: boolean): Clock {
  if (start === undefined || start === '') return systemClock;
  if (production) throw new Error('MADOGUCHI_CLOCK is refused in production.');
  const from = fixedClock(start).now().getTime();
  return { now: () => new Date(from + performance.now()) };
}
