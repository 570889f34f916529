import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { mayEndOnward } from '../domain/onward-sharing';
import { OnwardRepository } from '../persistence/onward.repository';
import { onwardDecision } from './follow-up-kinds';
import { OwnOnward } from './own-onward';

/** The passing office takes it back, or the origin its approval: asked or working, at any time. What was shown is to be returned. */
@Injectable()
export class EndOnwardSharing {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnOnward,
    private readonly repository: OnwardRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(
    ctx: Ctx,
    command: { readonly id: string; readonly version: number; readonly side: 'passing' | 'origin' },
  ): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const onward = await this.own.load(tx, command.id, command.version, command.side);
      mayEndOnward(onward);
      await this.own.mustBeDone(tx, onward, await this.repository.end(tx, onward.id, command.version));
      await this.followUps.settle(tx, onwardDecision, onward.id, 'void');
      if (onward.decision === 'approved') await this.own.askForDisposal(tx, onward);
      await this.audit.record(tx, {
        action: command.side === 'passing' ? 'onward-sharing.end' : 'onward-sharing.revoke',
        subjects: [onward.personId],
        detail: { onwardId: onward.id, recipientOfficeId: onward.recipientOfficeId },
      });
      return { id: onward.id, version: command.version + 1 };
    });
  }
}
