import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import { invalidField, type IsoDate, newId, storedOf } from '@madoguchi/kernel';
import { newRow, type Tx } from '@madoguchi/platform';
import { IdentityFacade } from '@madoguchi/identity';
import { HEAD } from '../domain/client';
import { HOUSEHOLD, type HouseholdEntry } from '../domain/records';
import { HouseholdMemberRow, HouseholdRow } from '../persistence/client.rows';
import type { Provenance } from './written-here';

export interface KnownHousehold {
  readonly id: string;
  readonly hasHead: boolean;
}

/** Puts a person into the household of a ケース番号, which is opened with its first member. The caller holds the number locked. */
@Injectable()
export class JoinHousehold {
  constructor(private readonly identity: IdentityFacade) {}

  /** The household of the ケース番号, where there is one. */
  async find(tx: Tx, entry: HouseholdEntry): Promise<KnownHousehold | undefined> {
    const [[known]] = await Promise.all([this.known(tx, entry.caseNumber), entry.districtWorkerId && this.identity.requireColleague(tx, entry.districtWorkerId, 'districtWorkerId')]);
    return known;
  }

  async join(tx: Tx, row: Provenance, known: KnownHousehold | undefined, entry: HouseholdEntry & { readonly isHead: boolean }, joinedOn: IsoDate): Promise<void> {
    if (known?.hasHead && entry.isHead) {
      throw invalidField('relation', 'second_head', 'この世帯にはすでに世帯主がいます。続柄を確かめてください。');
    }
    const householdId = known?.id ?? newId<'Household'>();
    const { personId: _notOfTheHousehold, ...own } = row;
    const household = newRow(HouseholdRow, { id: householdId, ...own, ...storedOf(HOUSEHOLD, entry) });
    const { relation } = entry;
    const member = newRow(HouseholdMemberRow, { id: newId<'HouseholdMember'>(), ...row, householdId, relation, joinedOn, leftOn: 'infinity' });
    await tx.insertTogether(...(known ? [] : [household]), member);
  }

  private async known(tx: Tx, caseNumber: string): Promise<readonly KnownHousehold[]> {
    return tx.query<KnownHousehold>(
      `select h.id, exists (
         select 1 from household_member m ${scope('m', 'household')} where m.household_id = h.id and m.left_on = 'infinity'
           and exists (select 1 from code c where c.kind = 'relation' and c.code = m.relation and c.means = $2)) as has_head
       from household h where h.source_office_id = (select current_office()) and h.case_number = $1`,
      [caseNumber, HEAD],
    );
  }
}
