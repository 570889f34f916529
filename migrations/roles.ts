import type { RolePasswords } from '@madoguchi/platform';
import type { Client } from 'pg';

/** The four login roles; their passwords lie in the data folder or in the environment, never here. */
const LOGIN_ROLES = ['madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue'] as const;
/** Owners of functions and counting views; they cannot sign in. */
export const FUNCTION_OWNERS = ['madoguchi_gate', 'madoguchi_facts'] as const;

/** Creates the roles and what they may do with the database as a whole. Roles belong to the whole server. */
export async function prepareRoles(owner: Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await owner.query<{ rolname: string }>('select rolname from pg_roles');
  const known = new Set(rows.map((row) => row.rolname));
  for (const role of FUNCTION_OWNERS) {
    if (!known.has(role)) await owner.query(`create role ${role} nologin`);
    await owner.query(`grant ${role} to current_user`);
  }
  const passwordOf = {
    madoguchi_app: passwords.app,
    madoguchi_worker: passwords.worker,
    madoguchi_counter: passwords.counter,
    madoguchi_queue: passwords.queue,
  };
  for (const role of LOGIN_ROLES) {
    if (!known.has(role)) await owner.query(`create role ${role} login`);
    // A role's password cannot be a parameter; the text is quoted by the server itself.
    await run(owner, `select format('alter role ${role} with login password %L', $1::text) as command`, [passwordOf[role]]);
  }
  await run(owner, "select format('revoke all on database %I from public', current_database()) as command");
  await run(owner, `select format('grant connect on database %I to ${LOGIN_ROLES.join(', ')}', current_database()) as command`);
  await run(owner, "select format('grant create on database %I to madoguchi_queue', current_database()) as command");
  await owner.query(`create schema if not exists bullmq; grant all on schema bullmq to madoguchi_queue;
    revoke create on schema public from public;
    grant usage on schema public to ${['madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', ...FUNCTION_OWNERS].join(', ')}`);
}

/** Runs the command that the server writes. */
async function run(owner: Client, writing: string, values: readonly string[] = []): Promise<void> {
  const { rows } = await owner.query<{ command: string }>(writing, [...values]);
  for (const { command } of rows) await owner.query(command);
}
