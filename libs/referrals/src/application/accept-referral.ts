import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { conflict } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { referralReply } from './follow-up-kinds';
import { ReferralMoves, type ReferralSaved } from './referral-moves';
import { Sendings } from './sendings';

/** 受理: the receiving office now supports the person, and keeps for good what it writes itself. */
@Injectable()
export class AcceptReferral {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly moves: ReferralMoves,
    private readonly clients: ClientsFacade,
    private readonly access: AccessFacade,
    private readonly sendings: Sendings,
    private readonly followUps: FollowUpsFacade,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<ReferralSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const moving = await this.moves.begin(tx, command.id, command.version, 'accept');
      const { referral, actor } = moving;
      const open = await this.access.openGroups(tx, referral.personId);
      // The receiver's own records of the person say nothing about what the sender's side may share now.
      if (!open.some((one) => one.group === 'basic' && one.sourceOrganisationId === referral.sourceOrganisationId)) {
        throw conflict('sharing_ended', '本人の同意の期限が切れたため、受理できません。差戻しを選び、同意の確認を依頼してください。', ['return', 'decline']);
      }
      await this.clients.beginWriting(tx, referral.personId);
      const saved = await this.moves.finish(tx, moving, 'accept', { assignedTo: referral.assignedTo ?? actor.staffId });
      await this.sendings.reply(tx, referral, { reply: 'accepted' });
      await this.followUps.settle(tx, referralReply, referral.id, 'done');
      return saved;
    });
  }
}
