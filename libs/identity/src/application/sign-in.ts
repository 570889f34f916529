import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError } from '@madoguchi/kernel';
import { RateLimiter, type Settings, SETTINGS } from '@madoguchi/platform';
import { Credentials } from './credentials';

const ATTEMPTS_PER_MINUTE_AND_ADDRESS = 30;

/**
 * Checks a login, a password and, where it is set up, the second factor. Wrong login, wrong password and switched-off
 * account sound alike; that a code is needed is said only to somebody who knows the password.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: Credentials,
    private readonly limiter: RateLimiter,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns the staff id. @throws DomainError `wrong_login`, `account_locked`, `second_factor_required`, `wrong_code` or `too_many`. */
  async check(login: string, password: string, code: string | undefined, address: string): Promise<string> {
    await this.limiter.take(`sign-in:${address}`, ATTEMPTS_PER_MINUTE_AND_ADDRESS, 60);
    const credential = await this.credentials.requirePassword(await this.credentials.byLogin(login), password, wrongLogin);
    if (this.settings.production && credential.demo) throw wrongLogin();
    if (credential.totpSecret && code === undefined) {
      throw new DomainError('second_factor_required', 'unauthenticated', { message: '認証アプリの確認コードを入力してください。' });
    }
    await this.credentials.requireSecondFactor(credential, code ?? '');
    await this.audit.recordAccount('identity.sign-in', credential.staffId);
    await this.credentials.succeeded(credential.staffId);
    return credential.staffId;
  }
}

export function wrongLogin(): DomainError {
  return new DomainError('wrong_login', 'unauthenticated', { message: '利用者IDまたはパスワードが正しくありません。' });
}
