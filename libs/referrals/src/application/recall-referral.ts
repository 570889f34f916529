import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { PersonId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { referralCorrect, referralDecide, referralReply } from './follow-up-kinds';
import { ReferralMoves, type ReferralSaved } from './referral-moves';
import { Sendings } from './sendings';

/** 取下げ, before there is a reply: sharing ends, and nobody owes anything any more. */
@Injectable()
export class RecallReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly sendings: Sendings,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly reason?: string | undefined }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'recall');
      const { referral } = moving;
      const saved = await this.moves.finish(tx, moving, 'recall', {}, { note: command.reason });
      await this.sendings.endSharing(tx, referral, 'recalled');
      for (const kind of [referralDecide, referralCorrect, referralReply]) {
        await this.followUps.settle(tx, kind, referral.id, 'void');
      }
      await this.access.syncConsents(tx, referral.personId as PersonId);
      return saved;
    });
  }
}
