import { Injectable } from '@nestjs/common';
import { type ItemGroup, scope } from '@madoguchi/access';
import { type Fields, type RecordOf, type Shown, type ShownOf, without } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import { HEAD } from '../domain/client';
import { leftJoinLabel } from './client.repository';
import { HELD, HELD_NAMES, type HeldName, HOUSEHOLD, type HOUSEHOLD_SHOWN, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';

/** A record of which each holder has one. */
export type Held<F extends Fields> = Shown<F> & { readonly id: string; readonly version: number; readonly own: boolean };

type HeldParts = { readonly [N in HeldName]: Held<(typeof HELD)[N]['fields']> | null };

export type HouseholdFacts = ShownOf<typeof HOUSEHOLD_SHOWN> & { readonly districtWorkerName: string | null; readonly members: readonly HouseholdMember[] };

export interface HouseholdMember {
  readonly personId: string;
  readonly relation: string;
  readonly familyName: string | null;
  readonly givenName: string | null;
}

export type CaseFacts = ShownOf<typeof CASE> & { readonly id: string; readonly workerName: string; readonly version: number };

const CASE = without(SUPPORT_CASE, ['closedOn', 'closingReason']);
const OWN = 't.source_organisation_id = (select current_organisation())';

/** The parts of a client's page, one item group a query: what is closed comes back empty. */
@Injectable()
export class ClientPageRepository {
  /** The own organisation's record, or the newest that can be read. */
  async held<F extends Fields>(tx: Tx, record: RecordOf<F, ItemGroup>, personId: string): Promise<Held<F> | null> {
    return first(
      await tx.query<Held<F>>(
        `select t.id, t.version, ${columnsOf(record, 't')}, ${OWN} as own
         from ${record.table} t ${scope('t', record.group)} where t.person_id = $1 order by (${OWN}) desc, t.entered_at desc limit 1`,
        [personId],
      ),
    );
  }

  /** Of each of which an organisation holds one. */
  async everyHeld(tx: Tx, personId: string): Promise<HeldParts> {
    const parts = await Promise.all(HELD_NAMES.map(async (name) => [name, await this.held<Fields>(tx, HELD[name], personId)] as const));
    return Object.fromEntries(parts) as HeldParts;
  }

  async statuses(tx: Tx, personId: string): Promise<readonly ShownOf<typeof WELFARE_STATUS>[]> {
    return tx.query<ShownOf<typeof WELFARE_STATUS>>(
      `select ${columnsOf(WELFARE_STATUS, 't')}
       from welfare_status t ${scope('t', 'income')} where t.person_id = $1 order by t.valid_from desc, t.entered_at desc`,
      [personId],
    );
  }

  /**
   * With those members whom the acting office may itself see as clients; one member's consent opens nobody else, and a
   * protected person stands in nobody's household but on the own page. Nobody is asked for where there is no household.
   */
  async household(tx: Tx, personId: string): Promise<HouseholdFacts | null> {
    return first(
      await tx.query<HouseholdFacts>(
        `select ${columnsOf(without(HOUSEHOLD, ['districtWorkerId']), 'h')}, t.relation, w.name as district_worker_name, (
           select json_agg(json_build_object('personId', m.person_id, 'relation', m.relation, 'familyName', label."familyName", 'givenName', label."givenName")
             order by (c.means is not distinct from $3) desc, m.joined_on, m.person_id)
           from household_member m ${scope('m', 'household')} ${leftJoinLabel('m.person_id')}
           left join code c on c.kind = 'relation' and c.code = m.relation
           where m.household_id = t.household_id and m.left_on > $2 and (m.person_id = $1 or not person_protected(m.person_id))) as members
         from household_member t ${scope('t', 'household')} join household h on h.id = t.household_id
         left join staff w on w.id = h.district_worker_id
         where t.person_id = $1 and t.left_on > $2 order by t.joined_on desc limit 1`,
        [personId, tx.today, HEAD],
      ),
    );
  }

  async currentCase(tx: Tx, personId: string): Promise<CaseFacts | null> {
    return first(
      await tx.query<CaseFacts>(
        `select t.id, ${columnsOf(CASE, 't')}, w.name as worker_name, t.version
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
