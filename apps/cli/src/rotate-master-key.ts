import { rewrapValueKey } from '@madoguchi/audit';
import { type MasterKeys, masterKeyId, openWithAny, sealBox, sessionKey } from '@madoguchi/platform';
import { Client } from 'pg';

interface KeyRow {
  readonly id: string;
  readonly master_key_id: string;
  readonly wrapped: Buffer;
}

interface FactorRow {
  readonly staff_id: string;
  readonly totp_offered: Buffer | null;
  readonly totp_secret: Buffer | null;
}

export interface Rotated {
  readonly keys: number;
  readonly secondFactors: number;
}

/**
 * Wraps anew, under the newest master key, whatever an earlier one wraps: the keys of audited values and the second
 * factors. All processes must know both keys while it runs, and only the newest afterwards:
 * from then on the database refuses who brings another one. All or nothing.
 * @param now what the record says as the time.
 */
export async function rotateMasterKey(ownerUrl: string, masterKeys: MasterKeys, now = new Date()): Promise<Rotated> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'madoguchi-rotate-master-key' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query("select set_config('app.now', $1, true)", [now.toISOString()]);
    const keys = await rotateValueKeys(client, masterKeys);
    const secondFactors = await rotateSecondFactors(client, masterKeys);
    await client.query('insert into master_key (key_id) values ($1) on conflict (single) do update set key_id = excluded.key_id', [masterKeyId(masterKeys.masterKey)]);
    await putSessionKey(client, masterKeys.masterKey);
    await client.query('commit');
    return { keys, secondFactors };
  } finally {
    await client.end();
  }
}

/** What the beginning of a session is checked with comes from the master key of the database. */
export async function putSessionKey(client: Client, masterKey: Buffer): Promise<void> {
  const { keyId, innerPad, outerPad } = sessionKey(masterKey);
  await client.query(
    `insert into session_key (key_id, inner_pad, outer_pad) values ($1, $2, $3)
     on conflict (single) do update set key_id = excluded.key_id, inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad`,
    [keyId, innerPad, outerPad],
  );
}

async function rotateValueKeys(client: Client, masterKeys: MasterKeys): Promise<number> {
  const { rows } = await client.query<KeyRow>(
    'select k.id, k.master_key_id, k.wrapped from audit_key k where k.wrapped is not null and k.master_key_id <> $1 for update',
    [masterKeyId(masterKeys.masterKey)],
  );
  for (const row of rows) {
    const { masterKeyId: named, wrapped } = rewrapValueKey(masterKeys, { id: row.id, masterKeyId: row.master_key_id, wrapped: row.wrapped });
    await client.query('update audit_key set master_key_id = $2, wrapped = $3 where id = $1', [row.id, named, wrapped]);
  }
  return rows.length;
}

async function rotateSecondFactors(client: Client, masterKeys: MasterKeys): Promise<number> {
  const { rows } = await client.query<FactorRow>(
    'select c.staff_id, c.totp_offered, c.totp_secret from staff_credential c where coalesce(c.totp_offered, c.totp_secret) is not null for update',
  );
  const anew = (staffId: string, box: Buffer | null): Buffer | null => {
    const owner = `totp ${staffId}`;
    return box && sealBox(masterKeys.masterKey, owner, openWithAny(masterKeys, owner, box));
  };
  for (const { staff_id: staffId, totp_offered: offered, totp_secret: secret } of rows) {
    await client.query('update staff_credential set totp_offered = $2, totp_secret = $3 where staff_id = $1', [staffId, anew(staffId, offered), anew(staffId, secret)]);
  }
  return rows.length;
}
