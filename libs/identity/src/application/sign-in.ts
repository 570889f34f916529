import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS } from '@madoguchi/platform';
import { Credentials } from './credentials';
import { SlowDown } from './slow-down';

/**
 * Checks a login, a password and, where it is set up, the second factor. Wrong login, wrong password and switched-off
 * account sound alike; that a code is needed is said only to somebody who knows the password.
 */
@Injectable()
export class SignIn {
  constructor(
    private readonly credentials: Credentials,
    private readonly slowDown: SlowDown,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns the staff id. @throws DomainError `wrong_login`, `too_many_tries`, `second_factor_required` or `wrong_code`. */
  async check(login: string, password: string, code: string | undefined, address: string): Promise<string> {
    const slowed = this.slowDown.login(login, address);
    const found = await this.credentials.byLogin(login);
    const mine = this.settings.production && found?.demo ? undefined : found;
    const credential = await this.credentials.requirePassword(slowed, mine, password, wrongLogin);
    if (credential.totpSecret && code === undefined) {
      await this.slowDown.takeBack(slowed);
      throw new DomainError('second_factor_required', 'unauthenticated', { message: '認証アプリの確認コードを入力してください。' });
    }
    await this.credentials.requireSecondFactor(slowed, credential, code ?? '');
    await this.audit.recordAccount('identity.sign-in', credential.staffId);
    await this.slowDown.good(slowed);
    return credential.staffId;
  }
}

export function wrongLogin(): DomainError {
  return new DomainError('wrong_login', 'unauthenticated', { message: '利用者IDまたはパスワードが正しくありません。' });
}
