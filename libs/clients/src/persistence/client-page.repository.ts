import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { Tx } from '@madoguchi/platform';
import { HEAD } from '../domain/client';

export interface ContactFacts {
  readonly id: string;
  readonly version: number;
  readonly postalCode: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly contactNote: string | null;
  readonly own: boolean;
}

export interface HealthFacts {
  readonly id: string;
  readonly version: number;
  readonly conditionNote: string;
  readonly obstacleNote: string;
  readonly own: boolean;
}

export interface WorkHistoryFacts {
  readonly id: string;
  readonly version: number;
  readonly historyNote: string;
  readonly licenceNote: string;
  readonly wishNote: string;
  readonly own: boolean;
}

export interface StatusSpan {
  readonly status: string;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

export interface HouseholdFacts {
  readonly caseNumber: string;
  readonly type: string;
  readonly relation: string;
  readonly districtWorkerName: string | null;
  readonly householdId: string;
}

export interface CaseFacts {
  readonly id: string;
  readonly status: string;
  readonly programme: string;
  readonly openedOn: string;
  readonly workerName: string;
  readonly chiefComplaint: string;
  readonly version: number;
}

const OWN = 't.source_organisation_id = (select current_organisation())';
const NEWEST_OWN_FIRST = `order by (${OWN}) desc, t.entered_at desc limit 1`;

/** The parts of a client's page, one item group a query: what is closed comes back empty. */
@Injectable()
export class ClientPageRepository {
  async contact(tx: Tx, personId: string): Promise<ContactFacts | null> {
    return first(
      await tx.query<ContactFacts>(
        `select t.id, t.version, t.postal_code as "postalCode", t.address, t.phone, t.contact_note as "contactNote", ${OWN} as own
         from person_contact t ${scope('t', 'contact')} where t.person_id = $1 ${NEWEST_OWN_FIRST}`,
        [personId],
      ),
    );
  }

  async health(tx: Tx, personId: string): Promise<HealthFacts | null> {
    return first(
      await tx.query<HealthFacts>(
        `select t.id, t.version, t.condition_note as "conditionNote", t.obstacle_note as "obstacleNote", ${OWN} as own
         from person_health t ${scope('t', 'health')} where t.person_id = $1 ${NEWEST_OWN_FIRST}`,
        [personId],
      ),
    );
  }

  async workHistory(tx: Tx, personId: string): Promise<WorkHistoryFacts | null> {
    return first(
      await tx.query<WorkHistoryFacts>(
        `select t.id, t.version, t.history_note as "historyNote", t.licence_note as "licenceNote", t.wish_note as "wishNote", ${OWN} as own
         from person_work_history t ${scope('t', 'work_history')} where t.person_id = $1 ${NEWEST_OWN_FIRST}`,
        [personId],
      ),
    );
  }

  async statuses(tx: Tx, personId: string): Promise<readonly StatusSpan[]> {
    return tx.query<StatusSpan>(
      `select t.status, t.valid_from as "validFrom", nullif(t.valid_until, 'infinity') as "validUntil"
       from welfare_status t ${scope('t', 'income')} where t.person_id = $1 order by t.valid_from desc, t.entered_at desc`,
      [personId],
    );
  }

  async household(tx: Tx, personId: string): Promise<HouseholdFacts | null> {
    return first(
      await tx.query<HouseholdFacts>(
        `select h.case_number as "caseNumber", h.household_type as type, t.relation, w.name as "districtWorkerName", h.id as "householdId"
         from household_member t ${scope('t', 'household')} join household h on h.id = t.household_id
         left join staff w on w.id = h.district_worker_id
         where t.person_id = $1 and t.left_on > $2 order by t.joined_on desc limit 1`,
        [personId, tx.today],
      ),
    );
  }

  /**
   * Members that the acting office may itself see as clients; one member's consent opens nobody else, and a protected
   * person stands in nobody's household but on the own page.
   */
  async householdMembers(tx: Tx, householdId: string, viewedId: string): Promise<readonly { readonly personId: string; readonly relation: string }[]> {
    return tx.query<{ personId: string; relation: string }>(
      `select t.person_id as "personId", t.relation from household_member t ${scope('t', 'household')}
       left join code c on c.kind = 'relation' and c.code = t.relation
       where t.household_id = $1 and t.left_on > $2 and (t.person_id = $3 or not person_protected(t.person_id)) order by (c.means is not distinct from $4) desc, t.joined_on, t.person_id`,
      [householdId, tx.today, viewedId, HEAD],
    );
  }

  async currentCase(tx: Tx, personId: string): Promise<CaseFacts | null> {
    return first(
      await tx.query<CaseFacts>(
        `select t.id, t.status, t.programme, t.opened_on as "openedOn", w.name as "workerName", t.chief_complaint as "chiefComplaint", t.version
         from support_case t ${scope('t', 'basic')} join staff w on w.id = t.worker_id
         where t.person_id = $1 order by t.opened_on desc, t.entered_at desc limit 1`,
        [personId],
      ),
    );
  }
}

function first<T>(rows: readonly T[]): T | null {
  return rows[0] ?? null;
}

