import type { DataSource } from 'typeorm';
import { type MasterKeys, masterKeyId, masterKeyNamed } from '../config/master-keys';
import { sessionKey, sessionProof } from '../config/session-proof';

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

const AT_START = 'start';

/**
 * Gives the database what it checks the beginning of sessions with. The first process that starts gives it; the owner alone
 * gives another. The application may not read it: a statement that somebody slips in cannot make a proof up.
 * @throws Error where the database holds what was not made from the master key.
 */
export async function keepSessionKey(source: DataSource, keys: MasterKeys): Promise<void> {
  const master = masterKeyNamed(keys, await storedKeyId(source, keys));
  const { keyId, innerPad, outerPad } = sessionKey(master);
  await source.query('insert into session_key (key_id, inner_pad, outer_pad) values ($1, $2, $3) on conflict do nothing', [keyId, innerPad, outerPad]);
  const [answer]: { proved: boolean }[] = await source.query('select session_proved($1, $2) as proved', [AT_START, sessionProof(master, AT_START)]);
  if (answer?.proved !== true) {
    throw new Error('The key with which the database checks sign-ins does not come from its master key: nobody could sign in. Run "rotate-master-key" with the same key in MASTER_KEY and MASTER_KEY_EARLIER; it puts the right one there.');
  }
}

async function storedKeyId(source: DataSource, { masterKey }: MasterKeys): Promise<string> {
  const read = (): Promise<{ key_id: string }[]> => source.query('select key_id from master_key');
  const [stored] = await read();
  if (stored) return stored.key_id;
  await source.query('insert into master_key (key_id) values ($1) on conflict do nothing', [masterKeyId(masterKey)]);
  return (await read())[0]?.key_id ?? '';
}
