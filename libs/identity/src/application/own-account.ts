import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { conflict, DomainError, invalidField, notFound } from '@madoguchi/kernel';
import { type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { hashPassword } from '../domain/password';
import { checkNewPassword } from '../domain/password-rules';
import { enrolment, newRecoveryCodes, newSecret, stepOf } from '../domain/totp';
import { type Credential, Credentials, recoveryHash, WRONG_CODE } from './credentials';

/** What people do with their own account: password and second factor. Each change asks for the password once more. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly credentials: Credentials,
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async changePassword(staffId: string, name: string, present: string, next: string): Promise<void> {
    const credential = await this.confirmed(staffId, present);
    if (credential.demo) throw conflict('demo_account', '見本の利用者のパスワードは変えられません。');
    checkNewPassword(next, [credential.login, ...name.split(/\s+/)]);
    await this.audit.recordAccount('identity.change-password', staffId);
    await this.transactions.unsigned('select credential_set_password($1, $2, $3)', [staffId, await hashPassword(next), this.settings.clock.now()]);
  }

  /** Offers a shared secret; nothing is asked for until a code of it was seen. */
  async offerSecondFactor(staffId: string, password: string): Promise<{ readonly uri: string; readonly key: string }> {
    const credential = await this.confirmed(staffId, password);
    const secret = newSecret();
    await this.transactions.unsigned('select totp_offer($1, $2)', [staffId, this.credentials.seal(staffId, secret)]);
    return enrolment(secret, credential.login);
  }

  /** @returns recovery codes, shown this once. */
  async confirmSecondFactor(staffId: string, code: string): Promise<readonly string[]> {
    const [row] = await this.transactions.unsigned<{ offered: Buffer | null }>('select totp_offered($1) as offered', [staffId]);
    if (!row?.offered) throw notFound();
    const now = this.settings.clock.now();
    const step = stepOf(this.credentials.open(staffId, row.offered), code, now);
    // Not 401: whoever asks is signed in, and a screen would take it for the end of the session.
    if (step === undefined) throw invalidField('code', 'wrong_code', WRONG_CODE);
    const codes = newRecoveryCodes();
    await this.audit.recordAccount('identity.add-second-factor', staffId);
    await this.transactions.unsigned('select totp_confirm($1, $2, $3::text[], $4)', [staffId, step, codes.map(recoveryHash), now]);
    return codes;
  }

  async removeSecondFactor(staffId: string, password: string): Promise<void> {
    await this.confirmed(staffId, password);
    await this.audit.recordAccount('identity.remove-second-factor', staffId);
    await this.transactions.unsigned('select totp_remove($1)', [staffId]);
  }

  private async confirmed(staffId: string, password: string): Promise<Credential> {
    return this.credentials.requirePassword(await this.credentials.byStaff(staffId), password, wrongPassword);
  }
}

export function wrongPassword(): DomainError {
  return new DomainError('wrong_password', 'invalid', {
    message: 'パスワードが正しくありません。',
    fields: [{ field: 'password', code: 'wrong_password', message: 'パスワードが正しくありません。' }],
  });
}
