import { Injectable } from '@nestjs/common';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { Correction } from './correction';
import { referralDecide } from './follow-up-kinds';
import { ReferralMoves, type ReferralSaved } from './referral-moves';

/** Not decided: goes back to who wrote it, with the reason in words. Stays inside the office. */
@Injectable()
export class SendBackReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly followUps: FollowUpsFacade,
    private readonly correction: Correction,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly reason: string }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'send_back');
      const saved = await this.moves.finish(tx, moving, 'send_back', {}, { note: command.reason });
      await this.followUps.settle(tx, referralDecide, command.id, 'done');
      await this.correction.open(tx, moving.referral, saved);
      return saved;
    });
  }
}
