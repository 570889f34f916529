import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { Tx } from '@madoguchi/platform';

export interface HeldRows {
  readonly basics: readonly { readonly id: string; readonly name: string; readonly kana: string; readonly birthDate: string; readonly sex: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly postalCode: string | null;
    readonly address: string | null;
    readonly phone: string | null;
    readonly contactNote: string | null;
  }[];
  readonly health: readonly { readonly id: string; readonly conditionNote: string; readonly obstacleNote: string }[];
  readonly work: readonly { readonly id: string; readonly historyNote: string; readonly licenceNote: string; readonly wishNote: string }[];
  readonly statuses: readonly { readonly id: string; readonly status: string; readonly validFrom: string; readonly validUntil: string | null }[];
  readonly households: readonly {
    readonly id: string;
    readonly caseNumber: string;
    readonly type: string;
    readonly relation: string;
    readonly joinedOn: string;
    readonly leftOn: string | null;
  }[];
  readonly cases: readonly {
    readonly id: string;
    readonly programme: string;
    readonly status: string;
    readonly openedOn: string;
    readonly chiefComplaint: string;
    readonly closedOn: string | null;
    readonly closingReason: string | null;
  }[];
}

const OWN = 't.source_organisation_id = (select current_organisation())';

/** The records of a person that the acting organisation itself holds; nothing of other holders. */
@Injectable()
export class HeldRepository {
  async rows(tx: Tx, personId: string): Promise<HeldRows> {
    return {
      basics: await tx.query(
        `select t.id, concat_ws('　', t.family_name, nullif(t.given_name, '')) as name, concat_ws('　', t.family_kana, nullif(t.given_kana, '')) as kana,
           t.birth_date as "birthDate", t.sex from person_basic t ${scope('t', 'basic')} where t.person_id = $1 and ${OWN}`,
        [personId],
      ),
      contacts: await tx.query(
        `select t.id, t.postal_code as "postalCode", t.address, t.phone, t.contact_note as "contactNote"
         from person_contact t ${scope('t', 'contact')} where t.person_id = $1 and ${OWN}`,
        [personId],
      ),
      health: await tx.query(
        `select t.id, t.condition_note as "conditionNote", t.obstacle_note as "obstacleNote"
         from person_health t ${scope('t', 'health')} where t.person_id = $1 and ${OWN}`,
        [personId],
      ),
      work: await tx.query(
        `select t.id, t.history_note as "historyNote", t.licence_note as "licenceNote", t.wish_note as "wishNote"
         from person_work_history t ${scope('t', 'work_history')} where t.person_id = $1 and ${OWN}`,
        [personId],
      ),
      statuses: await tx.query(
        `select t.id, t.status, t.valid_from as "validFrom", nullif(t.valid_until, 'infinity') as "validUntil"
         from welfare_status t ${scope('t', 'income')} where t.person_id = $1 and ${OWN} order by t.valid_from, t.id`,
        [personId],
      ),
      households: await tx.query(
        `select t.id, h.case_number as "caseNumber", h.household_type as type, t.relation, t.joined_on as "joinedOn", nullif(t.left_on, 'infinity') as "leftOn"
         from household_member t ${scope('t', 'household')} join household h on h.id = t.household_id
         where t.person_id = $1 and ${OWN} order by t.joined_on, t.id`,
        [personId],
      ),
      cases: await tx.query(
        `select t.id, t.programme, t.status, t.opened_on as "openedOn", t.chief_complaint as "chiefComplaint", t.closed_on as "closedOn",
           t.closing_reason as "closingReason" from support_case t ${scope('t', 'basic')} where t.person_id = $1 and ${OWN} order by t.opened_on, t.id`,
        [personId],
      ),
    };
  }
}
