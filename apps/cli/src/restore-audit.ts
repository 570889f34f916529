import { type Checkpoint, CheckpointFile, hashOf, parted, seal, type StoredAuditRow } from '@madoguchi/audit';
import { LOGIN_ROLES } from '@madoguchi/platform';
import type { Client } from 'pg';
import { asOperator, recordOperator } from './as-operator';
import { AUDIT_ROWS } from './verify-audit';

const NO_END = '18446744073709551615';
const AT_WORK = `select count(*)::integer as n from pg_stat_activity a where a.datname = current_database() and a.usename = any($1::text[])`;

export interface RestoredAudit {
  /** The checkpoint that says so. */
  readonly number: number;
  /** Events that were sealed and are not in the restored database. */
  readonly lost: number;
  /** Events that this checkpoint seals: the backup had them unsealed, or they were written since. */
  readonly sealed: number;
}

interface Newest {
  readonly number: number;
  readonly hash: string;
}

/**
 * After a backup took the place of the database: a signed checkpoint says so, with the number of sealed events that are missing, and
 * from there the record counts transactions ahead of its server, so that none lies in a stretch that is sealed. Nothing of the
 * record is changed.
 * @returns undefined where there is nothing to tell: no sealed event can be missing, and the server counts on.
 * @throws Error that says why, where folder and database do not belong together, or somebody is at work.
 */
export async function restoreAudit(ownerUrl: string, folder: string, now = new Date()): Promise<RestoredAudit | undefined> {
  return asOperator(ownerUrl, async (client) => {
    await refuseWhileAtWork(client);
    await client.query('lock table audit_event in share row exclusive mode');
    await client.query('select 1 from audit_seal for update');
    const file = CheckpointFile.open(folder);
    const last = file.last();
    if (!last) throw new Error(`There is no checkpoint in ${folder}: name the folder that the worker sealed into, or a copy of it.`);
    const { rows: [known] } = await client.query<Newest>('select c.number, c.hash from audit_checkpoint c order by c.number desc limit 1');
    const behind = await checkpointsAfter(file, known);
    if (behind.length === 0 && !(await countsLower(client, last))) return undefined;

    const left = await leftBehind(client, behind);
    const { rows: open } = await client.query<StoredAuditRow>(AUDIT_ROWS, [last.untilXid, NO_END]);
    const newest = open.at(-1)?.xid;
    const from = newest === undefined || newest === null ? BigInt(last.untilXid) : BigInt(newest) + 1n;
    const ahead = await aheadOf(client, from);
    const rows = [...left.others, ...open];
    const restored = { known: known?.number ?? 0, lost: left.lost, ahead: String(ahead) };
    const checkpoint = seal({ fromXid: last.untilXid, untilXid: String(from), leaves: rows.map(leafOf), at: now, restored }, last, file.signingKey());
    // The file first, as when sealing: if this is not kept, the next turn tells of both.
    file.append(checkpoint);
    for (const one of [...behind, checkpoint]) {
      await client.query('insert into audit_checkpoint (number, until_xid, size, hash, sealed_at) values ($1, $2::text::xid8, $3, $4, $5)', [one.number, one.untilXid, one.size, hashOf(one), one.at]);
    }
    await client.query('update audit_seal set ahead = $1, horizon = null, horizon_since = null', [restored.ahead]);
    await client.query('select audit_fold($1::text::xid8, $2::text::xid8)', [behind[0]?.fromXid ?? checkpoint.fromXid, checkpoint.untilXid]);
    await client.query("select set_config('app.now', $1, true)", [now.toISOString()]);
    await recordOperator(client, 'audit.restore', { checkpoint: checkpoint.number, known: restored.known, lost: restored.lost });
    return { number: checkpoint.number, lost: left.lost, sealed: rows.length };
  });
}

/** What is being written while the count is moved would get a number of before. */
async function refuseWhileAtWork(client: Client): Promise<void> {
  const { rows } = await client.query<{ n: number }>(AT_WORK, [LOGIN_ROLES.map((role) => `madoguchi_${role}`)]);
  if ((rows[0]?.n ?? 0) > 0) throw new Error('Apis or workers are connected to this database: stop them first.');
}

/** Those of the file that the database does not remember. */
async function checkpointsAfter(file: CheckpointFile, known: Newest | undefined): Promise<readonly Checkpoint[]> {
  const after: Checkpoint[] = [];
  let met = known === undefined;
  for await (const one of file.all()) {
    if (one.number === known?.number) met = hashOf(one) === known.hash;
    if (one.number > (known?.number ?? 0)) after.push(one);
  }
  if (!met) throw new Error('This folder does not hold the newest checkpoint that the database remembers: it is older than the backup, or of another record.');
  return after;
}

async function leftBehind(client: Client, behind: readonly Checkpoint[]): Promise<{ readonly lost: number; readonly others: readonly StoredAuditRow[] }> {
  const others: StoredAuditRow[] = [];
  let lost = 0;
  for (const one of behind) {
    const found = parted(one, (await client.query<StoredAuditRow>(AUDIT_ROWS, [one.fromXid, one.untilXid])).rows);
    others.push(...found.others);
    lost += one.count - found.own.length;
  }
  return { lost, others };
}

async function countsLower(client: Client, last: Checkpoint): Promise<boolean> {
  const { rows } = await client.query<{ lower: boolean }>('select pg_current_xact_id()::text::bigint + s.ahead < $1::text::bigint as lower from audit_seal s', [last.untilXid]);
  return rows[0]?.lower === true;
}

async function aheadOf(client: Client, from: bigint): Promise<bigint> {
  const { rows } = await client.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
  const ahead = from - BigInt(rows[0]?.xid ?? 0);
  return ahead > 0n ? ahead : 0n;
}

function leafOf({ id, leaf }: StoredAuditRow): Buffer {
  if (!leaf) throw new Error(`The event ${id ?? '?'} has no hash: verify-audit first.`);
  return leaf;
}
