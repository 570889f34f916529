import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { FollowUpsFacade, remindJob, task } from '@madoguchi/follow-ups';
import type { PersonId, TypedOf } from '@madoguchi/kernel';
import { type Ctx, Outbox, TransactionRunner, type Tx } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { DECLINE_ENTRY } from '../domain/records';
import type { Referral } from '../domain/referral';
import { referralReply } from './follow-up-kinds';
import { ReferralMoves, type ReferralSaved } from './referral-moves';
import { Sendings } from './sendings';

export interface DeclineReferralCommand extends Readonly<TypedOf<typeof DECLINE_ENTRY>> {
  readonly id: string;
  readonly version: number;
}

/** 不可: an end. Sharing ends with it, and the sender has to look for another way. */
@Injectable()
export class DeclineReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly reference: ReferenceFacade,
    private readonly sendings: Sendings,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly outbox: Outbox,
  ) {}

  async run(ctx: Ctx, command: DeclineReferralCommand): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'decline');
      await this.reference.requireCodes(tx, tx.today, codesOf(DECLINE_ENTRY, command));
      const saved = await this.moves.finish(tx, moving, 'decline', {}, { reason: command.declinedBy, note: command.note });
      await this.sendings.reply(tx, moving.referral, { reply: 'declined', declinedBy: command.declinedBy, replyNote: command.note ?? null });
      await this.followUps.settle(tx, referralReply, command.id, 'done');
      await this.tellSender(tx, moving.referral);
      await this.access.syncConsents(tx, moving.referral.personId as PersonId);
      return saved;
    });
  }

  /** A declined request that nobody reads is a person whom nobody supports. */
  private async tellSender(tx: Tx, referral: Referral): Promise<void> {
    const followUpId = await this.followUps.open(tx, {
      officeId: referral.sourceOfficeId,
      personId: referral.personId,
      municipalityId: referral.municipalityId,
      kind: task,
      subjectId: referral.id,
      milestone: 'declined',
      dueOn: tx.today,
      assigneeId: referral.writtenBy,
    });
    await this.outbox.put(tx, remindJob, { followUpId, remindOn: tx.today });
  }
}
