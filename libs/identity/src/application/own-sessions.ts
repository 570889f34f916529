import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { notFound } from '@madoguchi/kernel';
import { type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { Credentials } from './credentials';
import { wrongPassword } from './own-account';
import { sessionHash } from './sessions';

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly locked: boolean;
  readonly current: boolean;
}

/** 離席ロック and the list of one's own sessions. A second sign-in never ends the first; its owner may. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly credentials: Credentials,
    private readonly audit: AuditTrail,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** From now on every route but unlocking and signing out answers 423. */
  async lock(sid: string, staffId: string): Promise<void> {
    await this.audit.recordAccount('identity.lock', staffId);
    await this.transactions.unsigned('select session_lock($1, $2)', [sessionHash(sid), this.settings.clock.now()]);
  }

  /** The same person unlocks, with the password. */
  async unlock(sid: string, staffId: string, password: string): Promise<void> {
    await this.credentials.requirePassword(await this.credentials.byStaff(staffId), password, wrongPassword);
    await this.audit.recordAccount('identity.unlock', staffId);
    await this.credentials.succeeded(staffId);
    await this.open(sid);
  }

  /** Takes the lock away: call it only after the same person has proved who they are. */
  async open(sid: string): Promise<void> {
    await this.transactions.unsigned('select session_unlock($1)', [sessionHash(sid)]);
  }

  async list(sid: string): Promise<readonly OwnSession[]> {
    return this.transactions.unsigned<OwnSession>(
      'select id, created_at as "createdAt", seen_at as "seenAt", locked, current from session_list($1, $2)',
      [sessionHash(sid), this.settings.clock.now()],
    );
  }

  /**
   * Asks for the password, where the account has one: whoever sits down at an open screen ends nobody's work elsewhere. A
   * session that is not one's own leaves no event.
   */
  async end(sid: string, staffId: string, id: string, password: string): Promise<void> {
    const credential = await this.credentials.byStaff(staffId);
    if (credential) await this.credentials.requirePassword(credential, password, wrongPassword);
    if (!(await this.list(sid)).some((one) => one.id === id && !one.current)) throw notFound();
    await this.audit.recordAccount('identity.end-session', staffId, { sessionId: id });
    const [row] = await this.transactions.unsigned<{ ended: boolean }>('select session_end_other($1, $2) as ended', [sessionHash(sid), id]);
    if (!row?.ended) throw notFound();
  }
}
