import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createWhole, writeFileWhole } from './processes';

/** The login roles of the runtime; none of them owns a table. */
export const LOGIN_ROLES = ['app', 'worker', 'counter', 'queue'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];
export type RolePasswords = Readonly<Record<LoginRole, string>>;

/** Created once per data folder. Passwords are base64url, so they need no escaping in an address. */
export interface Secrets {
  /** Tells this data folder from every other one. */
  readonly instance: string;
  readonly ownerPassword: string;
  readonly rolePasswords: RolePasswords;
  readonly sessionSecret: string;
  /** Base64url, 32 bytes: encrypts what the database must not be able to read. */
  readonly masterKey: string;
}

export interface Connections {
  /** The migration owner's address, present only where DATABASE_URL or an embedded database gives one. */
  readonly owner: string | undefined;
  readonly app: string;
  readonly worker: string;
  readonly counter: string;
  readonly queue: string;
  readonly redisUrl: string | undefined;
}

export type Environment = Readonly<Record<string, string | undefined>>;

export const OWNER_ROLE = 'madoguchi_owner';
export const DATABASE = 'madoguchi';

/** Where this copy keeps its data: DATA_DIR, else `.data` in the folder the process was started from. */
export function dataDirOf(environment: Environment): string {
  return resolve(environment['DATA_DIR'] || '.data');
}

/** Creates the data folder. Under root it may be entered by others, because the database runs as another user. */
export function createDataDir(dataDir: string): void {
  if (existsSync(dataDir)) return;
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
}

/**
 * The secrets of this data folder, created on first use, readable by their owner only.
 * @throws when the file is readable by others, or broken: new secrets would lock everybody out of the old database.
 */
export function openSecrets(dataDir: string): Secrets {
  const path = join(dataDir, 'secrets.json');
  if (!existsSync(path)) {
    createDataDir(dataDir);
    const random = (bytes = 24): string => randomBytes(bytes).toString('base64url');
    const secrets: Secrets = {
      instance: random(12),
      ownerPassword: random(),
      rolePasswords: { app: random(), worker: random(), counter: random(), queue: random() },
      sessionSecret: random(48),
      masterKey: random(32),
    };
    if (createWhole(path, `${JSON.stringify(secrets, undefined, 2)}\n`)) return secrets;
  }
  if ((statSync(path).mode & 0o077) !== 0) throw new Error(`${path} may be read by others: set its mode to 600.`);
  let parsed: Partial<Secrets>;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>;
  } catch (error) {
    throw new Error(`${path} is not readable as JSON.`, { cause: error });
  }
  const passwords = parsed.rolePasswords;
  if (!parsed.instance || !parsed.ownerPassword || !parsed.sessionSecret || !parsed.masterKey || LOGIN_ROLES.some((role) => !passwords?.[role])) {
    throw new Error(`${path} is incomplete.`);
  }
  return parsed as Secrets;
}

const portFile = (dataDir: string): string => join(dataDir, 'postgres.port');

/** The port on which the embedded database of this data folder was last started. */
export function rememberedPort(dataDir: string): number | undefined {
  try {
    const port = Number(readFileSync(portFile(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}

export function rememberPort(dataDir: string, port: number): void {
  writeFileWhole(portFile(dataDir), `${port}\n`);
}

/** The owner's address of the embedded database. */
export function embeddedOwnerUrl(port: number, password: string): string {
  return `postgres://${OWNER_ROLE}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

/**
 * The addresses this process may use.
 * Each of DATABASE_URL_APP, _WORKER, _COUNTER and _QUEUE wins where it is set; the others are the server and database
 * of DATABASE_URL (or of the embedded database), with the login role's name and the password from the data folder.
 * @throws when neither is there: no DATABASE_URL, and no embedded database was ever started on the data folder; and when an
 *   address is none, or logs in as another role than its name says.
 */
export function resolveConnections(environment: Environment): Connections {
  const dataDir = dataDirOf(environment);
  let owner = environment['DATABASE_URL'] || undefined;
  let secrets: Secrets | undefined;
  const given = (role: LoginRole): string | undefined => environment[`DATABASE_URL_${role.toUpperCase()}`] || undefined;

  if (owner === undefined && !LOGIN_ROLES.every((role) => given(role))) {
    const port = rememberedPort(dataDir);
    if (port === undefined) {
      throw new Error('No database is known: run npm start, or set DATABASE_URL.');
    }
    secrets = openSecrets(dataDir);
    owner = embeddedOwnerUrl(port, secrets.ownerPassword);
  }

  const addressOf = (role: LoginRole): string => {
    const address = given(role);
    if (address) return asRole(role, address);
    secrets ??= openSecrets(dataDir);
    const url = new URL(owner ?? '');
    url.username = `madoguchi_${role}`;
    url.password = secrets.rolePasswords[role];
    return url.toString();
  };
  return {
    owner,
    app: addressOf('app'),
    worker: addressOf('worker'),
    counter: addressOf('counter'),
    queue: addressOf('queue'),
    redisUrl: redisUrlOf(environment),
  };
}

/**
 * The passwords that `migrate` sets for the login roles: those of the given addresses, else those of the data folder.
 * @throws when an address names a role that is not the expected login role: migrate would create another one.
 */
export function resolveRolePasswords(environment: Environment): RolePasswords {
  let secrets: Secrets | undefined;
  const passwordOf = (role: LoginRole): string => {
    const address = environment[`DATABASE_URL_${role.toUpperCase()}`];
    if (!address) return (secrets ??= openSecrets(dataDirOf(environment))).rolePasswords[role];
    return decodeURIComponent(new URL(asRole(role, address)).password);
  };
  return { app: passwordOf('app'), worker: passwordOf('worker'), counter: passwordOf('counter'), queue: passwordOf('queue') };
}

/** What one role may do, the other three may not: addresses that were exchanged would show only at the first request. */
function asRole(role: LoginRole, address: string): string {
  const name = `DATABASE_URL_${role.toUpperCase()}`;
  if (!URL.canParse(address)) throw new Error(`${name} must be an address such as postgres://madoguchi_${role}:password@host/database.`);
  if (new URL(address).username !== `madoguchi_${role}`) throw new Error(`${name} must log in as madoguchi_${role}.`);
  return address;
}

/** @throws when it is no address of a Redis: the queue would try to reach it for ever. */
function redisUrlOf(environment: Environment): string | undefined {
  const address = environment['REDIS_URL'] || undefined;
  if (address === undefined) return undefined;
  if (URL.canParse(address) && ['redis:', 'rediss:'].includes(new URL(address).protocol) && new URL(address).hostname !== '') return address;
  throw new Error('REDIS_URL must be an address such as redis://host:6379.');
}

/** What signs session cookies: SESSION_SECRET (the same on every machine), else the data folder's own. */
export function resolveSessionSecret(environment: Environment): string {
  return environment['SESSION_SECRET'] || openSecrets(dataDirOf(environment)).sessionSecret;
}

/** Encrypts what the database must not be able to read. @throws when it is not 32 bytes. */
export function resolveMasterKey(environment: Environment): Buffer {
  return keyOf('MASTER_KEY', environment['MASTER_KEY'] || openSecrets(dataDirOf(environment)).masterKey);
}

/** Master keys before the present one, separated by commas. @throws when one is not 32 bytes. */
export function resolveEarlierMasterKeys(environment: Environment): readonly Buffer[] {
  const texts = (environment['MASTER_KEY_EARLIER'] ?? '').split(',').filter((text) => text !== '');
  return texts.map((text) => keyOf('MASTER_KEY_EARLIER', text));
}

function keyOf(name: string, text: string): Buffer {
  const key = Buffer.from(text, 'base64url');
  if (key.length !== 32) throw new Error(`${name} must be 32 bytes in base64url.`);
  return key;
}
