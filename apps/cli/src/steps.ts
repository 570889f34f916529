import type { Environment, RolePasswords } from '@madoguchi/platform';
import { runMigrations } from '../../../migrations';
import { loadReference } from '../../../migrations/reference/load';
import { seedDemo } from './demo/seed';
import { DEMO_PASSWORD, OFFICES, STAFF } from './demo/organisations';
import { ROLE_LABELS } from '@madoguchi/identity';

/** What `up` and the single commands do to the database; the work itself is done by `migrations` and `./demo`. */
export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly rolePasswords: RolePasswords;
  /** Gives functions and tables their owners and rights again, after a restore that lost them. */
  readonly anew?: boolean;
  readonly log: (line: string) => void;
}

export interface SeedOptions {
  readonly ownerUrl: string;
  readonly environment: Environment;
  readonly log: (line: string) => void;
}

export interface DemoAccount {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly office: string;
  readonly role: string;
}

/** Idempotent: applies what is missing and sets the passwords of the login roles. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { applied } = await runMigrations(options);
  await loadReference(options.ownerUrl);
  options.log(applied.length === 0 ? 'The schema is up to date.' : `${applied.length} schema steps applied.`);
}

/**
 * Loads the demo municipality unless the database holds one; a load that was killed half-way must count as none.
 * @returns whether it was loaded now.
 */
export function seedIfEmpty(options: SeedOptions): Promise<boolean> {
  return seedDemo(options);
}

export function demoAccounts(_environment: Environment): readonly DemoAccount[] {
  return STAFF.map((one) => ({
    login: one.login,
    password: DEMO_PASSWORD,
    name: one.name,
    office: OFFICES[one.office].name,
    role: ROLE_LABELS[one.role],
  }));
}
