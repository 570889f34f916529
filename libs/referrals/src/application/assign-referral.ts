import { Injectable } from '@nestjs/common';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { IdentityFacade } from '@madoguchi/identity';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { referralReply } from './follow-up-kinds';
import { type Moving, ReferralMoves, type ReferralSaved } from './referral-moves';

/** The receiving office says who works on a request: somebody takes it, or it is given to a colleague. */
@Injectable()
export class AssignReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly identity: IdentityFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async take(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'take');
      return this.hand(tx, moving, 'take', moving.actor.staffId);
    });
  }

  async assign(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly staffId: string }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'assign');
      const colleague = await this.identity.requireColleague(tx, command.staffId, 'staffId');
      return this.hand(tx, moving, 'assign', colleague.id);
    });
  }

  private async hand(tx: Tx, moving: Moving, command: 'take' | 'assign', staffId: string): Promise<ReferralSaved> {
    const saved = await this.moves.finish(tx, moving, command, { assignedTo: staffId });
    await this.followUps.hand(tx, referralReply, moving.referral.id, staffId);
    return saved;
  }
}
