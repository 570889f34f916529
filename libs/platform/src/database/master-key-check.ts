import type { DataSource } from 'typeorm';
import { type MasterKeys, masterKeyId } from '../config/master-keys';

/**
 * Holds the process' master key against the one that this database is wrapped with. The first process that starts says
 * which one that is; `rotate-master-key` says another. What stands there is derived from the key and tells nothing of it.
 * @returns false where the process knows another key: whatever it wrapped, the others could never open.
 */
export async function isRightMasterKey(source: DataSource, keys: MasterKeys): Promise<boolean> {
  return knownIds(keys).includes(await storedKeyId(source, keys));
}

/** @throws Error that says what to do, before anything was wrapped with the wrong key. */
export async function refuseWrongMasterKey(source: DataSource, keys: MasterKeys): Promise<void> {
  const stored = await storedKeyId(source, keys);
  if (knownIds(keys).includes(stored)) return;
  throw new Error(
    `MASTER_KEY is not the key of this database: it has the key ${stored}, and this process brings ${masterKeyId(keys.masterKey)}. ` +
      'Give every machine the same MASTER_KEY; where it was changed on purpose, name the one before in MASTER_KEY_EARLIER and run "rotate-master-key".',
  );
}

/** The key that wraps now may be the one before, until the rotation has run. */
const knownIds = ({ masterKey, earlierMasterKeys }: MasterKeys): readonly string[] => [masterKey, ...earlierMasterKeys].map(masterKeyId);

async function storedKeyId(source: DataSource, { masterKey }: MasterKeys): Promise<string> {
  const read = (): Promise<{ key_id: string }[]> => source.query('select key_id from master_key');
  const [stored] = await read();
  if (stored) return stored.key_id;
  await source.query('insert into master_key (key_id) values ($1) on conflict do nothing', [masterKeyId(masterKey)]);
  return (await read())[0]?.key_id ?? '';
}
