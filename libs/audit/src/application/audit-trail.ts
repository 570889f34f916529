import { Inject, Injectable } from '@nestjs/common';
import { type Settings, SETTINGS, TransactionRunner, type Tx } from '@madoguchi/platform';
import type { PersonValues } from '../domain/values';
import { SealedValues } from './sealed-values';

export interface AuditEntry {
  /** What was done, as `<room>.<verb>`, in small letters with hyphens: `clients.close-case`. */
  readonly action: string;
  /** Persons that were looked at or changed. */
  readonly subjects: readonly string[];
  /** Codes, field names, ids, counts; never a value that a person is known by. */
  readonly detail?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** What a write changed, person by person (`changeOf`); stored encrypted with a key of that person. */
  readonly values?: readonly PersonValues[];
  /** What was searched for; stored encrypted with a key of the month. */
  readonly searched?: string;
}

/**
 * Writes the record of a look or a change in the caller's transaction, in the message that commits it: if it cannot be
 * recorded, it does not happen.
 */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly sealedValues: SealedValues,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async record(tx: Tx, entry: AuditEntry): Promise<void> {
    const sealed = await this.sealedValues.seal(tx, entry.action, entry.values ?? [], entry.searched);
    tx.atLast('select audit_append($1, $2::uuid[], $3::jsonb, $4::jsonb)', [
      entry.action,
      [...new Set(entry.subjects)],
      JSON.stringify(entry.detail ?? {}),
      sealed.length > 0 ? JSON.stringify(sealed) : null,
    ]);
  }

  /**
   * What is done to an account under no assignment: signing in, a wrong password, another second factor. It is recorded
   * first: what cannot be recorded does not happen. Nothing of the session or the secret stands in it.
   * @param staffId absent where nobody is known yet: somebody whom the identity provider knows and we do not.
   */
  async recordAccount(action: string, staffId: string | undefined, detail: Readonly<Record<string, string | boolean>> = {}): Promise<void> {
    await this.transactions.unsigned('select audit_append($1, $2::uuid[], $3::jsonb, null, $4)', [
      action,
      [],
      JSON.stringify({ ...(staffId === undefined ? {} : { staffId }), ...detail }),
      this.settings.clock.now(),
    ]);
  }
}
