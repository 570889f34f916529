import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ClientsFacade } from '@madoguchi/clients';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type HandoverParticipant, HandoverParticipants, type HeldItem } from '@madoguchi/identity';
import type { Tx } from '@madoguchi/platform';
import { ReferralRepository, type StoredReferral } from '../persistence/referral.repository';
import { ReferralRow } from '../persistence/referral.rows';
import { referralReply } from './follow-up-kinds';
import { ReferralMoves } from './referral-moves';

/** 支援要請の担当: what the acting office has received and somebody works on. A change of hands is no change of state. */
@Injectable()
export class ReferralsOfAssignee implements HandoverParticipant, OnModuleInit {
  readonly kind = 'referral';

  constructor(
    private readonly participants: HandoverParticipants,
    private readonly repository: ReferralRepository,
    private readonly moves: ReferralMoves,
    private readonly clients: ClientsFacade,
    private readonly followUps: FollowUpsFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return this.repository.assignees(tx);
  }

  async held(tx: Tx, staffId: string): Promise<readonly HeldItem[]> {
    return this.present(tx, await this.repository.assignedTo(tx, staffId));
  }

  async handOver(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<readonly HeldItem[]> {
    await this.repository.hold(tx, ids);
    const wanted = new Set(ids);
    const moving = (await this.repository.assignedTo(tx, from)).filter((one) => wanted.has(one.id));
    const actor = tx.actor;
    for (const referral of moving) {
      await tx.change(ReferralRow, referral.id, referral.version, { assignedTo: to });
      await this.moves.step(tx, referral, actor, referral.status, {});
      await this.followUps.hand(tx, referralReply, referral.id, to);
    }
    return this.present(tx, moving);
  }

  private async present(tx: Tx, referrals: readonly StoredReferral[]): Promise<readonly HeldItem[]> {
    const labels = await this.clients.numbersAndNames(tx, referrals.map((one) => one.personId));
    return referrals.map(({ id, personId, status, replyDueOn, documentNumber }) => {
      const known = labels.get(personId);
      const label = [documentNumber, known?.number, known?.familyName, known?.givenName, known?.protected ? 'DV等支援措置' : null].filter((word) => word != null).join(' ');
      return { id, personIds: [personId], label, state: status, on: replyDueOn };
    });
  }
}
