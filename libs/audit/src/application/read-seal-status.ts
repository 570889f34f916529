import { Injectable } from '@nestjs/common';
import { type Ctx, LookAround, type Surroundings, TransactionRunner } from '@madoguchi/platform';
import { GRACE_MS } from '../domain/verify';

export interface SealStatus {
  readonly sealedAt: Date | null;
  /** Time of the oldest event that is not sealed. */
  readonly unsealedSince: Date | null;
  readonly lagSeconds: number;
  readonly late: boolean;
  /** The transaction behind which nothing can be sealed, once that lasts too long. */
  readonly heldBy: { readonly role: string; readonly pid: number; readonly seconds: number } | null;
}

interface StateRow {
  readonly sealedAt: Date | null;
  readonly unsealedSince: Date | null;
  readonly role: string | null;
  readonly pid: number | null;
  readonly seconds: number | null;
}

/** Whether sealing keeps up, and if not, who holds it; and what else goes on beside the apis. Nothing of a person or an event is in it, so reading it is no look. */
@Injectable()
export class ReadSealStatus {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly lookAround: LookAround,
  ) {}

  async run(ctx: Ctx): Promise<SealStatus & Surroundings> {
    return this.transactions.read(ctx, async (tx) => {
      const [around, [row]] = await Promise.all([
        this.lookAround.run(tx),
        tx.query<StateRow>('select sealed_at as "sealedAt", unsealed_since as "unsealedSince", role, pid, seconds from audit_seal_state()'),
      ]);
      const { sealedAt = null, unsealedSince = null, role = null, pid = null, seconds = null } = row ?? {};
      const lag = unsealedSince === null ? 0 : Math.max(0, tx.now.getTime() - unsealedSince.getTime());
      const held = role !== null && pid !== null && seconds !== null && seconds * 1_000 > GRACE_MS;
      return { ...around, sealedAt, unsealedSince, lagSeconds: Math.round(lag / 1_000), late: lag > GRACE_MS, heldBy: held ? { role, pid, seconds } : null };
    });
  }
}
