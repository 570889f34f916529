import { Injectable } from '@nestjs/common';
import { AuditTrail, type PersonValues } from '@madoguchi/audit';
import { newId, notFound, stale } from '@madoguchi/kernel';
import { type NewRow, newRow, type Tx } from '@madoguchi/platform';
import { type Actor, move, type Referral } from '../domain/referral';
import type { ReferralCommand, ReferralStatus } from '../domain/referral-status';
import { ReferralRepository, type StoredReferral } from '../persistence/referral.repository';
import { ReferralRow, ReferralStepRow } from '../persistence/referral.rows';

export interface ReferralSaved {
  readonly id: string;
  readonly version: number;
  readonly status: ReferralStatus;
}

/** A request that is about to move, and who moves it where. */
export interface Moving {
  readonly referral: StoredReferral;
  readonly actor: Actor;
  readonly next: ReferralStatus;
}

/** What else changes with a move: never the status, which follows from the table. */
export type ReferralChange = Partial<Omit<ReferralRow, 'id' | 'status' | 'version' | 'personId'>>;

interface Step {
  /** Coded. */
  readonly reason?: string | undefined;
  readonly note?: string | undefined;
  /** Rows that go in together with it. */
  readonly records?: readonly NewRow[] | undefined;
}

/** Why a request moves. What the rows wait for travels with the move. */
export interface StepReason extends Omit<Step, 'records'> {
  readonly records?: Promise<readonly NewRow[]>;
}

/** The one way in which a request moves: known state, known version, table, row, step, audit. */
@Injectable()
export class ReferralMoves {
  constructor(
    private readonly repository: ReferralRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Loads a request for a command. Two who press at once wait for each other: the second finds it moved, and not half of it.
   * @throws DomainError `not_found`, `stale`, `illegal_transition`, `own_decision`.
   */
  async begin(tx: Tx, id: string, version: number, command: ReferralCommand): Promise<Moving> {
    await this.repository.hold(tx, [id]);
    const referral = await this.repository.byId(tx, id);
    if (!referral) throw notFound();
    const actor = tx.actor;
    if (referral.version !== version) throw stale({ id, version: referral.version, status: referral.status });
    return { referral, actor, next: move(referral, command, actor) };
  }

  async finish(
    tx: Tx,
    { referral, actor, next }: Moving,
    command: ReferralCommand,
    change: ReferralChange,
    why: StepReason = {},
    values: readonly PersonValues[] = [],
  ): Promise<ReferralSaved> {
    const [records] = await Promise.all([why.records, tx.change(ReferralRow, referral.id, referral.version, { ...change, status: next })]);
    if (next !== referral.status || command === 'assign') await this.step(tx, referral, actor, next, { ...why, records });
    await this.audit.record(tx, {
      action: `referrals.${command.replace('_', '-')}`,
      subjects: [referral.personId],
      detail: { referralId: referral.id, from: referral.status, to: next },
      values,
    });
    return { id: referral.id, version: referral.version + 1, status: next };
  }

  /** Who moved it, when, from where to where; `referral` as it was before. */
  async step(tx: Tx, referral: Pick<Referral, 'id' | 'personId' | 'status' | 'version'>, actor: Actor, to: ReferralStatus, why: Step = {}): Promise<void> {
    const step = newRow(ReferralStepRow, {
      id: newId<'ReferralStep'>(),
      referralId: referral.id,
      personId: referral.personId,
      officeId: actor.officeId,
      staffId: actor.staffId,
      at: tx.now,
      requestVersion: referral.version + 1,
      fromStatus: referral.status,
      toStatus: to,
      reason: why.reason ?? null,
      note: why.note ?? null,
    });
    await tx.insertTogether(step, ...(why.records ?? []));
  }
}
