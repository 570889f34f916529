import { Injectable } from '@nestjs/common';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferralRepository } from '../persistence/referral.repository';
import { referralCorrect, referralDecide } from './follow-up-kinds';
import { Packet } from './packet';
import { ReferralClock } from './referral-clock';
import { ReferralMoves, type ReferralSaved } from './referral-moves';

/** Puts a draft up for decision (決裁): it lies in the office's tray until somebody else decides. */
@Injectable()
export class SubmitReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly packet: Packet,
    private readonly clock: ReferralClock,
    private readonly followUps: FollowUpsFacade,
    private readonly repository: ReferralRepository,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'submit');
      const { referral } = moving;
      const [dueOn] = await Promise.all([
        this.clock.decisionDue(tx, referral.sourceOfficeId),
        this.packet.check(tx, referral.personId, referral.recipientOfficeId, this.repository.parts(tx, referral.id, null)),
      ]);
      const saved = await this.moves.finish(tx, moving, 'submit', { submittedAt: tx.now });
      await this.followUps.settle(tx, referralCorrect, referral.id, 'done');
      await this.followUps.open(tx, {
        officeId: referral.sourceOfficeId,
        personId: referral.personId,
        municipalityId: referral.municipalityId,
        kind: referralDecide,
        subjectId: referral.id,
        milestone: `v${saved.version}`,
        dueOn,
        assigneeId: null,
      });
      return saved;
    });
  }
}
