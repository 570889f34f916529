import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import { RateLimiter, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { passwordMatches } from '../domain/password';

const FAILURES_UNTIL_LOCK = 5;
const LOCK = '15 minutes';
const ATTEMPTS_PER_MINUTE_AND_ADDRESS = 30;

interface Credential {
  readonly staff_id: string;
  readonly password_hash: string;
  readonly locked_until: Date | null;
  readonly demo: boolean;
}

/**
 * Checks a login and a password. Wrong login, wrong password and switched-off account sound alike; after repeated
 * failures the account rests for a quarter of an hour. The counters live in the database, so that no process forgets them.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly limiter: RateLimiter,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns the staff id. @throws DomainError `wrong_login`, `account_locked` or `too_many`. */
  async check(login: string, password: string, address: string): Promise<string> {
    await this.limiter.take(`sign-in:${address}`, ATTEMPTS_PER_MINUTE_AND_ADDRESS, 60);
    const [credential] = await this.transactions.unsigned<Credential>('select * from credential_find($1)', [login]);
    const now = this.settings.clock.now();
    if (credential?.locked_until && credential.locked_until > now) throw locked();
    const matches = await passwordMatches(credential?.password_hash, password);
    if (!credential || (this.settings.production && credential.demo)) throw wrong();
    if (!matches) {
      const [row] = await this.transactions.unsigned<{ until: Date | null }>(
        'select credential_failed($1, $2, $3, $4::interval) as until',
        [credential.staff_id, FAILURES_UNTIL_LOCK, now, LOCK],
      );
      throw row?.until && row.until > now ? locked() : wrong();
    }
    await this.transactions.unsigned('select credential_succeeded($1)', [credential.staff_id]);
    return credential.staff_id;
  }
}

function wrong(): DomainError {
  return new DomainError('wrong_login', 'unauthenticated', { message: '利用者IDまたはパスワードが正しくありません。' });
}

function locked(): DomainError {
  return new DomainError('account_locked', 'locked', {
    message: '続けて間違えたため、15分間サインインできません。時間をおいてお試しください。',
  });
}
