import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { IdentityFacade } from '@madoguchi/identity';
import { notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { mustBeOpen } from '../domain/follow-up';
import { FollowUpRepository } from '../persistence/follow-up.repository';
import { FollowUpRow } from '../persistence/follow-up.row';
import type { FollowUpSaved } from './follow-up-saved';

/** 担当替え: the item leaves the one's lists and comes to the other as new. */
@Injectable()
export class ReassignFollowUp {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly identity: IdentityFacade,
    private readonly repository: FollowUpRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly staffId: string }): Promise<FollowUpSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const item = await this.repository.byId(tx, command.id);
      if (!item) throw notFound();
      requireVersion(item, command.version);
      mustBeOpen(item);
      await this.identity.requireColleague(tx, command.staffId, 'staffId');
      await tx.change(FollowUpRow, item.id, command.version, { assigneeId: command.staffId, assignedAt: tx.now });
      await this.audit.record(tx, {
        action: 'follow-ups.reassign',
        subjects: [item.personId],
        detail: { followUpId: item.id, from: item.assigneeId ?? 'tray', to: command.staffId },
      });
      return { id: item.id, version: command.version + 1 };
    });
  }
}
