import type { Client } from 'pg';
import { STANDING } from '../../../../migrations/standing';
import type { Stage } from '../stage';

/** A fault that somebody might make one day; one of the checks must notice every one of them. */
export interface Defect {
  readonly name: string;
  /** Planted in every `npm test`; the others by `npm run test:mutants` only. */
  readonly short: boolean;
  /** Makes the fault and whatever must then happen for it to show. All of it is rolled back; `undo` is called for the model. */
  plant(owner: Client, stage: Stage): Promise<(() => void) | undefined>;
  /** The change alone, and nothing that must follow: tells whether it can still be made. */
  readonly made?: (owner: Client) => Promise<unknown>;
}

export const inEveryRun = (defect: Defect): Defect => ({ ...defect, short: true });

export const sql = (name: string, text: string): Defect => ({
  name,
  short: false,
  made: (owner) => owner.query(text),
  plant: async (owner) => {
    await owner.query(text);
    return undefined;
  },
});

/** Another text of a policy's condition. */
export const policy = (name: string, table: string, using: string): Defect => sql(name, `alter policy ${table}_read on ${table} using (${using})`);

/** A function or view with one place changed; then what follows from consents is derived again for everybody. */
export function rewritten(name: string, signature: string, from: string | RegExp, to: string, then?: (owner: Client, stage: Stage) => Promise<() => void>): Defect {
  return {
    name,
    short: false,
    made: (owner) => rewrite(owner, signature, from, to, name),
    plant: async (owner, stage) => {
      await rewrite(owner, signature, from, to, name);
      const undo = await then?.(owner, stage);
      await owner.query('select access_sync_consents(p.id) from person p');
      return undo;
    },
  };
}

/** The same, looked at when the consents of which it was derived have just ended. */
export function rewrittenUntilTheEnd(name: string, signature: string, from: string | RegExp, to: string): Defect {
  return {
    name,
    short: false,
    made: (owner) => rewrite(owner, signature, from, to, name),
    plant: async (owner, stage) => {
      await rewrite(owner, signature, from, to, name);
      await owner.query('select access_sync_consents(p.id) from person p');
      return atTheEnd(owner, stage);
    },
  };
}

/** A function or view with one place changed, of which nothing is derived. */
export function rewrittenOnly(name: string, signature: string, from: string | RegExp, to: string, then?: (owner: Client, stage: Stage) => Promise<() => void>): Defect {
  return {
    name,
    short: false,
    made: (owner) => rewrite(owner, signature, from, to, name),
    plant: async (owner, stage) => {
      await rewrite(owner, signature, from, to, name);
      return then?.(owner, stage);
    },
  };
}

/** Somebody's last day was yesterday. */
export async function sendAway(owner: Client, { model }: Pick<Stage, 'model'>): Promise<() => void> {
  const actor = model.actor('cw1');
  await owner.query('update assignment set valid_until = app_today() where id = $1', [actor.assignment]);
  const { until } = actor;
  actor.until = model.today;
  return () => {
    actor.until = until;
  };
}

/**
 * Finds a function or view by its name, changes one place of the text that puts it there, and puts it there anew.
 * @param called name, also with the types of its arguments
 */
async function rewrite(owner: Client, called: string, from: string | RegExp, to: string, name: string): Promise<void> {
  const [bare = ''] = called.split('(');
  const object = STANDING.find((one) => one.name === `view ${bare}` || one.name.startsWith(`function ${bare}(`));
  const before = object?.apply ?? '';
  const after = before.replaceAll(typeof from === 'string' || from.global ? from : new RegExp(from, `${from.flags}g`), to);
  if (after === before) throw new Error(`${called} has no ${String(from)} any more: the defect ${name} must be written anew`);
  await owner.query(after);
}

/** The condition that a policy has now, with one place changed. @param then moves the clock, say, to where it shows. */
export function repolicied(
  name: string,
  table: string,
  policyName: string,
  clause: 'using' | 'with check',
  from: RegExp,
  to: string,
  then?: (owner: Client, stage: Stage) => Promise<() => void>,
): Defect {
  return {
    name,
    short: false,
    plant: async (owner, stage) => {
      const { rows } = await owner.query<{ text: string | null }>(
        `select ${clause === 'using' ? 'qual' : 'with_check'} as text from pg_policies where schemaname = 'public' and tablename = $1 and policyname = $2`,
        [table, policyName],
      );
      const before = rows[0]?.text ?? '';
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${policyName} has no ${String(from)} any more: the defect ${name} must be written anew`);
      await owner.query(`alter policy ${policyName} on ${table} ${clause} (${after})`);
      return then?.(owner, stage);
    },
  };
}

/** Somebody withdraws: the records say so, and the model too. What is materialised is derived by the (faulty) functions. */
export async function withdrawConsents(owner: Client, { model, oracle }: Stage): Promise<() => void> {
  const ended = [...model.consents.values()].filter((one) => one.withdrawnAt === null && oracle.inForce(one) && oracle.underWay(one));
  await owner.query('update consent set withdrawn_on = greatest(app_today(), given_on), withdrawn_at = app_now() where id = any($1::uuid[])', [ended.map((one) => one.id)]);
  for (const one of ended) one.withdrawnAt = model.now;
  return () => {
    for (const one of ended) one.withdrawnAt = null;
  };
}

export async function withdrawAll(owner: Client, stage: Stage): Promise<() => void> {
  const { model } = stage;
  const undo = await withdrawConsents(owner, stage);
  const referrals = [...model.referrals.values()].filter((one) => one.sentAt !== null && one.sharingEndedAt === null);
  await owner.query("update referral_sending s set sharing_ended_at = app_now(), sharing_end = 'withdrawn' from referral r where r.sending_id = s.id and r.id = any($1::uuid[])", [referrals.map((one) => one.id)]);
  for (const one of referrals) one.sharingEndedAt = model.now;
  return () => {
    undo();
    for (const one of referrals) one.sharingEndedAt = null;
  };
}

/** The clock stands at the very moment at which the consents of the scene end: half-open, so nothing is open any more. */
export async function atTheEnd(owner: Client, { model, oracle }: Stage): Promise<() => void> {
  const shared = [...model.consents.values()].filter((one) => oracle.inForce(one) && oracle.underWay(one));
  const last = shared.at(-1);
  if (!last) throw new Error('Nothing is shared: there is no end to look at');
  const { now } = model;
  model.now = last.until;
  await owner.query("select set_config('app.now', $1, true)", [new Date(model.now).toISOString()]);
  return () => {
    model.now = now;
  };
}

/** A reader who sees something while at work, and is switched off. */
export async function switchOff(owner: Client, { model }: Pick<Stage, 'model'>): Promise<() => void> {
  const { staff } = model.actor('cw1');
  await owner.query('update staff set disabled_at = app_now() where id = $1', [staff]);
  model.disabled.add(staff);
  return () => model.disabled.delete(staff);
}

/** What an assignment opens is not derived again when this changes. */
export const notDerived = (name: string, table: string, trigger: string, then: (owner: Client, stage: Stage) => Promise<() => void>): Defect => ({
  name,
  short: true,
  plant: async (owner, stage) => {
    await owner.query(`alter table ${table} disable trigger ${trigger}`);
    return then(owner, stage);
  },
});
