import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { RolePasswords } from '@madoguchi/platform';
import { Client } from 'pg';
import { FUNCTION_OWNERS, prepareRoles } from './roles';
import { STEPS } from './schema';
import type { SchemaStep } from './schema/step';
import { STANDING } from './standing';
import type { StandingObject } from './standing/object';

/** Any number; two migrations of one database wait for each other. */
const MIGRATION_LOCK = 7_240_001;

/**
 * The version before is at work meanwhile. Whoever waits for a table lets nobody past, so the waiting is short, everything is
 * undone, and after a pause it is tried again.
 */
const LONGEST_WAIT = '2s';
const ATTEMPTS = 10;
const PAUSE_MS = 500;
/** lock_not_available, deadlock_detected. */
const IN_THE_WAY = ['55P03', '40P01'];
/** internal_error: of two databases of one server that are migrated at once, both want to change its roles. */
const ROLES_AT_ONCE = ['XX000'];
/** dependent_objects_still_exist. */
const STILL_NEEDED = '2BP01';

/** What has been done to a database: steps by name, standing objects by the hash of their text and how to take them away. */
const MEMORY = `
create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default clock_timestamp());
create table if not exists standing_object (name text primary key, hash text not null, removal text not null)`;

/** What is to be done to a database; the whole of it by default. */
export interface Schema {
  readonly steps: readonly SchemaStep[];
  readonly standing: readonly StandingObject[];
}

/**
 * Creates the roles and brings the schema up to date. Runs as the owner (CREATEROLE; may be superuser).
 * Roles belong to the whole server, so the same passwords must be given for every database on it.
 * @param options.anew puts all that stands in place again, with its owner and its rights: a restore may have lost them.
 * @returns the names of steps and standing objects that were applied, in order
 * @throws where the database has seen a step that is not among these: it is of a later version, whose rules an earlier
 *   one would loosen
 */
export async function runMigrations(
  options: { readonly ownerUrl: string; readonly rolePasswords: RolePasswords; readonly anew?: boolean },
  schema: Schema = { steps: STEPS, standing: STANDING },
): Promise<{ readonly applied: readonly string[] }> {
  const owner = new Client({ connectionString: options.ownerUrl, application_name: 'madoguchi-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    // The queue makes its tables anew, and every message stands in the outbox until it is done.
    if (options.anew === true) await owner.query('drop schema if exists bullmq cascade');
    await again(ROLES_AT_ONCE, () => prepareRoles(owner, options.rolePasswords));
    await owner.query(MEMORY);
    if (options.anew === true) await owner.query("update standing_object set hash = ''");
    const pending = await pendingOf(owner, schema.steps);
    const lastInside = pending.findLastIndex((one) => !one.outside);
    const applied: string[] = [];
    for (const group of groups(pending.slice(0, lastInside + 1))) {
      const last = group.at(-1) === pending[lastInside];
      if (group[0]?.outside) applied.push(...(await takeAll(owner, group)));
      else if (!last) applied.push(...(await inOneTransaction(owner, () => takeAll(owner, group))));
      else applied.push(...(await inOneTransaction(owner, () => putInPlace(owner, group, schema.standing))));
    }
    if (lastInside < 0) applied.push(...(await inOneTransaction(owner, () => putInPlace(owner, [], schema.standing))));
    applied.push(...(await takeAll(owner, pending.slice(lastInside + 1))));
    return { applied };
  } finally {
    // The lock ends with the connection.
    await owner.end();
  }
}

async function pendingOf(owner: Client, steps: readonly SchemaStep[]): Promise<readonly SchemaStep[]> {
  const { rows } = await owner.query<{ name: string }>('select name from schema_migration');
  const known = new Set(rows.map((row) => row.name));
  const later = [...known].filter((name) => !steps.some((one) => one.name === name));
  if (later.length > 0) throw new Error(`The database is of a later version than this program: it has seen ${later.join(', ')}.`);
  return steps.filter((one) => !known.has(one.name));
}

/** In the order in which they are listed: steps that share a transaction, and between them those that stand outside. */
function groups(steps: readonly SchemaStep[]): readonly SchemaStep[][] {
  const found: SchemaStep[][] = [];
  for (const one of steps) {
    const open = found.at(-1);
    if (open?.[0]?.outside === one.outside) open.push(one);
    else found.push([one]);
  }
  return found;
}

async function takeAll(owner: Client, steps: readonly SchemaStep[]): Promise<string[]> {
  const taken: string[] = [];
  for (const one of steps) taken.push(await take(owner, one));
  return taken;
}

/** The last steps of a version and all that stands are there together or not at all. */
async function putInPlace(owner: Client, steps: readonly SchemaStep[], standing: readonly StandingObject[]): Promise<string[]> {
  await owner.query(`grant create on schema public to ${FUNCTION_OWNERS.join(', ')}`);
  const applied = await takeAll(owner, steps);
  // After a step all of them: what names a table's columns as a whole has changed without a change of its text.
  const known = await hashes(owner);
  for (const one of standing) {
    const hash = hashOf(one.apply);
    if (steps.length === 0 && known.get(one.name) === hash) continue;
    await named(one.name, () => owner.query(one.apply));
    await owner.query(
      'insert into standing_object (name, hash, removal) values ($1, $2, $3) on conflict (name) do update set hash = excluded.hash, removal = excluded.removal',
      [one.name, hash, one.drop],
    );
    applied.push(one.name);
  }
  applied.push(...(await removeOthers(owner, standing)));
  await owner.query(`revoke create on schema public from ${FUNCTION_OWNERS.join(', ')}`);
  return applied;
}

/** By which a text is known again. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** By which all that stands is known again. */
export function hashOfStanding(standing: readonly StandingObject[]): string {
  return hashOf(standing.map((one) => `${one.name}\0${one.apply}`).join('\0'));
}

async function hashes(owner: Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ name: string; hash: string }>('select name, hash from standing_object');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

/** What no file defines any more goes; where something still needs it, the database refuses and all of it is undone. */
async function removeOthers(owner: Client, standing: readonly StandingObject[]): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string; removal: string }>(
    'delete from standing_object where name <> all ($1::text[]) returning name, removal',
    [standing.map((one) => one.name)],
  );
  // What asks goes before what is asked, whatever the files' order was: what something else still needs is tried again.
  let left = rows;
  while (left.length > 0) {
    const needed: typeof rows = [];
    for (const one of left) if (!(await removed(owner, one.removal))) needed.push(one);
    if (needed.length === left.length) await named(needed[0]?.name ?? '', () => owner.query(needed[0]?.removal ?? ''));
    left = needed;
  }
  return rows.map((one) => `without ${one.name}`);
}

/** Whether it went: false where something that still stands asks for it. */
async function removed(owner: Client, removal: string): Promise<boolean> {
  await owner.query('savepoint removal');
  try {
    await owner.query(removal);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code !== STILL_NEEDED) throw error;
    await owner.query('rollback to savepoint removal');
    return false;
  }
}

async function take(owner: Client, one: SchemaStep): Promise<string> {
  for (const sql of one.statements) await named(one.name, () => owner.query(sql));
  await owner.query('insert into schema_migration (name) values ($1)', [one.name]);
  return one.name;
}

async function inOneTransaction<T>(owner: Client, work: () => Promise<T>): Promise<T> {
  return again(IN_THE_WAY, async () => {
    await owner.query(`begin; set local lock_timeout = '${LONGEST_WAIT}'`);
    try {
      const result = await work();
      await owner.query('commit');
      return result;
    } catch (error) {
      await owner.query('rollback');
      throw error;
    }
  });
}

/** Tries again, after a pause, what failed with one of these codes of PostgreSQL. */
async function again<T>(codes: readonly string[], work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !codes.includes(codeOf(error))) throw error;
      await pause(PAUSE_MS);
    }
  }
}

function codeOf(error: unknown): string {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined ? '' : codeOf(cause);
}

/** The operator is told which thing the database did not take. */
async function named(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`The schema could not be brought up to date at "${name}": ${(error as Error).message}`, { cause: error });
  }
}
