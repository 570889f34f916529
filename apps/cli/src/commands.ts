import { join } from 'node:path';
import { dataDirOf, type Environment, type MasterKeys, resolveConnections, resolveEarlierMasterKeys, resolveMasterKey, resolveRolePasswords } from '@madoguchi/platform';
import { destroyPersonKey } from './destroy-person-key';
import { describeFindings, examine } from './doctor';
import { endTransaction } from './end-transaction';
import { giveUpKey, listMasterKeys } from './give-up-key';
import { issuePassword } from './issue-password';
import { linkProvider } from './link-provider';
import { makeSecrets, printEnvironment } from './make-secrets';
import { writeOpenApi } from './openapi';
import { checkpointPage } from './print-checkpoint';
import { dropMessage, listMessages, resendMessages } from './queue';
import { restoreAudit } from './restore-audit';
import { rotateMasterKey } from './rotate-master-key';
import { issueToken, listTokens, revokeToken } from './service-tokens';
import { setUp } from './set-up/set-up';
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

/** The word behind a flag. */
function optionOf(args: readonly string[], flag: string): string | undefined {
  const at = args.indexOf(flag);
  return at >= 0 ? args[at + 1] : undefined;
}

function requireOption(args: readonly string[], flag: string): string {
  const value = optionOf(args, flag);
  if (value === undefined) throw new Error(`Name it with ${flag}.`);
  return value;
}

function auditFolderOf(args: readonly string[], environment: Environment): string {
  return optionOf(args, '--dir') ?? environment['AUDIT_DIR'] ?? join(dataDirOf(environment), 'audit');
}

function masterKeysOf(environment: Environment): MasterKeys {
  return { masterKey: resolveMasterKey(environment), earlierMasterKeys: resolveEarlierMasterKeys(environment) };
}

const log = (line: string): void => console.log(line);

export const COMMANDS: Readonly<Record<string, Command>> = {
  up: { summary: 'start everything on this machine (--fresh: begin with an empty database)', run: up },
  migrate: {
    summary: 'bring the database to the present schema and create the login roles (--anew: after a restore, give all rights again)',
    run: async (args, environment) => {
      await migrate({ ownerUrl: ownerUrlOf(environment), rolePasswords: resolveRolePasswords(environment), anew: args.includes('--anew'), log });
      return 0;
    },
  },
  'set-up': {
    summary: 'municipalities, organisations, offices and first administrators from a file (FILE; --dry-run: tell, write nothing); first passwords are shown once',
    run: async (args, environment) => {
      const path = args.find((word) => !word.startsWith('--'));
      if (path === undefined) throw new Error('Name the file to read.');
      for (const line of await setUp(ownerUrlOf(environment), path, { dryRun: args.includes('--dry-run') })) log(line);
      return 0;
    },
  },
  'make-secrets': {
    summary: 'print an environment file with new secrets for production (--server HOST:PORT/DATABASE)',
    run: (args) => {
      for (const line of makeSecrets(requireOption(args, '--server'))) log(line);
      return Promise.resolve(0);
    },
  },
  'print-env': {
    summary: 'print what the processes here are told, for another machine; holds secrets, and not the address of the owner',
    run: (_args, environment) => {
      for (const line of printEnvironment(environment)) log(line);
      return Promise.resolve(0);
    },
  },
  doctor: {
    summary: 'look at addresses, roles, schema, key, clock, workers, sealing, queue, Redis and proxy, and say what to do',
    run: async (_args, environment) => {
      const findings = await examine(environment);
      for (const line of describeFindings(findings)) log(line);
      return findings.every(({ remedy }) => remedy === undefined) ? 0 : 1;
    },
  },
  'issue-password': {
    summary: 'another first password for an account that no administrator can help (--login NAME); shown once',
    run: async (args, environment) => {
      log(await issuePassword(ownerUrlOf(environment), requireOption(args, '--login')));
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
      log(await linkProvider(ownerUrlOf(environment), { login: requireOption(args, '--login'), subject: optionOf(args, '--subject') }, environment));
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
    summary:
      'hold the audit record against its signed checkpoints (--dir: their folder; --checkpoint: whose fingerprint to tell; --fingerprint "TEXT": of the public key, as it was written down)',
    run: async (args, environment) => {
      const number = optionOf(args, '--checkpoint');
      const wish = { fingerprint: args.includes('--fingerprint') ? requireOption(args, '--fingerprint') : undefined, number: number === undefined ? undefined : Number(number) };
      const report = await verifyAuditOf(ownerUrlOf(environment), auditFolderOf(args, environment), wish);
      log(describeReport(report));
      return report.finding.kind === 'sound' ? 0 : 1;
    },
  },
  'restore-audit': {
    summary: 'after a backup took the place of the database, with apis and workers stopped: say so in a signed checkpoint, so that sealing goes on (--dir: the folder of the checkpoints); recorded',
    run: async (args, environment) => {
      const done = await restoreAudit(ownerUrlOf(environment), auditFolderOf(args, environment));
      log(
        done === undefined
          ? 'There is nothing to tell: no sealed event can be missing, and the record goes on by itself.'
          : `Checkpoint ${done.number} tells of the restore: ${done.lost} sealed events were not in the backup, ${done.sealed} are sealed with it. Print it: print-checkpoint.`,
      );
      return 0;
    },
  },
  'end-transaction': {
    summary: 'end the transaction that has held the sealing of the audit record for more than a minute (--pid N, as /api/health/status tells); recorded',
    run: async (args, environment) => {
      const role = await endTransaction(ownerUrlOf(environment), Number(requireOption(args, '--pid')));
      log(role === undefined ? 'That one does not hold the sealing, or not for a minute: nothing was ended.' : `The transaction of ${role} is ended.`);
      return role === undefined ? 1 : 0;
    },
  },
  queue: {
    summary: 'what waits in the queue and what was given up (--resend ID or --resend all: try it again; --drop ID: take a given-up one away); recorded',
    run: async (args, environment) => {
      const [resend, drop] = ['--resend', '--drop'].map((flag) => (args.includes(flag) ? requireOption(args, flag) : undefined));
      const ownerUrl = ownerUrlOf(environment);
      if (drop !== undefined) {
        const dropped = await dropMessage(ownerUrl, drop);
        log(dropped ? 'The message is dropped: what it should have done is not done.' : 'No message of that id was given up.');
        return dropped ? 0 : 1;
      }
      if (resend !== undefined) {
        const sent = await resendMessages(ownerUrl, resend === 'all' ? undefined : resend);
        log(`${sent} messages are sent again.`);
        return sent > 0 || resend === 'all' ? 0 : 1;
      }
      for (const line of await listMessages(ownerUrl)) log(line);
      return 0;
    },
  },
  'print-checkpoint': {
    summary: 'print the newest audit checkpoint as a page to sign and file (--dir: their folder)',
    run: (args, environment) => {
      log(checkpointPage(auditFolderOf(args, environment)));
      return Promise.resolve(0);
    },
  },
  'rotate-master-key': {
    summary: 'wrap everything anew under MASTER_KEY that a key in MASTER_KEY_EARLIER wraps',
    run: async (_args, environment) => {
      const masterKeys = masterKeysOf(environment);
      if (masterKeys.earlierMasterKeys.length === 0) throw new Error('Name the earlier master key in MASTER_KEY_EARLIER and the new one in MASTER_KEY.');
      const { keys, secondFactors } = await rotateMasterKey(ownerUrlOf(environment), masterKeys);
      log(`${keys} audit keys and ${secondFactors} second factors are under the new master key.`);
      return 0;
    },
  },
  'list-master-keys': {
    summary: 'which master key is the one of this database, what lies under which, and whether MASTER_KEY and MASTER_KEY_EARLIER open it',
    run: async (_args, environment) => {
      for (const line of await listMasterKeys(ownerUrlOf(environment), masterKeysOf(environment))) log(line);
      return 0;
    },
  },
  'give-up-key': {
    summary: 'where a lost master key wraps keys of the audit record: say so in the record and let new ones be made (--lost ID, as list-master-keys tells); cannot be undone',
    run: async (args, environment) => {
      const done = await giveUpKey(ownerUrlOf(environment), masterKeysOf(environment), requireOption(args, '--lost'));
      log(
        done.kind === 'known'
          ? 'That key is not lost: it is in MASTER_KEY or MASTER_KEY_EARLIER. Nothing was given up; use rotate-master-key.'
          : `${done.keys} keys are given up: what they opened can never be read again, and new ones are made when they are needed.`,
      );
      return done.kind === 'known' ? 1 : 0;
    },
  },
  'destroy-person-key': {
    summary: 'make the audited values of one person unreadable for good (--number R08-00001); recorded, cannot be undone',
    run: async (args, environment) => {
      const number = optionOf(args, '--number');
      if (number === undefined) throw new Error('Name the person: --number R08-00001.');
      const done = await destroyPersonKey(ownerUrlOf(environment), number);
      log(done ? `The key of ${number} is destroyed.` : `There is no key of ${number}.`);
      return done ? 0 : 1;
    },
  },
};
