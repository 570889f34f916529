import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError } from '@madoguchi/kernel';
import { openWithAny, sealBox, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { passwordMatches } from '../domain/password';
import { stepOf } from '../domain/totp';

export interface Credential {
  readonly staffId: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly lockedUntil: Date | null;
  readonly demo: boolean;
  readonly totpSecret: Buffer | null;
}

const FAILURES_UNTIL_LOCK = 5;
const LOCK = '15 minutes';

/**
 * The secrets of an account, one account a call. After repeated failures the account rests; the counters live in the
 * database, so that no process forgets them. Shared secrets are stored encrypted, recovery codes hashed.
 */
@Injectable()
export class Credentials {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async byLogin(login: string): Promise<Credential | undefined> {
    const [found] = await this.transactions.unsigned<Credential>('select * from credential_find($1)', [login]);
    return found;
  }

  async byStaff(staffId: string): Promise<Credential | undefined> {
    const [found] = await this.transactions.unsigned<Credential>('select * from credential_of($1)', [staffId]);
    return found;
  }

  /** @throws DomainError `account_locked`, or `wrong` after having counted the failure. */
  async requirePassword(credential: Credential | undefined, password: string, wrong: () => DomainError): Promise<Credential> {
    this.refuseLocked(credential);
    const matches = await passwordMatches(credential?.passwordHash, password);
    if (!credential) throw wrong();
    if (!matches) throw await this.failed(credential, wrong);
    return credential;
  }

  /** A code of the app, or one of the printed recovery codes; each is worth one use. */
  async requireSecondFactor(credential: Credential, code: string): Promise<void> {
    if (!credential.totpSecret) return;
    const step = stepOf(this.open(credential.staffId, credential.totpSecret), code, this.now);
    const good = step === undefined ? await this.useRecoveryCode(credential.staffId, code) : await this.useStep(credential.staffId, step);
    if (!good) throw await this.failed(credential, wrongCode);
  }

  async succeeded(staffId: string): Promise<void> {
    await this.transactions.unsigned('select credential_succeeded($1)', [staffId]);
  }

  seal(staffId: string, secret: Buffer): Buffer {
    return sealBox(this.settings.masterKey, `totp ${staffId}`, secret);
  }

  open(staffId: string, box: Buffer): Buffer {
    return openWithAny(this.settings, `totp ${staffId}`, box);
  }

  private refuseLocked(credential: Credential | undefined): void {
    if (credential?.lockedUntil && credential.lockedUntil > this.now) throw locked();
  }

  private async failed(credential: Credential, wrong: () => DomainError): Promise<DomainError> {
    const [row] = await this.transactions.unsigned<{ until: Date | null }>('select credential_failed($1, $2, $3, $4::interval) as until', [
      credential.staffId,
      FAILURES_UNTIL_LOCK,
      this.now,
      LOCK,
    ]);
    const resting = row?.until != null && row.until > this.now;
    await this.audit.recordAccount('identity.wrong-secret', credential.staffId, { locked: resting });
    return resting ? locked() : wrong();
  }

  private async useStep(staffId: string, step: number): Promise<boolean> {
    const [row] = await this.transactions.unsigned<{ used: boolean }>('select totp_use($1, $2) as used', [staffId, step]);
    return row?.used === true;
  }

  private async useRecoveryCode(staffId: string, code: string): Promise<boolean> {
    const [row] = await this.transactions.unsigned<{ used: boolean }>('select recovery_use($1, $2, $3) as used', [staffId, recoveryHash(code), this.now]);
    return row?.used === true;
  }

  private get now(): Date {
    return this.settings.clock.now();
  }
}

/** Recovery codes are random, so a plain hash keeps them. */
export function recoveryHash(code: string): string {
  return createHash('sha256').update(code.normalize('NFKC').trim().toLowerCase()).digest('hex');
}

export const WRONG_CODE = '確認コードが正しくありません。新しいコードを入力してください。';

function wrongCode(): DomainError {
  return new DomainError('wrong_code', 'unauthenticated', { message: WRONG_CODE });
}

function locked(): DomainError {
  return new DomainError('account_locked', 'locked', {
    message: '続けて間違えたため、15分間サインインできません。時間をおいてお試しください。',
  });
}
