import { Inject, Injectable } from '@nestjs/common';
import { Housekeeping, type HousekeepingTx, LOGGER, type Logger, type RepeatedWork, Repeats, type Settings, SETTINGS } from '@madoguchi/platform';
import { CheckpointFile } from '../application/checkpoint-file';
import { type Checkpoint, hashOf, seal } from '../domain/checkpoint';
import { merkleRoot } from '../domain/merkle';

/** The lock of the sealer of 0.4.0, which may run beside this one while a version starts. */
const EARLIER_LOCK = 7_240_003;
/** A checkpoint that covers more would have to be held in memory to be verified. */
const MOST_ROWS = 50_000;

/**
 * The sealer: every few seconds it takes the rows of all transactions that have ended (a row of one that is still open
 * would look inserted later), and appends a signed checkpoint to a file outside the database. It never holds up a writer.
 */
@Injectable()
@Repeats(5_000)
export class SealAudit implements RepeatedWork {
  constructor(
    private readonly housekeeping: Housekeeping,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns how many rows were sealed. */
  async run(): Promise<number> {
    const folder = this.settings.auditDir;
    if (folder === undefined) return 0;
    return this.housekeeping.run(async (tx) => {
      if (!(await this.lock(tx))) return 0;
      await this.noteHorizon(tx);
      const file = CheckpointFile.open(folder);
      const previous = file.last();
      if (!(await this.agree(tx, previous))) return 0;
      const rows = await this.endedRows(tx, previous?.untilXid ?? '0');
      const last = rows.at(-1);
      if (!last) return 0;
      const checkpoint = seal(
        { fromXid: previous?.untilXid ?? '0', untilXid: String(BigInt(last.xid) + 1n), leaves: rows.map((row) => row.leaf), at: tx.now },
        previous,
        file.signingKey(),
      );
      // The file first: a checkpoint that only the database knew would be lost with it.
      file.append(checkpoint);
      await this.remember(tx, checkpoint);
      await tx.query('select audit_fold($1::text::xid8, $2::text::xid8)', [checkpoint.fromXid, checkpoint.untilXid]);
      return rows.length;
    });
  }

  /**
   * A row that nobody but the worker may lock: who could take the lock could stop the sealing. The advisory lock of the
   * version before counts only where a worker holds it; it goes with the next version.
   */
  private async lock(tx: HousekeepingTx): Promise<boolean> {
    const rows = await tx.query('select 1 from audit_seal for update skip locked');
    if (rows.length === 0) return false;
    const [earlier] = await tx.query<{ ended: boolean }>(
      `select pg_try_advisory_xact_lock($1) or not exists (
         select 1 from pg_locks l join pg_stat_activity a on a.pid = l.pid
         where l.locktype = 'advisory' and l.granted and l.objid = $1 and l.database = (select d.oid from pg_database d where d.datname = current_database())
           and a.usename = current_user) as ended`,
      [EARLIER_LOCK],
    );
    return earlier?.ended ?? false;
  }

  /** Since when which transaction has been the oldest: its own start is not shown to other roles. */
  private async noteHorizon(tx: HousekeepingTx): Promise<void> {
    await tx.query(
      `update audit_seal s set horizon = h.xid, horizon_since = clock_timestamp()
       from (select pg_snapshot_xmin(pg_current_snapshot()) as xid) h where s.horizon is distinct from h.xid`,
    );
  }

  /** File and database must end at the same checkpoint; a process killed between the two left the file one ahead. */
  private async agree(tx: HousekeepingTx, last: Checkpoint | undefined): Promise<boolean> {
    const [known] = await tx.query<{ number: number; hash: string }>('select c.number, c.hash from audit_checkpoint c order by c.number desc limit 1');
    const [inDatabase, inFile] = [known?.number ?? 0, last?.number ?? 0];
    // A restore that was not kept is told of anew by restore-audit.
    if (last && !last.restored && inFile === inDatabase + 1 && (await this.holds(tx, last))) {
      await this.remember(tx, last);
      await tx.query('select audit_fold($1::text::xid8, $2::text::xid8)', [last.fromXid, last.untilXid]);
      return true;
    }
    if (inFile === inDatabase && (!last || known?.hash === hashOf(last))) return true;
    this.logger.error({ event: 'audit_file_differs', inFile, inDatabase, ...(inFile > inDatabase ? { remedy: 'After a restore, stop apis and workers and run restore-audit.' } : {}) });
    return false;
  }

  /** Whether the rows are there: those of a backup that is a few seconds older than the file are not. */
  private async holds(tx: HousekeepingTx, { fromXid, untilXid, root }: Checkpoint): Promise<boolean> {
    const rows = await tx.query<{ leaf: Buffer }>('select e.leaf_hash as leaf from audit_event e where e.xid >= $1::text::xid8 and e.xid < $2::text::xid8 order by e.xid, e.id', [fromXid, untilXid]);
    return merkleRoot(rows.map(({ leaf }) => leaf)).toString('hex') === root;
  }

  /** Whole transactions only, oldest first. */
  private async endedRows(tx: HousekeepingTx, fromXid: string): Promise<readonly { readonly xid: string; readonly leaf: Buffer }[]> {
    const rows = await tx.query<{ xid: string; leaf: Buffer }>(
      `select e.xid::text as xid, e.leaf_hash as leaf from audit_event e
       where e.xid >= $1::text::xid8
         and e.xid < (select ((pg_snapshot_xmin(pg_current_snapshot())::text::bigint + s.ahead)::text)::xid8 from audit_seal s) order by e.xid, e.id limit ${MOST_ROWS + 1}`,
      [fromXid],
    );
    if (rows.length <= MOST_ROWS) return rows;
    const cut = rows.at(-1)?.xid;
    const whole = rows.filter((row) => row.xid !== cut);
    return whole.length > 0 ? whole : rows;
  }

  private async remember(tx: HousekeepingTx, checkpoint: Checkpoint): Promise<void> {
    await tx.query('insert into audit_checkpoint (number, until_xid, size, hash, sealed_at) values ($1, $2::text::xid8, $3, $4, $5)', [
      checkpoint.number,
      checkpoint.untilXid,
      checkpoint.size,
      hashOf(checkpoint),
      checkpoint.at,
    ]);
  }
}
