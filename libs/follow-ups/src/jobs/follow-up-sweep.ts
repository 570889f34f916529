import { Injectable } from '@nestjs/common';
import { Housekeeping, type RepeatedWork, Repeats } from '@madoguchi/platform';
import { remindJob } from './remind.job';

const BATCH = 200;

/**
 * The due row is the truth: each minute the sweep claims what is due and has not been reminded of today, and leaves a
 * message for each with its transaction. Any number of workers may sweep; a claimed row is passed over by the others.
 */
@Injectable()
@Repeats(60_000)
export class FollowUpSweep implements RepeatedWork {
  constructor(private readonly housekeeping: Housekeeping) {}

  /** @returns how many items were claimed, until none is left. */
  async run(): Promise<number> {
    let claimed = 0;
    for (let last = BATCH; last === BATCH; claimed += last) last = await this.batch();
    return claimed;
  }

  private async batch(): Promise<number> {
    return this.housekeeping.run(async (tx) => {
      const marked = await tx.query<{ id: string }>(
        `with due as (
           select f.id from follow_up f
           where f.status = 'open' and f.due_on <= app_today() and f.reminded_on is distinct from app_today()
           order by f.due_on, f.id limit ${BATCH} for update skip locked),
         marked as (update follow_up f set reminded_on = app_today() from due where f.id = due.id returning f.id)
         insert into outbox (id, topic, payload, created_at)
         select gen_random_uuid(), $1,
           jsonb_build_object('followUpId', m.id, 'remindOn', app_today(), 'requestId', 'sweep'), app_now()
         from marked m returning id`,
        [remindJob.name],
      );
      if (marked.length > 0) {
        await tx.query('select audit_append($1, $2::uuid[], $3::jsonb)', ['follow-ups.sweep', [], JSON.stringify({ claimed: marked.length })]);
      }
      return marked.length;
    });
  }
}
