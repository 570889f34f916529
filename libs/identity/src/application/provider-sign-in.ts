import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { DomainError } from '@madoguchi/kernel';
import { LOGGER, type Logger, RateLimiter, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { type Attempt, IdentityProvider, type ProviderAnswer } from './identity-provider';
import { sessionHash } from './sessions';
import { SlowDown } from './slow-down';

/** Each begun sign-in leaves a row; a whole city begins from one address in the morning. */
const BEGUN_PER_MINUTE_AND_ADDRESS = 1_000;
const ATTEMPT_LIVES_MS = 10 * 60_000;

/** Whose screen waits behind 離席ロック; absent for a sign-in. */
export interface LockedPerson {
  readonly staffId: string;
}

/**
 * Sign-in at the city's own identity provider, beside the password. An account is found by the stored pair of issuer and
 * subject and by nothing else; nobody is added on the way. What went wrong is told in one sentence of ours.
 */
@Injectable()
export class ProviderSignIn {
  constructor(
    private readonly provider: IdentityProvider,
    private readonly transactions: TransactionRunner,
    private readonly limiter: RateLimiter,
    private readonly slowDown: SlowDown,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async begin(again: boolean, address: string): Promise<{ readonly address: string; readonly attempt: Attempt }> {
    await this.limiter.take(`sign-in:${address}`, BEGUN_PER_MINUTE_AND_ADDRESS, 60);
    try {
      return await this.provider.begin(again);
    } catch (error) {
      throw error instanceof DomainError ? error : this.told(error, unavailable());
    }
  }

  /** @returns the staff id. @throws DomainError `provider_attempt_over`, `provider_failed`, `provider_unknown`, `provider_other_person` or `too_many_tries`. */
  async finish(sid: string | undefined, answer: ProviderAnswer, address: string, locked?: LockedPerson): Promise<string> {
    await this.slowDown.pass(address);
    const { issuer } = this.provider.configured;
    const attempt = await this.take(sid, answer.state);
    // The lock may have come after the browser was sent: what the provider merely remembers opens no lock.
    if (!attempt || (locked && !attempt.fresh)) throw await this.refused(attemptOver(), address, locked?.staffId);
    const subject = await this.subjectOf(attempt, answer, address, locked);
    const [found] = await this.transactions.unsigned<{ staffId: string; demo: boolean }>('select * from identity_find($1, $2)', [issuer, subject]);
    if (!found || (this.settings.production && found.demo)) throw await this.refused(unknown(), address, locked?.staffId);
    if (locked && locked.staffId !== found.staffId) throw await this.refused(otherPerson(), address, locked.staffId);
    // The lock that opens writes its own event.
    if (!locked) await this.audit.recordAccount('identity.sign-in', found.staffId, { by: 'provider' });
    return found.staffId;
  }

  private async take(sid: string | undefined, state: string): Promise<Attempt | undefined> {
    if (sid === undefined) return undefined;
    const [row] = await this.transactions.unsigned<{ attempt: Attempt | null }>('select session_take_attempt($1) as attempt', [sessionHash(sid)]);
    const attempt = row?.attempt;
    if (!attempt || attempt.state !== state) return undefined;
    return this.settings.clock.now().getTime() - Date.parse(attempt.startedAt) < ATTEMPT_LIVES_MS ? attempt : undefined;
  }

  private async subjectOf(attempt: Attempt, answer: ProviderAnswer, address: string, locked: LockedPerson | undefined): Promise<string> {
    try {
      return await this.provider.finish(attempt, answer);
    } catch (error) {
      throw this.told(error, await this.refused(failed(), address, locked?.staffId));
    }
  }

  /** Every refusal is on record, by our code alone, and counts for the address. */
  private async refused(problem: DomainError, address: string, staffId: string | undefined): Promise<DomainError> {
    await this.slowDown.failedAt(address);
    await this.audit.recordAccount('identity.refuse-provider', staffId, { code: problem.code });
    return problem;
  }

  /** The operator learns from the log which step failed: the library's code, never a text of the provider. */
  private told(error: unknown, problem: DomainError): DomainError {
    const code = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
    this.logger.warn({ event: 'provider_failed', code });
    return problem;
  }
}

function unavailable(): DomainError {
  return new DomainError('provider_unavailable', 'conflict', {
    message: '共通認証につながりません。しばらくしてからもう一度お試しになるか、利用者IDとパスワードでログインしてください。',
  });
}

function attemptOver(): DomainError {
  return new DomainError('provider_attempt_over', 'unauthenticated', { message: 'ログインの受付が終わっています。もう一度はじめからお試しください。' });
}

function failed(): DomainError {
  return new DomainError('provider_failed', 'unauthenticated', { message: '共通認証でログインできませんでした。もう一度お試しください。' });
}

/** Not linked, switched off, or of the demo in production: they sound alike. */
function unknown(): DomainError {
  return new DomainError('provider_unknown', 'unauthenticated', { message: 'この共通認証の利用者では、まどぐちを使えません。システム管理者に確認してください。' });
}

function otherPerson(): DomainError {
  return new DomainError('provider_other_person', 'forbidden', { message: '離席中の人とは別の人です。離席中の本人が再開してください。' });
}
