import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError } from '@madoguchi/kernel';
import { openWithAny, sealBox, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { foldLogin } from '../domain/login';
import { passwordMatches } from '../domain/password';
import { recoveryHash } from '../domain/recovery-code';
import { stepOf } from '../domain/totp';
import { sessionHash } from './sessions';
import { type Slowed, SlowDown } from './slow-down';

export interface Credential {
  readonly staffId: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly demo: boolean;
  readonly totpSecret: Buffer | null;
}

/**
 * The secrets of an account, one account a call. Repeated failures make the next try wait (`SlowDown`). Shared secrets are
 * stored encrypted, recovery codes hashed like passwords.
 */
@Injectable()
export class Credentials {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
    private readonly slowDown: SlowDown,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async byLogin(login: string): Promise<Credential | undefined> {
    const [found] = await this.transactions.unsigned<Credential>('select * from credential_find($1)', [foldLogin(login)]);
    return found;
  }

  async byStaff(staffId: string): Promise<Credential | undefined> {
    const [found] = await this.transactions.unsigned<Credential>('select * from credential_of($1)', [staffId]);
    return found;
  }

  /**
   * A password of nobody is looked at, counted and recorded like a wrong one.
   * @throws DomainError `too_many_tries`, or `wrong` after having recorded the failure.
   */
  async requirePassword(slowed: Slowed, credential: Credential | undefined, password: string, wrong: () => DomainError): Promise<Credential> {
    await this.slowDown.begin(slowed);
    const matches = await passwordMatches(credential?.passwordHash, password);
    if (!credential || !matches) throw await this.failed(slowed, credential?.staffId, wrong);
    return credential;
  }

  /** Whoever has signed in gives the password once more. */
  async confirmOwn(sid: string, credential: Credential | undefined, password: string, wrong: () => DomainError): Promise<Credential> {
    const slowed = this.slowDown.session(sessionHash(sid));
    const confirmed = await this.requirePassword(slowed, credential, password, wrong);
    await this.slowDown.good(slowed);
    return confirmed;
  }

  /** A code of the app, or one of the printed recovery codes; each is worth one use. */
  async requireSecondFactor(slowed: Slowed, credential: Credential, code: string): Promise<void> {
    if (!credential.totpSecret) return;
    const codes = this.slowDown.codes(credential.staffId);
    await this.slowDown.begin(codes);
    const step = stepOf(this.open(credential.staffId, credential.totpSecret), code, this.now);
    const good = step === undefined ? await this.useRecoveryCode(credential.staffId, code) : await this.useStep(credential.staffId, step);
    if (!good) throw await this.failed(slowed, credential.staffId, wrongCode);
    await this.slowDown.good(codes);
  }

  seal(staffId: string, secret: Buffer): Buffer {
    return sealBox(this.settings.masterKey, `totp ${staffId}`, secret);
  }

  open(staffId: string, box: Buffer): Buffer {
    return openWithAny(this.settings, `totp ${staffId}`, box);
  }

  private async failed(slowed: Slowed, staffId: string | undefined, wrong: () => DomainError): Promise<DomainError> {
    await this.slowDown.failed(slowed);
    await this.audit.recordAccount('identity.wrong-secret', staffId);
    return wrong();
  }

  private async useStep(staffId: string, step: number): Promise<boolean> {
    const [row] = await this.transactions.unsigned<{ used: boolean }>('select totp_use($1, $2) as used', [staffId, step]);
    return row?.used === true;
  }

  private async useRecoveryCode(staffId: string, code: string): Promise<boolean> {
    const hash = await recoveryHash(staffId, code);
    if (hash === undefined) return false;
    const [row] = await this.transactions.unsigned<{ used: boolean }>('select recovery_use($1, $2, $3) as used', [staffId, hash, this.now]);
    return row?.used === true;
  }

  private get now(): Date {
    return this.settings.clock.now();
  }
}

export const WRONG_CODE = '確認コードが正しくありません。新しいコードを入力してください。';

function wrongCode(): DomainError {
  return new DomainError('wrong_code', 'unauthenticated', { message: WRONG_CODE });
}
