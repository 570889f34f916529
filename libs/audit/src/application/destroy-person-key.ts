import { Injectable } from '@nestjs/common';
import { conflict } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';

/**
 * For disposal: what was recorded of a person's values can be read by nobody any more, the record itself stays and stays
 * sound. The database refuses before every fiscal year in which the person has facts is closed (確定). No table says yet
 * which years are, so it refuses always; until then the owner's command `destroy-person-key` is the one way. The function
 * `audit_years_closed` is what a later schema step replaces.
 */
@Injectable()
export class DestroyPersonKey {
  /** @throws DomainError `year_not_closed`. */
  async run(tx: Tx, personId: string): Promise<void> {
    const [row] = await tx.query<{ done: boolean }>('select audit_destroy_person_key($1) as done', [personId]);
    if (!row?.done) throw conflict('year_not_closed', '確定していない年度の実績に関わるため、廃棄できません。');
  }
}
