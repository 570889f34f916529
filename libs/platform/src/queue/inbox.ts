import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/tx';
import type { HousekeepingTx } from '../database/housekeeping';

/** Remembers, in the transaction of the effect, that a message's effect is done; a second delivery finds it and skips. */
@Injectable()
export class Inbox {
  /** @returns false when this message was handled before. */
  async first(tx: Tx | HousekeepingTx, messageId: string, handler: string): Promise<boolean> {
    const rows = await tx.query<{ messageId: string }>(
      'insert into inbox (message_id, handler, done_at) values ($1, $2, $3) on conflict do nothing returning message_id',
      [messageId, handler, tx.now],
    );
    return rows.length === 1;
  }
}
