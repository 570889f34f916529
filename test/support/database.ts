import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { Connections, RolePasswords } from '@madoguchi/platform';
import { runMigrations } from '../../migrations';
import { loadReference } from '../../migrations/reference/load';
import { seedIdentity } from '../../apps/cli/src/demo/seed-identity';

/** One password for the runtime roles of the whole test server: roles belong to the server, not to one database. */
const PASSWORD = 'test-only';
export const ROLE_PASSWORDS: RolePasswords = { app: PASSWORD, worker: PASSWORD, counter: PASSWORD, queue: PASSWORD };
const TEMPLATE = 'madoguchi_test_template';
const TEMPLATE_LOCK = 7_240_002;

export interface TestDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly connections: Connections;
  drop(): Promise<void>;
}

/** Address of the migration owner on the test server; `npm test` sets it. */
export function testOwnerUrl(): string {
  const url = process.env['MADOGUCHI_TEST_OWNER_URL'];
  if (!url) throw new Error('Run the tests through npm test: it starts the database and names it in MADOGUCHI_TEST_OWNER_URL.');
  return url;
}

function on(database: string, user?: string, password?: string): string {
  const url = new URL(testOwnerUrl());
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.toString();
}

/**
 * A database of its own with schema, reference data and the demo staff, copied from a template that is made once a server.
 * @param bare without anybody in it, as a city has it after its first migration.
 */
export async function createTestDatabase(bare = false): Promise<TestDatabase> {
  const admin = new Client({ connectionString: on('postgres') });
  await admin.connect();
  const name = `madoguchi_test_${randomBytes(6).toString('hex')}`;
  try {
    await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const template = `${TEMPLATE}_${process.env['MADOGUCHI_TEST_RUN'] ?? 'dev'}${bare ? '_bare' : ''}`;
    const { rows } = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (rows.length === 0) await makeTemplate(admin, template, bare);
    await admin.query(`create database ${name} template ${template} strategy file_copy`);
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to madoguchi_app, madoguchi_worker, madoguchi_counter, madoguchi_queue`);
    await admin.query(`grant create on database ${name} to madoguchi_queue`);
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
    await admin.end();
  }
  return {
    name,
    ownerUrl: on(name),
    connections: {
      owner: undefined,
      app: on(name, 'madoguchi_app', PASSWORD),
      worker: on(name, 'madoguchi_worker', PASSWORD),
      counter: on(name, 'madoguchi_counter', PASSWORD),
      queue: on(name, 'madoguchi_queue', PASSWORD),
      redisUrl: undefined,
    },
    drop: () => dropDatabase(name),
  };
}

async function makeTemplate(admin: Client, template: string, bare: boolean): Promise<void> {
  const making = `${template}_making`;
  await admin.query(`drop database if exists ${making} with (force)`);
  await admin.query(`create database ${making}`);
  await runMigrations({ ownerUrl: on(making), rolePasswords: ROLE_PASSWORDS });
  await loadReference(on(making));
  if (!bare) await seedIdentity(on(making));
  await admin.query(`alter database ${making} rename to ${template}`);
}

async function dropDatabase(name: string): Promise<void> {
  const admin = new Client({ connectionString: on('postgres') });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}
