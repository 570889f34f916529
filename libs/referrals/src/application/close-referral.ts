import { Injectable } from '@nestjs/common';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { ReferralMoves, type ReferralSaved } from './referral-moves';

/**
 * 終了: the support that was asked for is over. Closing does not end sharing: retention is followed up afterwards, and
 * what consent lets through ends with the consent alone.
 */
@Injectable()
export class CloseReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'close');
      return this.moves.finish(tx, moving, 'close', {});
    });
  }
}
