import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import { type SessionData, Store } from 'express-session';
import type { Attempt } from './identity-provider';

export interface SessionAssignment {
  readonly id: string;
  readonly role: string;
  readonly officeId: string;
  readonly officeName: string;
  readonly officeKind: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly municipalityId: string | null;
}

export interface SessionStaff {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly demo: boolean;
  /** A second factor is set up. */
  readonly secondFactor: boolean;
  readonly hasPassword: boolean;
  /** A subject of the identity provider is linked to the account. */
  readonly linked: boolean;
  /** The password was chosen by somebody else. */
  readonly mustChange: boolean;
  readonly assignments: readonly SessionAssignment[];
}

declare module 'express-session' {
  interface SessionData {
    passport?: { user?: string };
    /** On the way to the identity provider. */
    attempt?: Attempt;
    /** Looked up with the session at every request; never stored in it. */
    staff?: SessionStaff;
    /** ISO 8601; as it was when the session was looked up. */
    seenAt?: string;
    /** 離席ロック; looked up like the staff. */
    locked?: boolean;
  }
}

const LIVES_MS = 12 * 3_600_000;
const SEEN_EVERY_MS = 60_000;

/** Sessions in PostgreSQL, under the hash of their id: a copy of the table signs nobody in. */
@Injectable()
export class SessionStore extends Store {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    super();
  }

  override get(sid: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.find(sid).then((session) => done(null, session), done);
  }

  override set(sid: string, session: SessionData, done: (error?: unknown) => void = () => undefined): void {
    const { staff: _lookedUp, locked: _too, seenAt: _either, ...data } = session;
    this.answer(
      this.transactions.unsigned('select session_save($1, $2, $3::jsonb, $4, $5)', [
        sessionHash(sid),
        session.passport?.user ?? null,
        JSON.stringify(data),
        this.now,
        this.end,
      ]),
      done,
    );
  }

  override touch(sid: string, session: SessionData, done: (error?: unknown) => void = () => undefined): void {
    // A minute's precision is enough for an end half a day away: most requests write nothing.
    if (session.seenAt !== undefined && this.now.getTime() - Date.parse(session.seenAt) < SEEN_EVERY_MS) return done();
    this.answer(this.transactions.unsigned('select session_touch($1, $2, $3)', [sessionHash(sid), this.now, this.end]), done);
  }

  override destroy(sid: string, done: (error?: unknown) => void = () => undefined): void {
    this.answer(this.transactions.unsigned('select session_end($1)', [sessionHash(sid)]), done);
  }

  private async find(sid: string): Promise<SessionData | null> {
    const [row] = await this.transactions.unsigned<{ found: { data: SessionData; seenAt: string; locked: boolean; staff: SessionStaff | null } | null }>(
      'select session_load($1, $2) as found',
      [sessionHash(sid), this.now],
    );
    if (!row?.found) return null;
    const { data, seenAt, locked, staff } = row.found;
    return staff ? { ...data, staff, locked, seenAt } : { ...data, seenAt };
  }

  private answer(work: Promise<unknown>, done: (error?: unknown) => void): void {
    work.then(() => done(), done);
  }

  private get now(): Date {
    return this.settings.clock.now();
  }

  private get end(): Date {
    return new Date(this.now.getTime() + LIVES_MS);
  }
}

/** Sessions are stored and named under the hash of their id. */
export function sessionHash(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}
