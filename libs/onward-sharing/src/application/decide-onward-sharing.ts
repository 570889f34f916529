import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { FollowUpsFacade } from '@madoguchi/follow-ups';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { decideOnward, type OnwardDecision } from '../domain/onward-sharing';
import { OnwardRepository } from '../persistence/onward.repository';
import { onwardDecision } from './follow-up-kinds';
import { OwnOnward } from './own-onward';

export interface DecideOnwardCommand {
  readonly id: string;
  readonly version: number;
  readonly decision: OnwardDecision;
  /** What is approved: all that was asked for, or a part. */
  readonly itemGroups: readonly string[];
  readonly note?: string | undefined;
}

/** 承諾: the office that gave the information answers, all or in part; the recipient sees it from the same moment. */
@Injectable()
export class DecideOnwardSharing {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly own: OwnOnward,
    private readonly repository: OnwardRepository,
    private readonly followUps: FollowUpsFacade,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: DecideOnwardCommand): Promise<{ readonly id: string; readonly version: number }> {
    return this.transactions.run(ctx, async (tx) => {
      const asked = await this.own.load(tx, command.id, command.version, 'origin');
      const { staffId } = tx.actor;
      const groups = decideOnward(asked, command, staffId);
      await this.own.mustBeDone(tx, asked, await this.repository.decide(tx, asked.id, command.version, groups, command.note ?? null));
      await this.followUps.settle(tx, onwardDecision, asked.id, 'done');
      await this.own.tell(tx, asked, asked.sourceOfficeId, asked.writtenBy);
      if (groups.length > 0) await this.own.tell(tx, asked, asked.recipientOfficeId, null);
      await this.audit.record(tx, {
        action: groups.length > 0 ? 'onward-sharing.approve' : 'onward-sharing.refuse',
        subjects: [asked.personId],
        detail: { onwardId: asked.id, recipientOfficeId: asked.recipientOfficeId, itemGroups: [...groups] },
      });
      return { id: asked.id, version: command.version + 1 };
    });
  }
}
