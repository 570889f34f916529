import type { Environment, RolePasswords } from '@madoguchi/platform';

/** What `up` and the single commands do to the database; the work itself is done by `migrations` and `./demo`. */
export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly rolePasswords: RolePasswords;
  readonly log: (line: string) => void;
}

export interface SeedOptions {
  readonly ownerUrl: string;
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
export function migrate(_options: MigrateOptions): Promise<void> {
  return Promise.resolve();
}

/**
 * Loads the demo municipality unless the database holds one; a load that was killed half-way must count as none.
 * @returns whether it was loaded now.
 */
export function seedIfEmpty(_options: SeedOptions): Promise<boolean> {
  return Promise.resolve(false);
}

export function demoAccounts(_environment: Environment): readonly DemoAccount[] {
  return [];
}
