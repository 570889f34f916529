import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the OWASP baseline (19 MiB, 2 passes); the parameters stand in the hash, so they can be raised later. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** A hash of no account, so that an unknown login takes as long as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bWFkb2d1Y2hpLW5vYm9keQ$Jb4xq3N7eYB0o5eWqgqf1VbM3Jv0f3XlXlq0h3m8Q2k';

export async function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), OPTIONS);
}

export async function passwordMatches(storedHash: string | undefined, password: string): Promise<boolean> {
  const matches = await verify(storedHash ?? NOBODY, password.normalize('NFKC'));
  return storedHash !== undefined && matches;
}
