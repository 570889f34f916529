import type { Housekeeping } from '@madoguchi/platform';

/** Whether the next transaction of this server would lie in a stretch that is sealed already. */
export const COUNTS_LOWER = `select coalesce(pg_snapshot_xmax(pg_current_snapshot())::text::bigint + s.ahead < c.until_xid::text::bigint, false) as lower
  from audit_seal s left join (select k.until_xid from audit_checkpoint k order by k.number desc limit 1) c on true`;

/** @throws Error that says what to do, where the database was restored into a server whose transactions count lower. */
export async function refuseForeignRecord(housekeeping: Housekeeping): Promise<void> {
  const [row] = await housekeeping.run((tx) => tx.query<{ lower: boolean }>(COUNTS_LOWER));
  if (row?.lower !== true) return;
  throw new Error('The audit record comes from another server, whose transactions counted higher. Stop apis and workers, run "restore-audit" with the folder of the checkpoints, then start again.');
}
