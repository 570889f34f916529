import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { finish } from '../domain/follow-up';
import { followUpKindOf } from '../domain/follow-up-kind';
import { FollowUpRepository } from '../persistence/follow-up.repository';
import { FollowUpRow } from '../persistence/follow-up.row';
import type { FollowUpSaved } from './follow-up-saved';

/** Ends what no record ends: tasks and confirmations. */
@Injectable()
export class FinishFollowUp {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: FollowUpRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number }): Promise<FollowUpSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const item = await this.repository.byId(tx, command.id);
      if (!item) throw notFound();
      requireVersion(item, command.version);
      await tx.change(FollowUpRow, item.id, command.version, { status: finish({ ...item, kind: followUpKindOf(item.kind) }), closedAt: tx.now });
      await this.audit.record(tx, {
        action: 'follow-ups.finish',
        subjects: [item.personId],
        detail: { followUpId: item.id, kind: item.kind },
      });
      return { id: item.id, version: command.version + 1 };
    });
  }
}
