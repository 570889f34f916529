import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_SECONDS = 30;
/** Only the code of this very step: one that was read from a screen a minute ago is worth nothing. */
const TOLERANCE = 0;

function totp(secret: Buffer, label = 'Madoguchi'): TOTP {
  const bytes = new Uint8Array(secret);
  return new TOTP({ issuer: 'Madoguchi', label, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS, secret: new Secret({ buffer: bytes.buffer }) });
}

/** A fresh shared secret of 160 bits (RFC 4226 §4). */
export function newSecret(): Buffer {
  return randomBytes(20);
}

/** The address that authenticator apps read from a QR code, and the same secret for typing. */
export function enrolment(secret: Buffer, login: string): { readonly uri: string; readonly key: string } {
  const one = totp(secret, login);
  return { uri: one.toString(), key: (one.secret.base32.match(/.{1,4}/g) ?? []).join(' ') };
}

/** The step of time that a code belongs to, or undefined when it is not the present one's. Each step must be used once only. */
export function stepOf(secret: Buffer, code: string, now: Date): number | undefined {
  const delta = totp(secret).validate({ token: code.normalize('NFKC').replaceAll(/\s/g, ''), timestamp: now.getTime(), window: TOLERANCE });
  return delta === null ? undefined : Math.floor(now.getTime() / 1_000 / STEP_SECONDS);
}

export function codeAt(secret: Buffer, now: Date): string {
  return totp(secret).generate({ timestamp: now.getTime() });
}
