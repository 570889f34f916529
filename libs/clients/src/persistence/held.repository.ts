import { Injectable } from '@nestjs/common';
import { type ItemGroup, scope } from '@madoguchi/access';
import { columnOf, type Fields, type RecordOf, type Shown, type ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import { HOUSEHOLD, HOUSEHOLD_MEMBER, type MEMBERSHIP } from '../domain/records';

const OWN = 't.source_organisation_id = (select current_organisation())';

/** The records of a person that the acting organisation itself holds; nothing of other holders. */
@Injectable()
export class HeldRepository {
  async own<F extends Fields>(tx: Tx, record: RecordOf<F, ItemGroup>, personId: string): Promise<readonly (Shown<F> & { readonly id: string })[]> {
    return tx.query<Shown<F> & { id: string }>(
      `select t.id, ${columnsOf(record, 't')} from ${record.table} t ${scope('t', record.group)}
       where t.person_id = $1 and ${OWN} order by ${record.dated === null ? '' : `t.${columnOf(record.dated)}, `}t.id`,
      [personId],
    );
  }

  async memberships(tx: Tx, personId: string): Promise<readonly (ShownOf<typeof MEMBERSHIP> & { readonly id: string })[]> {
    return tx.query<ShownOf<typeof MEMBERSHIP> & { id: string }>(
      `select t.id, ${columnsOf(HOUSEHOLD, 'h')}, ${columnsOf(HOUSEHOLD_MEMBER, 't')}
       from household_member t ${scope('t', 'household')} join household h on h.id = t.household_id
       where t.person_id = $1 and ${OWN} order by t.joined_on, t.id`,
      [personId],
    );
  }
}
