import { type MasterKeys, masterKeyId } from '@madoguchi/platform';
import type { Client } from 'pg';
import { asOperator, recordOperator } from './as-operator';
import { putSessionKey } from './rotate-master-key';

export type GivenUp =
  /** So many keys lay under the lost master key: the next write of each owner makes a new one. */
  | { readonly kind: 'given up'; readonly keys: number }
  /** The master key that is named is not lost: this process has it. */
  | { readonly kind: 'known' };

/**
 * The repair where a process with a wrong master key wrapped keys of the audit record, and that master key cannot be found any
 * more. The values under them cannot be read by anybody; this says so in the record and lets new keys be made. Where the wrong
 * key is still known, `rotate-master-key` with it as an earlier one saves them.
 * @param lostId as the refusal of a start or `list-master-keys` tells it.
 */
export async function giveUpKey(ownerUrl: string, masterKeys: MasterKeys, lostId: string, now = new Date()): Promise<GivenUp> {
  if ([masterKeys.masterKey, ...masterKeys.earlierMasterKeys].map(masterKeyId).includes(lostId)) return { kind: 'known' };
  return asOperator(ownerUrl, async (client) => {
    await client.query("select set_config('app.now', $1, true)", [now.toISOString()]);
    const { rows } = await client.query<{ id: string }>(
      'update audit_key set wrapped = null, destroyed_at = $2 where master_key_id = $1 and wrapped is not null returning id',
      [lostId, now],
    );
    for (const { id } of rows) await recordOperator(client, 'audit.give-up-key', { key: id, masterKey: lostId });
    const { rowCount } = await client.query('update master_key set key_id = $2 where key_id = $1', [lostId, masterKeyId(masterKeys.masterKey)]);
    if (rowCount === 1) await putSessionKey(client, masterKeys.masterKey);
    return { kind: 'given up', keys: rows.length };
  });
}

/** What lies under which master key, and whether the operator's process knows it; the one of the database comes first. */
export async function listMasterKeys(ownerUrl: string, masterKeys: MasterKeys): Promise<readonly string[]> {
  const known = [masterKeys.masterKey, ...masterKeys.earlierMasterKeys].map(masterKeyId);
  return asOperator(ownerUrl, async (client) => (await underEach(client)).map(
    ({ id, own, keys }) => `${id}  ${keys} keys of the audit record  ${known.includes(id) ? 'known here' : 'unknown here'}${own ? '  the key of this database' : ''}`,
  ));
}

async function underEach(client: Client): Promise<readonly { readonly id: string; readonly own: boolean; readonly keys: number }[]> {
  const { rows } = await client.query<{ id: string; own: boolean; keys: number }>(
    `select id, bool_or(own) as own, count(key)::integer as keys from (
       select m.key_id as id, true as own, null::uuid as key from master_key m
       union all select k.master_key_id, false, k.id from audit_key k where k.wrapped is not null) k
     group by id order by own desc, keys desc`,
  );
  return rows;
}
