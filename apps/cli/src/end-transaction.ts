import { GRACE_MS } from '@madoguchi/audit';
import type { Client } from 'pg';
import { asOperator, recordOperator } from './as-operator';

/** Who holds sealing back for longer than that, if it is this one. */
const HOLDER = `from audit_seal s
  join pg_locks l on l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock' and l.transactionid = s.horizon::xid
  join pg_stat_activity a on a.pid = l.pid
  where l.pid = $1 and s.horizon_since < clock_timestamp() - $2::interval`;

/**
 * Ends a transaction behind which nothing can be sealed, named by its pid; nothing else can be ended by it. That somebody set
 * about it stands in the record before it is done: what is ended cannot be taken back.
 * @returns the role whose transaction it was; undefined when it does not hold sealing back, or not for long (any more).
 */
export async function endTransaction(ownerUrl: string, pid: number): Promise<string | undefined> {
  const which = [pid, `${GRACE_MS} milliseconds`];
  const role = await asOperator(ownerUrl, async (client) => {
    const { rows } = await client.query<{ role: string }>(`select a.usename as role ${HOLDER}`, which);
    const [held] = rows;
    if (held) await recordOperator(client, 'audit.end-transaction', { role: held.role, pid });
    return held?.role;
  });
  return role !== undefined && (await asOperator(ownerUrl, (client) => ended(client, which))) ? role : undefined;
}

async function ended(client: Client, which: readonly unknown[]): Promise<boolean> {
  const { rows } = await client.query<{ ended: boolean }>(`select pg_terminate_backend(l.pid) as ended ${HOLDER}`, [...which]);
  return rows[0]?.ended === true;
}
