import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Clock, notFound } from '@madoguchi/kernel';
import { masterKeyNamed, sessionProof, type Settings, SETTINGS, type SqlValue, TransactionRunner } from '@madoguchi/platform';
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

/** A browser's session, as it was looked up. */
export interface Session {
  readonly sid: string;
  /** Absent on the way to the identity provider. */
  readonly staff: SessionStaff | undefined;
  /** 離席ロック. */
  readonly locked: boolean;
  /** On the way to the identity provider. */
  readonly attempt: Attempt | undefined;
}

const SEEN_EVERY_MS = 60_000;

/**
 * Sessions in PostgreSQL, under the hash of their id: a copy of the table signs nobody in. A request about persons does not
 * look its session up here: the database does, when it lets the request in.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: TransactionRunner,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @returns undefined where the session is over. */
  async find(sid: string): Promise<Session | undefined> {
    const now = this.settings.clock.now();
    const [row] = await this.transactions.unsigned<{ found: Found | null }>('select session_load($1, $2) as found', [sessionHash(sid), now]);
    if (!row?.found) return undefined;
    const { data, seenAt, locked, staff } = row.found;
    if (now.getTime() - Date.parse(seenAt) >= SEEN_EVERY_MS) await this.transactions.unsigned('select session_seen($1, $2)', [sessionHash(sid), now]);
    // A demo account that signed in before the installation went into production is nobody from then on.
    const somebody = staff && !(this.settings.production && staff.demo) ? staff : undefined;
    return { sid, staff: somebody, locked, attempt: data.attempt };
  }

  /** Begins a session of somebody who has proved who they are; the browser's earlier one, and what it held, is gone. @returns its id. */
  async begin(staffId: string, earlier: string | undefined): Promise<string> {
    if (earlier !== undefined) await this.end(earlier);
    return this.add(staffId, null);
  }

  /** Keeps what a browser is sent to the identity provider with, in its session or one of nobody yet. @returns the session's id. */
  async keepAttempt(sid: string | undefined, attempt: Attempt): Promise<string> {
    if (sid !== undefined) {
      const [row] = await this.transactions.unsigned<{ kept: boolean }>('select session_keep_attempt($1, $2::jsonb, $3) as kept', [
        sessionHash(sid),
        JSON.stringify(attempt),
        this.settings.clock.now(),
      ]);
      if (row?.kept === true) return sid;
    }
    return this.add(null, attempt);
  }

  async end(sid: string): Promise<void> {
    await this.transactions.unsigned('select session_end($1)', [sessionHash(sid)]);
  }

  private async add(staffId: string | null, attempt: Attempt | null): Promise<string> {
    const sid = randomBytes(32).toString('base64url');
    const [hash, clock] = [sessionHash(sid), new Date().toISOString()];
    const proof = await this.proof([hash, staffId ?? '', clock].join('|'));
    const values = [hash, staffId, attempt && JSON.stringify(attempt), this.settings.clock.now(), clock, proof];
    const [row] = await this.transactions.unsigned<{ begun: boolean }>('select session_open($1, $2, $3::jsonb, $4, $5, $6) as begun', values);
    if (row?.begun !== true) throw new Error('The database takes the proof of a session for a wrong one');
    return sid;
  }

  /** What a statement that is slipped in cannot make. While the master key is being exchanged, the database says which one it checks with. */
  private async proof(text: string): Promise<Buffer> {
    const [stored] = await this.transactions.unsigned<{ keyId: string }>('select key_id as "keyId" from session_key', []);
    return sessionProof(masterKeyNamed(this.settings, stored?.keyId ?? ''), text);
  }
}

interface Found {
  readonly data: { readonly attempt?: Attempt };
  /** ISO 8601. */
  readonly seenAt: string;
  readonly locked: boolean;
  readonly staff: SessionStaff | null;
}

/** Sessions are stored and named under the hash of their id. */
export function sessionHash(sid: string): string {
  return createHash('sha256').update(sid).digest('hex');
}

/**
 * Changes what is one's own: the database asks the session itself and the clock, does nothing for one that is over, and
 * writes the event with the change.
 * @param call its last two arguments are added here: the moment, and what this process takes for the time.
 * @throws DomainError `not_found` where nothing was changed.
 */
export async function changeOwn(transactions: TransactionRunner, clock: Clock, call: string, values: readonly SqlValue[]): Promise<void> {
  const places = Array.from({ length: values.length + 2 }, (_, index) => `$${index + 1}`).join(', ');
  const [row] = await transactions.unsigned<{ done: boolean }>(`select ${call}(${places}) as done`, [...values, clock.now(), new Date()]);
  if (row?.done !== true) throw notFound();
}
