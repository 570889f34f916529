import { createHash } from 'node:crypto';
import { keyFor, masterKeyId } from './master-keys';

/** SHA-256 takes its text in pieces of so many bytes. */
const BLOCK_BYTES = 64;

/** What the database checks proofs with: the key of HMAC-SHA-256, mixed with its two constants already. */
export interface SessionKey {
  readonly keyId: string;
  readonly innerPad: Buffer;
  readonly outerPad: Buffer;
}

/** A key for this use alone: nothing that the master key wraps is opened with it. */
export function sessionKey(master: Buffer): SessionKey {
  const key = Buffer.concat([keyFor(master, 'session'), Buffer.alloc(BLOCK_BYTES)]).subarray(0, BLOCK_BYTES);
  return { keyId: masterKeyId(master), innerPad: key.map((byte) => byte ^ 0x36) as Buffer, outerPad: key.map((byte) => byte ^ 0x5c) as Buffer };
}

/** HMAC-SHA-256, as the database computes it: whoever has it has the master key. */
export function sessionProof(master: Buffer, text: string): Buffer {
  const { innerPad, outerPad } = sessionKey(master);
  const inner = createHash('sha256').update(innerPad).update(text).digest();
  return createHash('sha256').update(outerPad).update(inner).digest();
}
