import { join } from 'node:path';
import { dataDirOf, resolveConnections, resolveRolePasswords, type Environment } from '@madoguchi/platform';
import { linkProvider } from './link-provider';
import { writeOpenApi } from './openapi';
import { issueToken, listTokens, revokeToken } from './service-tokens';
import { demoAccounts, migrate, seedIfEmpty } from './steps';
import { up } from './up/up';
import { describeReport, verifyAuditOf } from './verify-audit';

export interface Command {
  readonly summary: string;
  /** @returns the exit code. */
  run(args: readonly string[], environment: Environment): Promise<number>;
}

function ownerUrlOf(environment: Environment): string {
  const { owner } = resolveConnections(environment);
  if (owner === undefined) throw new Error('This command needs DATABASE_URL, the address of the owner of the database.');
  return owner;
}

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at >= 0 ? args[at + 1] : undefined;
}

function requireOption(args: readonly string[], name: string): string {
  const value = option(args, name);
  if (value === undefined) throw new Error(`Name it with ${name}.`);
  return value;
}

const log = (line: string): void => console.log(line);

export const COMMANDS: Readonly<Record<string, Command>> = {
  up: { summary: 'start everything on this machine (--fresh: begin with an empty database)', run: up },
  migrate: {
    summary: 'bring the database to the present schema and create the login roles',
    run: async (_args, environment) => {
      await migrate({ ownerUrl: ownerUrlOf(environment), rolePasswords: resolveRolePasswords(environment), log });
      return 0;
    },
  },
  seed: {
    summary: 'load the demo municipality into an empty database',
    run: async (_args, environment) => {
      const loaded = await seedIfEmpty({ ownerUrl: ownerUrlOf(environment), environment, log });
      log(loaded ? 'The demo municipality is loaded.' : 'The database is not empty; nothing was loaded.');
      return 0;
    },
  },
  'demo-accounts': {
    summary: 'print the demo accounts as JSON',
    run: (_args, environment) => {
      log(JSON.stringify(demoAccounts(environment), undefined, 2));
      return Promise.resolve(0);
    },
  },
  openapi: {
    summary: 'write the description of the HTTP interface to a file',
    run: async ([path]) => {
      if (path === undefined) throw new Error('Name the file to write.');
      await writeOpenApi(path);
      return 0;
    },
  },
  'link-provider': {
    summary: 'let a subject of the identity provider open an account (--login NAME --subject TEXT; without --subject: nobody any more)',
    run: async (args, environment) => {
      log(await linkProvider(ownerUrlOf(environment), { login: requireOption(args, '--login'), subject: option(args, '--subject') }, environment));
      return 0;
    },
  },
  'issue-token': {
    summary: 'a token for another system (--login NAME of a service account, --name TEXT, --may a.read,b.write, --last-day YYYY-MM-DD); shown once',
    run: async (args, environment) => {
      const wish = { login: requireOption(args, '--login'), name: requireOption(args, '--name'), lastDay: requireOption(args, '--last-day') };
      log(await issueToken(ownerUrlOf(environment), { ...wish, permissions: requireOption(args, '--may').split(',') }));
      return 0;
    },
  },
  'list-tokens': {
    summary: 'the tokens of other systems, without what is secret',
    run: async (_args, environment) => {
      for (const line of await listTokens(ownerUrlOf(environment))) log(line);
      return 0;
    },
  },
  'revoke-token': {
    summary: 'let a token open nothing from now on (--id ID)',
    run: async (args, environment) => {
      await revokeToken(ownerUrlOf(environment), requireOption(args, '--id'));
      log('The token opens nothing any more.');
      return 0;
    },
  },
  'verify-audit': {
    summary: 'hold the audit record against its signed checkpoints (--dir: their folder)',
    run: async (args, environment) => {
      const folder = option(args, '--dir') ?? environment['AUDIT_DIR'] ?? join(dataDirOf(environment), 'audit');
      const report = await verifyAuditOf(ownerUrlOf(environment), folder);
      log(describeReport(report));
      return report.finding.kind === 'sound' ? 0 : 1;
    },
  },
};
