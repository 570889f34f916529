import { createHash, randomInt } from 'node:crypto';
import { hash } from '@node-rs/argon2';

const CODES = 10;
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 6;
const GROUP_LENGTH = 4;
/** A code of the versions before: fifty bits, hashed once, good until the factor is set up anew. */
const EARLIER_LENGTH = 10;
/** As passwords are hashed; for ever, because a code is found again by its hash. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const SALT_LENGTH = 16;

/** Codes to print and keep: 118 bits each, in groups of letters that are not mistaken for one another. */
export function newRecoveryCodes(): readonly string[] {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('');
  return Array.from({ length: CODES }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/**
 * Full width, capitals, spaces and the hyphens make no difference. The salt is the person's, so that one look-up finds the code.
 * @returns undefined for what cannot be a recovery code: a wrong code of the app costs no slow hash.
 */
export async function recoveryHash(staffId: string, typed: string): Promise<string | undefined> {
  const code = typed.normalize('NFKC').toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  if (code.length === EARLIER_LENGTH) return earlierHash(code);
  if (code.length !== GROUPS * GROUP_LENGTH) return undefined;
  const salt = createHash('sha256').update(`recovery code of ${staffId}`).digest().subarray(0, SALT_LENGTH);
  return hash(code, { ...OPTIONS, salt });
}

function earlierHash(code: string): string {
  return createHash('sha256').update(`${code.slice(0, EARLIER_LENGTH / 2)}-${code.slice(EARLIER_LENGTH / 2)}`).digest('hex');
}
