import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { type DueItem, FollowUpsFacade, remindJob } from '@madoguchi/follow-ups';
import type { IsoDate, PersonId } from '@madoguchi/kernel';
import { type Ctx, Outbox, TransactionRunner, type Tx } from '@madoguchi/platform';
import { documentDate, type Referral } from '../domain/referral';
import { ReferralRepository } from '../persistence/referral.repository';
import { referralDecide, referralReply } from './follow-up-kinds';
import { Packet } from './packet';
import { ReferralClock } from './referral-clock';
import { ReferralMoves, type ReferralSaved } from './referral-moves';
import { Sendings } from './sendings';

export interface DecideReferralCommand {
  readonly id: string;
  readonly version: number;
  /** Absent: today. */
  readonly sentOn?: IsoDate | undefined;
}

/**
 * 決裁: the request gets its number and goes out in the head's name. Consent is asked once more, because it may have been
 * withdrawn since; from this moment the receiver sees what it covers, and its clock runs.
 */
@Injectable()
export class DecideReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly packet: Packet,
    private readonly sendings: Sendings,
    private readonly clock: ReferralClock,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly repository: ReferralRepository,
    private readonly outbox: Outbox,
  ) {}

  async run(ctx: Ctx, command: DecideReferralCommand): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'decide');
      const { referral, actor } = moving;
      const [replyDueOn] = await Promise.all([this.clock.replyDue(tx, referral), this.packet.check(tx, referral.personId, referral.recipientOfficeId, this.repository.parts(tx, referral.id, null))]);
      const sentOn = documentDate(referral, command.sentOn, tx.today);
      // The number is drawn in the message that moves the request: nothing that is refused takes one.
      const sending = this.sendings.prepare(tx, referral, actor.staffId, { sentOn, replyDueOn });
      const saved = await this.moves.finish(tx, moving, 'decide', { sendingId: sending.id, assignedTo: null }, { records: sending.rows });
      const documentNumber = await sending.documentNumber;
      await this.repository.sealParts(tx, referral.id, sending.id);
      await this.access.syncConsents(tx, referral.personId as PersonId);
      await this.followUps.settle(tx, referralDecide, referral.id, 'done');
      await this.startClock(tx, referral, documentNumber, replyDueOn);
      return saved;
    });
  }

  /** The receiver owes the reply, the sender waits for it; the arrival is shown at once. */
  private async startClock(tx: Tx, referral: Referral, documentNumber: string, replyDueOn: IsoDate): Promise<void> {
    const reply: Omit<DueItem, 'officeId' | 'assigneeId'> = {
      personId: referral.personId,
      municipalityId: referral.municipalityId,
      kind: referralReply,
      subjectId: referral.id,
      milestone: documentNumber,
      dueOn: replyDueOn,
    };
    const [arrived] = await this.followUps.openAll(tx, [
      { ...reply, officeId: referral.recipientOfficeId, assigneeId: null },
      { ...reply, officeId: referral.sourceOfficeId, assigneeId: referral.writtenBy, waiting: true },
    ]);
    await this.outbox.put(tx, remindJob, { followUpId: arrived, remindOn: tx.today });
  }
}
