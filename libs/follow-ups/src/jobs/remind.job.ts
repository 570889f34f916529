import { Injectable } from '@nestjs/common';
import { newId } from '@madoguchi/kernel';
import { declareJob, HandlesJob, Housekeeping, Inbox, type JobHandler, type JobMessage } from '@madoguchi/platform';

type Remind = Readonly<{ followUpId: string; remindOn: string }>;

/** Shows an open item to whom it belongs, on a day. */
export const remindJob = declareJob<Remind>('follow-ups.remind');

/** One reminder a day and item, however often the message comes; none for what was closed in the meantime. */
@Injectable()
@HandlesJob(remindJob)
export class RemindHandler implements JobHandler<Remind> {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly inbox: Inbox,
  ) {}

  async handle(message: JobMessage<Remind>): Promise<void> {
    await this.housekeeping.run(async (tx) => {
      if (!(await this.inbox.first(tx, message.id, remindJob.name))) return;
      await tx.query(
        `insert into reminder (id, follow_up_id, office_id, staff_id, remind_on, created_at)
         select $1, f.id, f.office_id, f.assignee_id, $3, $4 from follow_up f where f.id = $2 and f.status = 'open'
         on conflict (follow_up_id, remind_on) do nothing`,
        [newId<'Reminder'>(), message.payload.followUpId, message.payload.remindOn, tx.now],
      );
    });
  }
}
