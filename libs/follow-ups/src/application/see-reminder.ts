import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { FollowUpRepository } from '../persistence/follow-up.repository';

/** Puts a reminder away. What it reminds of stays due. */
@Injectable()
export class SeeReminder {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly repository: FollowUpRepository,
    private readonly audit: AuditTrail,
  ) {}

  async run(ctx: Ctx, id: string): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const reminder = await this.repository.reminder(tx, id);
      if (!reminder) throw notFound();
      await this.repository.putAway(tx, id);
      await this.audit.record(tx, { action: 'follow-ups.see-reminder', subjects: [reminder.personId], detail: { reminderId: id, followUpId: reminder.followUpId } });
      return { id };
    });
  }
}
