import { Injectable } from '@nestjs/common';
import type { Tx } from '@madoguchi/platform';

export interface DraftLine {
  readonly kind: string;
  readonly subject: string;
  readonly savedAt: Date;
}

/** Which texts the acting person has not finished in the acting office, newest first; never what is in them. */
@Injectable()
export class DraftLines {
  async mine(tx: Tx): Promise<readonly DraftLine[]> {
    return tx.query<DraftLine>(
      `select d.kind, d.subject, d.saved_at as "savedAt" from draft d
       where d.staff_id = (select current_staff()) and d.office_id = (select current_office())
       order by d.saved_at desc, d.kind, d.subject`,
    );
  }
}
