import type { DataSource } from 'typeorm';
import { type MasterKeys, masterKeyId } from '../config/master-keys';

/** Whether a process with these keys opens what the key of this name wraps. That may be the one before, until the rotation has run. */
export function isOneOfOurs(keyId: string, { masterKey, earlierMasterKeys }: MasterKeys): boolean {
  return [masterKey, ...earlierMasterKeys].map(masterKeyId).includes(keyId);
}

/**
 * Holds the process' master key against the one that this database is wrapped with. The first process that starts says
 * which one that is; `rotate-master-key` says another. What stands there is derived from the key and tells nothing of it.
 * @throws Error that says what to do, before anything was wrapped that the other processes could never open.
 */
export async function refuseWrongMasterKey(source: DataSource, keys: MasterKeys): Promise<void> {
  const stored = await storedKeyId(source, keys);
  if (isOneOfOurs(stored, keys)) return;
  throw new Error(
    `MASTER_KEY is not the key of this database: it has the key ${stored}, and this process brings ${masterKeyId(keys.masterKey)}. ` +
      'Give every machine the same MASTER_KEY; where it was changed on purpose, name the one before in MASTER_KEY_EARLIER and run "rotate-master-key".',
  );
}

async function storedKeyId(source: DataSource, { masterKey }: MasterKeys): Promise<string> {
  const read = (): Promise<{ key_id: string }[]> => source.query('select key_id from master_key');
  const [stored] = await read();
  if (stored) return stored.key_id;
  await source.query('insert into master_key (key_id) values ($1) on conflict do nothing', [masterKeyId(masterKey)]);
  return (await read())[0]?.key_id ?? '';
}
