import { Inject, Injectable } from '@nestjs/common';
import { conflict, type DomainError } from '@madoguchi/kernel';
import { type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { Credentials } from './credentials';
import { wrongPassword } from './own-account';
import { changeOwn, sessionHash } from './sessions';

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
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** From now on every route but unlocking and signing out answers 423. A lock that is there already stays. */
  async lock({ sid, locked }: { readonly sid: string; readonly locked: boolean }): Promise<void> {
    if (!locked) await changeOwn(this.transactions, this.settings.clock, 'own_lock', [sessionHash(sid)]);
  }

  /** The same person unlocks, with the password. */
  async unlock({ sid, locked }: { readonly sid: string; readonly locked: boolean }, staffId: string, password: string): Promise<void> {
    await this.credentials.confirmOwn(sid, await this.credentials.byStaff(staffId), password, wrongPassword);
    if (locked) await this.open(sid, staffId, {});
  }

  /** Takes the lock away: call it only after the same person has proved who they are. */
  async open(sid: string, staffId: string, by: Readonly<Record<string, string>>): Promise<void> {
    await changeOwn(this.transactions, this.settings.clock, 'own_unlock', [sessionHash(sid), staffId, JSON.stringify(by)]);
  }

  async list(sid: string): Promise<readonly OwnSession[]> {
    return this.transactions.unsigned<OwnSession>(
      'select id, created_at as "createdAt", seen_at as "seenAt", locked, current from session_list($1, $2)',
      [sessionHash(sid), this.settings.clock.now()],
    );
  }

  /**
   * Asks for the password: whoever sits down at an open screen ends nobody's work elsewhere. A session that is not one's own
   * leaves no event.
   * @throws DomainError `no_password` for whoever signs in over the identity provider alone: an open screen proves nothing.
   */
  async end(sid: string, staffId: string, id: string, password: string): Promise<void> {
    const credential = await this.credentials.byStaff(staffId);
    if (!credential) throw noPassword();
    await this.credentials.confirmOwn(sid, credential, password, wrongPassword);
    await changeOwn(this.transactions, this.settings.clock, 'own_end_other', [sessionHash(sid), id]);
  }
}

function noPassword(): DomainError {
  return conflict(
    'no_password',
    'パスワードのない利用者は、この画面からほかの端末のログインを終了できません。ほかの端末でログアウトするか、すぐに止めたいときはシステム管理者に頼んでください（利用者を停止してから再開すると、すべての端末でログアウトします）。',
  );
}
