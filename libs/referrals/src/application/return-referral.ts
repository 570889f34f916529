import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import type { PersonId, TypedOf } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { codesOf, ReferenceFacade } from '@madoguchi/reference';
import { RETURN_ENTRY } from '../domain/records';
import { Correction } from './correction';
import { referralReply } from './follow-up-kinds';
import { ReferralMoves, type ReferralSaved } from './referral-moves';
import { Sendings } from './sendings';

export interface ReturnReferralCommand extends Readonly<TypedOf<typeof RETURN_ENTRY>> {
  readonly id: string;
  readonly version: number;
}

/** 差戻し(補正): sharing pauses until the request is sent again. */
@Injectable()
export class ReturnReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly reference: ReferenceFacade,
    private readonly sendings: Sendings,
    private readonly access: AccessFacade,
    private readonly followUps: FollowUpsFacade,
    private readonly correction: Correction,
  ) {}

  async run(ctx: Ctx, command: ReturnReferralCommand): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'return');
      await this.reference.requireCodes(tx, tx.today, codesOf(RETURN_ENTRY, command));
      const saved = await this.moves.finish(tx, moving, 'return', {}, { reason: command.reason, note: command.note });
      await this.sendings.reply(tx, moving.referral, { reply: 'returned', replyReason: command.reason, replyNote: command.note ?? null });
      await this.followUps.settle(tx, referralReply, command.id, 'done');
      await this.correction.open(tx, moving.referral, saved);
      await this.access.syncConsents(tx, moving.referral.personId as PersonId);
      return saved;
    });
  }
}
