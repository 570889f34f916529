import { GRACE_MS } from '@madoguchi/audit';
import { asOperator, recordOperator } from './as-operator';

/**
 * Ends a transaction behind which nothing can be sealed, named by its pid; nothing else can be ended by it. Recorded.
 * @returns the role whose transaction it was; undefined when it does not hold sealing back, or not for long.
 */
export async function endTransaction(ownerUrl: string, pid: number): Promise<string | undefined> {
  return asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<{ role: string; ended: boolean }>(
      `select a.usename as role, pg_terminate_backend(l.pid) as ended from audit_seal s
       join pg_locks l on l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock' and l.transactionid = s.horizon::xid
       join pg_stat_activity a on a.pid = l.pid
       where l.pid = $1 and s.horizon_since < clock_timestamp() - $2::interval`,
      [pid, `${GRACE_MS} milliseconds`],
    );
    const [held] = rows;
    if (!held?.ended) return undefined;
    await recordOperator(client, 'audit.end-transaction', { role: held.role, pid });
    return held.role;
  });
}
