import { hkdfSync } from 'node:crypto';
import { openBox } from './sealed-box';

const BYTES = 32;
const ID_BYTES = 8;

/** The newest encrypts; earlier ones still open what they wrapped, until it is wrapped anew. */
export interface MasterKeys {
  readonly masterKey: Buffer;
  readonly earlierMasterKeys: readonly Buffer[];
}

/** A key for one use, derived (HKDF-SHA-256): what one use reveals says nothing of another. */
export function keyFor(master: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `madoguchi ${use}`, BYTES));
}

/** Names a master key beside what it wrapped; derived, so that it says nothing of the key. */
export function masterKeyId(master: Buffer): string {
  return keyFor(master, 'key id').subarray(0, ID_BYTES).toString('hex');
}

/** @throws when no key of this process bears the id. */
export function masterKeyNamed(keys: MasterKeys, id: string): Buffer {
  const found = [keys.masterKey, ...keys.earlierMasterKeys].find((key) => masterKeyId(key) === id);
  if (!found) throw new Error(`No master key ${id} is known to this process: name it in MASTER_KEY_EARLIER.`);
  return found;
}

/** For boxes that do not name their key. @throws when none opens it. */
export function openWithAny(keys: MasterKeys, owner: string, box: Buffer): Buffer {
  for (const key of keys.earlierMasterKeys) {
    try {
      return openBox(key, owner, box);
    } catch {
      // Sealed with another one.
    }
  }
  return openBox(keys.masterKey, owner, box);
}
