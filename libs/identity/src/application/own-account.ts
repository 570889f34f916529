import { Inject, Injectable } from '@nestjs/common';
import { conflict, DomainError, invalidField, notFound } from '@madoguchi/kernel';
import { type Settings, SETTINGS, type SqlValue, TransactionRunner } from '@madoguchi/platform';
import { hashPassword } from '../domain/password';
import { checkNewPassword } from '../domain/password-rules';
import { newRecoveryCodes, recoveryHash } from '../domain/recovery-code';
import { enrolment, newSecret, stepOf } from '../domain/totp';
import { type Credential, Credentials, WRONG_CODE } from './credentials';
import { changeOwn, sessionHash } from './sessions';

/** Who has signed in, and by which session: what is one's own is changed through it. */
export interface OwnSignIn {
  readonly sid: string;
  readonly staffId: string;
  readonly name: string;
}

/** What people do with their own account: password and second factor. Each change asks for the password once more. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly credentials: Credentials,
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Every other session ends with the password before. */
  async changePassword({ sid, staffId, name }: OwnSignIn, present: string, next: string): Promise<void> {
    const credential = await this.confirmed(sid, staffId, present);
    if (credential.demo) throw conflict('demo_account', '見本の利用者のパスワードは変えられません。');
    checkNewPassword(next, [credential.login, ...name.split(/\s+/)]);
    await this.change('own_password', [sessionHash(sid), await hashPassword(next)]);
  }

  /** Offers a shared secret; nothing is asked for until a code of it was seen. */
  async offerSecondFactor({ sid, staffId }: OwnSignIn, password: string): Promise<{ readonly uri: string; readonly key: string }> {
    const credential = await this.confirmed(sid, staffId, password);
    const secret = newSecret();
    await this.change('own_totp_offer', [sessionHash(sid), this.credentials.seal(staffId, secret)]);
    return enrolment(secret, credential.login);
  }

  /** @returns recovery codes, shown this once. */
  async confirmSecondFactor({ sid, staffId }: OwnSignIn, code: string): Promise<readonly string[]> {
    const now = this.settings.clock.now();
    const [row] = await this.transactions.unsigned<{ offered: Buffer | null }>('select own_totp_offered($1, $2, $3) as offered', [sessionHash(sid), now, new Date()]);
    if (!row?.offered) throw notFound();
    const step = stepOf(this.credentials.open(staffId, row.offered), code, now);
    // Not 401: whoever asks is signed in, and a screen would take it for the end of the session.
    if (step === undefined) throw invalidField('code', 'wrong_code', WRONG_CODE);
    const codes = newRecoveryCodes();
    const hashes = await Promise.all(codes.map((one) => recoveryHash(staffId, one)));
    await this.change('own_totp_confirm', [sessionHash(sid), step, hashes.filter((one) => one !== undefined)]);
    return codes;
  }

  /** Every other session ends with it. */
  async removeSecondFactor({ sid, staffId }: OwnSignIn, password: string): Promise<void> {
    await this.confirmed(sid, staffId, password);
    await this.change('own_totp_remove', [sessionHash(sid)]);
  }

  private change(call: string, values: readonly SqlValue[]): Promise<void> {
    return changeOwn(this.transactions, this.settings.clock, call, values);
  }

  private async confirmed(sid: string, staffId: string, password: string): Promise<Credential> {
    return this.credentials.confirmOwn(sid, await this.credentials.byStaff(staffId), password, wrongPassword);
  }
}

export function wrongPassword(): DomainError {
  return new DomainError('wrong_password', 'invalid', {
    message: 'パスワードが正しくありません。',
    fields: [{ field: 'password', code: 'wrong_password', message: 'パスワードが正しくありません。' }],
  });
}
