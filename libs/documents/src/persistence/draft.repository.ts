import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';

export interface Draft {
  readonly kind: string;
  readonly subject: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly savedAt: Date;
}

const OWN = 'd.staff_id = (select current_staff()) and d.office_id = (select current_office())';

/** Text not yet saved, of the acting member of staff at the acting office. */
@Injectable()
export class DraftRepository {
  async save(tx: Tx, kind: string, subject: string, body: Readonly<Record<string, unknown>>): Promise<void> {
    await tx.write(
      `insert into draft (staff_id, office_id, kind, subject, body, saved_at) values (current_staff(), current_office(), $1, $2, $3::jsonb, $4)
       on conflict (staff_id, office_id, kind, subject) do update set body = excluded.body, saved_at = excluded.saved_at`,
      [kind, subject, JSON.stringify(body), tx.now],
    );
  }

  async find(tx: Tx, kind: string, subject: string): Promise<Draft | undefined> {
    const [row] = await tx.query<Draft>(
      `select d.kind, d.subject, d.body, d.saved_at as "savedAt" from draft d where d.kind = $1 and d.subject = $2 and ${OWN}`,
      [kind, subject],
    );
    return row;
  }

  async list(tx: Tx): Promise<readonly Omit<Draft, 'body'>[]> {
    return tx.query(`select d.kind, d.subject, d.saved_at as "savedAt" from draft d where ${OWN} order by d.saved_at desc limit 50`);
  }

  async discard(tx: Tx, kind: string, subject: string): Promise<void> {
    await tx.write(`delete from draft d where d.kind = $1 and d.subject = $2 and ${OWN}`, [kind, subject]);
  }
}
