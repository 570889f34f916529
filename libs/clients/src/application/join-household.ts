import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import { invalidField, type IsoDate, newId, storedOf } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { IdentityFacade } from '@madoguchi/identity';
import { HOUSEHOLD, type HouseholdEntry } from '../domain/records';
import { HouseholdMemberRow, HouseholdRow } from '../persistence/client.rows';

interface OwnRow {
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly sourceOrganisationId: string;
  readonly writtenBy: string;
  readonly enteredAt: Date;
  readonly version: number;
}

/** Puts a person into the household of a ケース番号, which is opened with its first member. */
@Injectable()
export class JoinHousehold {
  constructor(private readonly identity: IdentityFacade) {}

  async join(tx: Tx, row: OwnRow, entry: HouseholdEntry, joinedOn: IsoDate): Promise<void> {
    if (entry.districtWorkerId) await this.identity.requireColleague(tx, entry.districtWorkerId, 'districtWorkerId');
    const [known] = await tx.query<{ id: string; hasHead: boolean }>(
      `select h.id, exists (
         select 1 from household_member m ${scope('m', 'household')} where m.household_id = h.id and m.relation = 'head' and m.left_on = 'infinity') as has_head
       from household h where h.source_office_id = (select current_office()) and h.case_number = $1`,
      [entry.caseNumber],
    );
    if (known?.hasHead && entry.relation === 'head') {
      throw invalidField('relation', 'second_head', 'この世帯にはすでに世帯主がいます。続柄を確かめてください。');
    }
    const householdId = known?.id ?? newId<'Household'>();
    if (!known) {
      const { personId: _notOfTheHousehold, ...own } = row;
      await tx.insert(HouseholdRow, { id: householdId, ...own, ...storedOf(HOUSEHOLD, entry) });
    }
    await tx.insert(HouseholdMemberRow, {
      id: newId<'HouseholdMember'>(),
      ...row,
      householdId,
      relation: entry.relation,
      joinedOn,
      leftOn: 'infinity',
    });
  }
}
