import { Injectable } from '@nestjs/common';
import { notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';

/** Puts a reminder away. What it reminds of stays due. */
@Injectable()
export class SeeReminder {
  constructor(private readonly transactions: TransactionRunner) {}

  async run(ctx: Ctx, id: string): Promise<{ readonly id: string }> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await tx.query<{ id: string }>('select r.id from reminder r where r.id = $1 and r.office_id = (select current_office())', [id]);
      if (found.length === 0) throw notFound();
      await tx.query('update reminder set seen_at = coalesce(seen_at, $2) where id = $1', [id, tx.now]);
      return { id };
    });
  }
}
