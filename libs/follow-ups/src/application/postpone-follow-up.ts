import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { type IsoDate, notFound, requireVersion } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { postpone } from '../domain/follow-up';
import { followUpKindOf } from '../domain/follow-up-kind';
import { FollowUpRepository } from '../persistence/follow-up.repository';
import { FollowUpRow } from '../persistence/follow-up.row';
import type { FollowUpSaved } from './follow-up-saved';

/** 期限変更: the reminder of the old date does not count for the new one. */
@Injectable()
export class PostponeFollowUp {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: FollowUpRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, command: { readonly id: string; readonly version: number; readonly dueOn: IsoDate }): Promise<FollowUpSaved> {
    return this.transactions.run(ctx, async (tx) => {
      const item = await this.repository.byId(tx, command.id);
      if (!item) throw notFound();
      requireVersion(item, command.version);
      const dueOn = postpone({ ...item, kind: followUpKindOf(item.kind) }, command.dueOn, tx.today);
      await tx.change(FollowUpRow, item.id, command.version, { dueOn, remindOn: null });
      await this.audit.record(tx, {
        action: 'follow-ups.postpone',
        subjects: [item.personId],
        detail: { followUpId: item.id, dueOn: command.dueOn },
      });
      return { id: item.id, version: command.version + 1 };
    });
  }
}
