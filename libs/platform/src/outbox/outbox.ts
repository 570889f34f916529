import { Injectable } from '@nestjs/common';
import { newId } from '@madoguchi/kernel';
import type { Tx } from '../database/tx';
import type { JobDeclaration, JobPayload } from '../queue/job';

/** Leaves a message with the caller's transaction; the relay hands it to the queue after commit. */
@Injectable()
export class Outbox {
  async put<P extends JobPayload>(tx: Tx, job: JobDeclaration<P>, payload: P): Promise<void> {
    await tx.write('insert into outbox (id, topic, payload, created_at) values ($1, $2, $3, $4)', [
      newId<'OutboxMessage'>(),
      job.name,
      JSON.stringify({ ...payload, requestId: tx.ctx.requestId }),
      tx.now,
    ]);
  }
}
