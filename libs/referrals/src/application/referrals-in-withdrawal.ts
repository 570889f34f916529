import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type ConsentToWithdraw, disposalConfirmation, supportWithoutSharing, type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import { type FollowUpKind, FollowUpsFacade } from '@madoguchi/follow-ups';
import type { Tx } from '@madoguchi/platform';
import { isShared, onWithdrawal } from '../domain/referral';
import { ReferralRepository, type StoredReferral } from '../persistence/referral.repository';
import { ReferralRow } from '../persistence/referral.rows';
import { referralCorrect, referralDecide, referralReply } from './follow-up-kinds';
import { ReferralClock } from './referral-clock';
import { ReferralMoves } from './referral-moves';
import { Sendings } from './sendings';

/** What the receiver is asked for each request that it held: 返却・廃棄, and whether support goes on without sharing. */
const ASKED: readonly FollowUpKind[] = [disposalConfirmation, supportWithoutSharing];
const OWED: readonly FollowUpKind[] = [referralDecide, referralCorrect, referralReply];

/**
 * Withdrawal of consent: what has no reply is recalled, what was accepted stays accepted but is not shared any more.
 * The receiver is asked only about requests that reached it; where nothing was sent it never hears of the person.
 */
@Injectable()
export class ReferralsInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'referrals';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly repository: ReferralRepository,
    private readonly moves: ReferralMoves,
    private readonly sendings: Sendings,
    private readonly clock: ReferralClock,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async rehearse(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect> {
    const affected = await this.affected(tx, personId, consent);
    return {
      openReferrals: affected
        .filter((one) => one.status !== 'closed')
        .map(({ id, status, recipientOfficeName }) => ({ id, status, recipientOfficeName })),
      followUps: affected.filter(isShared).length * ASKED.length,
    };
  }

  async apply(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<void> {
    // A reply that comes in the same moment must not stop a withdrawal.
    for (const officeId of [...consent.recipientOfficeIds].sort()) await this.repository.holdPair(tx, personId, consent.sourceOfficeId, officeId);
    const affected = await this.affected(tx, personId, consent);
    const actor = tx.actor;
    for (const referral of affected) {
      const status = onWithdrawal(referral) === 'recall' ? 'recalled' : referral.status;
      await tx.change(ReferralRow, referral.id, referral.version, { status });
      await this.sendings.endSharing(tx, referral, 'withdrawn');
      await this.moves.step(tx, referral, actor, status, { reason: 'consent_withdrawn' });
      for (const kind of OWED) await this.followUps.settle(tx, kind, referral.id, 'void');
      if (isShared(referral)) await this.askReceiver(tx, referral);
    }
    if (affected.length === 0) return;
    await this.audit.record(tx, {
      action: 'referrals.end-sharing',
      subjects: [personId],
      detail: { consentId: consent.id, referralIds: affected.map((one) => one.id) },
    });
  }

  private async affected(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<readonly StoredReferral[]> {
    const affected: StoredReferral[] = [];
    for (const officeId of consent.recipientOfficeIds) {
      const pair = await this.repository.ofPair(tx, personId, consent.sourceOfficeId, officeId);
      affected.push(...pair.filter((one) => onWithdrawal(one) !== 'none'));
    }
    return affected;
  }

  private async askReceiver(tx: Tx, referral: StoredReferral): Promise<void> {
    const dueOn = await this.clock.disposalDue(tx, referral);
    for (const kind of ASKED) {
      await this.followUps.open(tx, {
        officeId: referral.recipientOfficeId,
        personId: referral.personId,
        municipalityId: referral.municipalityId,
        kind,
        subjectId: referral.id,
        dueOn,
        assigneeId: referral.assignedTo,
      });
    }
  }
}
