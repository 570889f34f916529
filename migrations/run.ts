import type { RolePasswords } from '@madoguchi/platform';
import { DataSource } from 'typeorm';
import { RolesAndActor } from './schema/0001-roles-and-actor';
import { Sessions } from './schema/0002-sessions';
import { AuditAndOutbox } from './schema/0003-audit-outbox';
import { Reference } from './schema/0004-reference';
import { Access, AccessFunctions } from './schema/0005-access';
import { Clients } from './schema/0006-clients';
import { ConsentsAndReferrals } from './schema/0007-consents-referrals';
import { Support } from './schema/0009-support';
import { Agreements } from './schema/0010-agreements';
import { FactsAndExports } from './schema/0011-facts-exports';
import { PlanWriters } from './schema/0012-plan-writers';
import { SweepExports } from './schema/0013-sweep-exports';
import { AuditSearch } from './schema/0014-audit-search';
import { Accounts } from './schema/0015-accounts';
import { Protection } from './schema/0016-protection';
import { AuditValues } from './schema/0017-audit-values';
import { AuditPatterns } from './schema/0018-audit-patterns';
import { ConsentRenewal } from './schema/0019-consent-renewal';
import { Disclosures } from './schema/0020-disclosures';
import { DisclosureRequests } from './schema/0021-disclosure-requests';
import { ServiceTokens } from './schema/0025-service-tokens';
import { StaffAdministration } from './schema/0026-staff-administration';
import { StoredFiles } from './schema/0027-stored-files';
import { GivenUpMessages } from './schema/0028-given-up-messages';
import { CurrentActor } from './schema/0029-current-actor';
import { OnwardSharing } from './schema/0030-onward-sharing';
import { NewDueItems } from './schema/0031-new-due-items';
import { CellsAnew } from './schema/0032-cells-anew';
import { PassingOn } from './schema/0033-passing-on';
import { BeginWriting } from './schema/0034-begin-writing';

/** Every schema step, in order. A step that has landed is never edited. */
export const SCHEMA = [
  RolesAndActor,
  Sessions,
  AuditAndOutbox,
  Reference,
  Access,
  Clients,
  ConsentsAndReferrals,
  AccessFunctions,
  Support,
  Agreements,
  FactsAndExports,
  PlanWriters,
  SweepExports,
  AuditSearch,
  Accounts,
  Protection,
  AuditValues,
  AuditPatterns,
  ConsentRenewal,
  Disclosures,
  DisclosureRequests,
  ServiceTokens,
  StaffAdministration,
  StoredFiles,
  GivenUpMessages,
  CurrentActor,
  OnwardSharing,
  NewDueItems,
  CellsAnew,
  PassingOn,
  BeginWriting,
];

/** The four login roles; their passwords lie in the data folder or in the environment, never here. */
const LOGIN_ROLES = ['madoguchi_app', 'madoguchi_worker', 'madoguchi_counter', 'madoguchi_queue'] as const;
const FUNCTION_OWNERS = ['madoguchi_gate', 'madoguchi_facts'] as const;
/** Any number; two migrations of one server wait for each other. */
const MIGRATION_LOCK = 7_240_001;

/**
 * Creates the roles and brings the schema up to date. Runs as the owner (CREATEROLE; may be superuser).
 * Roles belong to the whole server, so the same passwords must be given for every database on it.
 */
export async function runMigrations(options: {
  readonly ownerUrl: string;
  readonly rolePasswords: RolePasswords;
}): Promise<{ readonly applied: readonly string[] }> {
  const source = new DataSource({
    type: 'postgres',
    url: options.ownerUrl,
    applicationName: 'madoguchi-migrate',
    migrations: SCHEMA,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    extra: { max: 2 },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await prepareRoles(source, options.rolePasswords);
    const applied = await source.runMigrations();
    return { applied: applied.map((migration) => migration.name) };
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}

async function prepareRoles(source: DataSource, passwords: RolePasswords): Promise<void> {
  const known = new Set(
    (await source.query<{ rolname: string }[]>('select rolname from pg_roles')).map((row) => row.rolname),
  );
  for (const role of FUNCTION_OWNERS) {
    if (!known.has(role)) await source.query(`create role ${role} nologin`);
    await source.query(`grant ${role} to current_user`);
  }
  const passwordOf = {
    madoguchi_app: passwords.app,
    madoguchi_worker: passwords.worker,
    madoguchi_counter: passwords.counter,
    madoguchi_queue: passwords.queue,
  };
  for (const role of LOGIN_ROLES) {
    if (!known.has(role)) await source.query(`create role ${role} login`);
    // A role's password cannot be a parameter; the text is quoted by the server itself.
    const [row] = await source.query<{ command: string }[]>(
      `select format('alter role ${role} with login password %L', $1::text) as command`,
      [passwordOf[role]],
    );
    if (row) await source.query(row.command);
  }
  const [database] = await source.query<{ name: string }[]>('select quote_ident(current_database()) as name');
  if (database) {
    await source.query(`revoke all on database ${database.name} from public`);
    await source.query(`grant connect on database ${database.name} to ${LOGIN_ROLES.join(', ')}`);
    await source.query(`grant create on database ${database.name} to madoguchi_queue`);
  }
  await source.query('create schema if not exists bullmq');
  await source.query('grant all on schema bullmq to madoguchi_queue');
}
