import { randomUUID } from 'node:crypto';
import { hashPassword, newInitialPassword } from '@madoguchi/identity';
import { type Clock, invalid, systemClock, todayInTokyo } from '@madoguchi/kernel';
import type { Client } from 'pg';
import { asOperator, recordOperator } from '../as-operator';
import { type NewAdministrator, planSetUp, type SetUpPlan, type Step } from './plan-set-up';
import { inFile, readSetUpFile } from './read-file';
import { readStored } from './stored';

export interface SetUpOptions {
  /** Tells what would be done and leaves everything as it is. */
  readonly dryRun?: boolean;
  readonly clock?: Clock;
}

/** Any number; two that set up at once come one after the other. */
const SET_UP_LOCK = 7_240_031;
const WORDS = {
  outcome: { added: '追加', changed: '変更', kept: '変更なし' },
  table: { municipality: '市町村', organisation: '機関', office: '事務所', counter: '窓口' },
} as const;

/**
 * Brings municipalities, organisations, offices, counters and first administrators of a file into the installation: all or
 * nothing, and again as often as wanted. What is there under the same name stays, nothing is ever deleted.
 * @returns what to tell the operator. First passwords stand in it and nowhere else, and open nothing but the choice of another.
 * @throws Error in Japanese that names every wrong place of the file.
 */
export async function setUp(ownerUrl: string, path: string, options: SetUpOptions = {}): Promise<readonly string[]> {
  const file = await readSetUpFile(path);
  const { dryRun = false, clock = systemClock } = options;
  return asOperator(
    ownerUrl,
    async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
      const plan = planSetUp(file, await readStored(client, file.organisations.map(({ administrator }) => administrator.login)));
      if (plan.problems.length > 0) throw inFile(invalid(plan.problems));
      await writePlaces(client, plan.steps);
      const passwords: string[] = [];
      for (const one of plan.administrators) passwords.push(await addAdministrator(client, one, clock));
      return report(plan, dryRun ? undefined : passwords);
    },
    dryRun ? 'rollback' : 'commit',
  );
}

async function writePlaces(client: Client, steps: readonly Step[]): Promise<void> {
  for (const { table, outcome, id, columns } of steps) {
    const names = Object.keys(columns);
    const values = [id, ...Object.values(columns)];
    if (outcome === 'added') await client.query(`insert into ${table} (id, ${names.join(', ')}) values (${values.map((_, at) => `$${at + 1}`).join(', ')})`, values);
    if (outcome === 'changed') await client.query(`update ${table} set ${names.map((name, at) => `${name} = $${at + 2}`).join(', ')} where id = $1`, values);
  }
  const ids = (outcome: Step['outcome']): readonly string[] => steps.filter((one) => one.outcome === outcome).map(({ id }) => id);
  const [addedIds, changedIds] = [ids('added'), ids('changed')];
  if (addedIds.length + changedIds.length > 0) await recordOperator(client, 'identity.set-up', { addedIds, changedIds });
}

/** As an administrator adds a colleague. @returns the first password. */
async function addAdministrator(client: Client, { login, name, officeId }: NewAdministrator, clock: Clock): Promise<string> {
  const [staffId, assignmentId, password, validFrom] = [randomUUID(), randomUUID(), newInitialPassword(), todayInTokyo(clock)];
  await client.query('insert into staff (id, login, name) values ($1, $2, $3)', [staffId, login, name]);
  await client.query("insert into assignment (id, staff_id, office_id, role, valid_from) values ($1, $2, $3, 'administrator', $4)", [assignmentId, staffId, officeId, validFrom]);
  await client.query('insert into staff_credential (staff_id, password_hash, changed_at, must_change) values ($1, $2, $3, true)', [staffId, await hashPassword(password), clock.now()]);
  await recordOperator(client, 'identity.add-account', { staffId, assignmentId, officeId, role: 'administrator', validFrom, service: false });
  return password;
}

/** @param passwords absent where nothing was written. */
function report({ steps, administrators, keptAccounts }: SetUpPlan, passwords: readonly string[] | undefined): readonly string[] {
  const count = (outcome: Step['outcome']): number => steps.filter((one) => one.outcome === outcome).length;
  return [
    ...steps
      .filter(({ outcome }) => outcome !== 'kept')
      .map(({ table, outcome, name, before }) => `${WORDS.outcome[outcome]}: ${WORDS.table[table]} ${before === undefined ? '' : `${before} → `}${name}`),
    ...administrators.map(({ login, name, organisationName }) => `追加: 管理者 ${login}（${name}、${organisationName}）`),
    `追加 ${count('added') + administrators.length}件、変更 ${count('changed')}件、変更なし ${count('kept') + keptAccounts}件。`,
    ...(passwords === undefined ? ['確認だけです。何も書き込んでいません。'] : firstPasswords(administrators, passwords)),
  ];
}

function firstPasswords(administrators: readonly NewAdministrator[], passwords: readonly string[]): readonly string[] {
  if (passwords.length === 0) return [];
  return [
    '最初のパスワードです。ここに一度だけ表示します。本人に直接伝えてください。最初のサインインで、本人が新しいパスワードに変えます。',
    ...administrators.map(({ login }, index) => `  ${login}  ${passwords[index] ?? ''}`),
  ];
}
