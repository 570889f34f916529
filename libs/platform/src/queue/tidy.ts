import { Injectable } from '@nestjs/common';
import { Housekeeping } from '../database/housekeeping';
import { Repeats } from './find-jobs';
import type { RepeatedWork } from './job';

/** Sweeps away what has served its time: ended sessions, old answers to repeated commands, the memory of old messages. */
@Injectable()
@Repeats(600_000)
export class Tidy implements RepeatedWork {
  constructor(private readonly housekeeping: Housekeeping) {}

  async run(): Promise<void> {
    await this.housekeeping.run(async (tx) => {
      await tx.query('delete from session where expires_at < $1', [tx.now]);
      await tx.query("delete from sign_in_try where failed_at < $1::timestamptz - interval '1 day'", [tx.now]);
      await tx.query("delete from idempotency_key where created_at < $1::timestamptz - interval '3 days'", [tx.now]);
      // A message is sent again for as long as it stands in the outbox; its memory must outlive it by far.
      await tx.query(
        "delete from inbox i where i.done_at < $1::timestamptz - interval '14 days' and not exists (select 1 from outbox o where o.id = i.message_id)",
        [tx.now],
      );
      await tx.query("delete from worker_heartbeat where beat_at < clock_timestamp() - interval '1 hour'");
    });
  }
}
