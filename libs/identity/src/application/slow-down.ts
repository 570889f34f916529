import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { foldLogin } from '../domain/login';
import { networkOf } from '../domain/network';

/** What is slowed down by a wrong try. */
export interface Slowed {
  readonly key: Buffer;
  /** Where it came from, if that counts too. */
  readonly address?: string | undefined;
}

/** So many wrong tries in a row wait for nothing; then half a minute, a minute, and so on up to a quarter of an hour. */
const FREE = 4;
/**
 * So many failures in a quarter of an hour are taken from one address: a whole city signs in from one in the morning, and some
 * of it mistypes. Whoever tries one password on thousands of logins gets through them no faster than this.
 */
const FREE_AT_ADDRESS = 300;
const ADDRESS_WINDOW_MS = 15 * 60_000;

/**
 * Wrong passwords and codes make the next try wait, in the database, for all processes together. Failures are counted and not
 * sign-ins, by login and address together, whether there is such a login or not: the answers tell nothing, and a stranger
 * elsewhere keeps nobody out.
 */
@Injectable()
export class SlowDown {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** A login as typed, from an address. */
  login(login: string, address: string): Slowed {
    return { key: this.keyOf('login', foldLogin(login), networkOf(address)), address };
  }

  /** Whoever sits before a screen that somebody signed in at. */
  session(sessionHash: string): Slowed {
    return { key: this.keyOf('session', sessionHash) };
  }

  /** The codes of an account, from everywhere: only whoever has the password comes this far. */
  codes(staffId: string): Slowed {
    return { key: this.keyOf('codes', staffId) };
  }

  /** Counts a try. @throws DomainError `too_many_tries`, before anything was looked at. */
  async begin({ key, address }: Slowed): Promise<void> {
    if (address !== undefined) await this.pass(address);
    const [row] = await this.transactions.unsigned<{ seconds: number }>('select try_begin($1, $2, $3) as seconds', [key, FREE, this.settings.clock.now()]);
    if (row && row.seconds > 0) throw tooManyTries(row.seconds);
  }

  /** The try was wrong: it stays counted, and counts for the address. */
  async failed({ address }: Slowed): Promise<void> {
    if (address !== undefined) await this.failedAt(address);
  }

  /** What came before is forgotten. */
  async good(slowed: Slowed): Promise<void> {
    await this.end(slowed, true);
  }

  /** The try was neither wrong nor the last step. */
  async takeBack(slowed: Slowed): Promise<void> {
    await this.end(slowed, false);
  }

  /** @throws DomainError `too_many_tries` while too much from an address was wrong. */
  async pass(address: string): Promise<void> {
    const [row] = await this.transactions.unsigned<{ seconds: number }>('select try_rests($1, $2) as seconds', [this.addressKey(address), this.settings.clock.now()]);
    if (row && row.seconds > 0) throw tooManyTries(row.seconds);
  }

  async failedAt(address: string): Promise<void> {
    await this.transactions.unsigned('select try_begin($1, $2, $3)', [this.addressKey(address), FREE_AT_ADDRESS, this.settings.clock.now()]);
  }

  private async end({ key }: Slowed, good: boolean): Promise<void> {
    await this.transactions.unsigned('select try_end($1, $2, $3)', [key, good, this.settings.clock.now()]);
  }

  private addressKey(address: string): Buffer {
    return this.keyOf('address', networkOf(address), String(Math.floor(this.settings.clock.now().getTime() / ADDRESS_WINDOW_MS)));
  }

  private keyOf(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.settings.sessionSecret).update(JSON.stringify(parts)).digest();
  }
}

function tooManyTries(seconds: number): DomainError {
  const wait = seconds < 60 ? `${seconds}秒` : `${Math.ceil(seconds / 60)}分`;
  return new DomainError('too_many_tries', 'too_many', {
    message: `間違いが続いたため、${wait}ほどお待ちになってから、もう一度お試しください。`,
    retryAfterSeconds: seconds,
  });
}
