import { createHash } from 'node:crypto';
import type { RolePasswords } from '@madoguchi/platform';
import { Client } from 'pg';
import { FUNCTION_OWNERS, prepareRoles } from './roles';
import { STEPS } from './schema';
import type { SchemaStep } from './schema/step';
import { STANDING } from './standing';
import type { StandingObject } from './standing/object';

/** Any number; two migrations of one server wait for each other. */
const MIGRATION_LOCK = 7_240_001;

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
 * @returns the names of steps and standing objects that were applied, in order
 */
export async function runMigrations(
  options: { readonly ownerUrl: string; readonly rolePasswords: RolePasswords },
  schema: Schema = { steps: STEPS, standing: STANDING },
): Promise<{ readonly applied: readonly string[] }> {
  const owner = new Client({ connectionString: options.ownerUrl, application_name: 'madoguchi-migrate' });
  await owner.connect();
  try {
    await owner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await prepareRoles(owner, options.rolePasswords);
    await owner.query(MEMORY);
    const { rows } = await owner.query<{ name: string }>('select name from schema_migration');
    const known = new Set(rows.map((row) => row.name));
    const pending = schema.steps.filter((one) => !known.has(one.name));
    const applied = await inOneTransaction(owner, () =>
      putInPlace(owner, pending.filter((one) => !one.outside), schema.standing),
    );
    for (const one of pending.filter((each) => each.outside)) applied.push(await take(owner, one));
    return { applied };
  } finally {
    // The lock ends with the connection.
    await owner.end();
  }
}

/** Steps and standing objects of a version are there together or not at all. */
async function putInPlace(owner: Client, steps: readonly SchemaStep[], standing: readonly StandingObject[]): Promise<string[]> {
  await owner.query(`grant create on schema public to ${FUNCTION_OWNERS.join(', ')}`);
  const applied: string[] = [];
  for (const one of steps) applied.push(await take(owner, one));
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
  // What asks goes before what is asked: triggers and gates before views and functions.
  const order = ['trigger', 'gate', 'view', 'function'];
  const rank = (name: string): number => order.indexOf(name.split(' ')[0] ?? '');
  for (const one of [...rows].sort((a, b) => rank(a.name) - rank(b.name))) await named(one.name, () => owner.query(one.removal));
  return rows.map((one) => `without ${one.name}`);
}

async function take(owner: Client, one: SchemaStep): Promise<string> {
  await named(one.name, () => owner.query(one.sql));
  await owner.query('insert into schema_migration (name) values ($1)', [one.name]);
  return one.name;
}

async function inOneTransaction<T>(owner: Client, work: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    const result = await work();
    await owner.query('commit');
    return result;
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** The operator is told which thing the database did not take. */
async function named(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Error(`The schema could not be brought up to date at "${name}": ${(error as Error).message}`, { cause: error });
  }
}
