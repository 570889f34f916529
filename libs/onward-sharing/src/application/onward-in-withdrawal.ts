import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type ConsentToWithdraw, type WithdrawalEffect, type WithdrawalParticipant, WithdrawalParticipants } from '@madoguchi/consents';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { Tx } from '@madoguchi/platform';
import { OnwardRepository } from '../persistence/onward.repository';
import { onwardDecision } from './follow-up-kinds';
import { OwnOnward } from './own-onward';

/** Withdrawal of consent ends what was passed on under it, and what was passed on of information that came by it. */
@Injectable()
export class OnwardInWithdrawal implements WithdrawalParticipant, OnModuleInit {
  readonly room = 'onward-sharing';

  constructor(
    private readonly participants: WithdrawalParticipants,
    private readonly repository: OnwardRepository,
    private readonly own: OwnOnward,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async rehearse(tx: Tx, _personId: string, consent: ConsentToWithdraw): Promise<WithdrawalEffect> {
    const affected = await this.repository.under(tx, consent.id);
    return { onwardSharings: affected.length, followUps: affected.filter((one) => one.reached).length };
  }

  async apply(tx: Tx, personId: string, consent: ConsentToWithdraw): Promise<void> {
    const ended = await this.repository.endUnder(tx, consent.id);
    const { municipalityId, sourceOfficeId } = consent;
    for (const { id, recipientOfficeId, reached } of ended) {
      await this.followUps.settle(tx, onwardDecision, id, 'void');
      if (reached) await this.own.askForDisposal(tx, { id, personId, municipalityId, sourceOfficeId, recipientOfficeId });
    }
    if (ended.length === 0) return;
    await this.audit.record(tx, {
      action: 'onward-sharing.end-with-consent',
      subjects: [personId],
      detail: { consentId: consent.id, onwardIds: ended.map((one) => one.id) },
    });
  }
}
