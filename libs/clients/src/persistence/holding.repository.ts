import { Injectable } from '@nestjs/common';
import { scope, scopePerson } from '@madoguchi/access';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { protectedAmong } from './client.repository';

export interface Holding {
  readonly id: string;
  readonly personIds: readonly string[];
  readonly label: string;
  readonly state: string;
  readonly on: IsoDate | null;
}

export interface Holder {
  readonly staffId: string;
  readonly n: number;
}

/** Open cases that the acting office itself has; another office's case of the same person is its own affair. */
const OPEN_HERE = `s.source_office_id = (select current_office()) and s.status <> 'closed'`;

/** What the acting office's workers have in hand of persons and households. */
@Injectable()
export class HoldingRepository {
  async caseWorkers(tx: Tx): Promise<readonly Holder[]> {
    return tx.query<Holder>(`select s.worker_id as "staffId", count(*) as n from support_case s ${scope('s', 'basic')} where ${OPEN_HERE} group by s.worker_id`);
  }

  async cases(tx: Tx, staffId: string): Promise<readonly Holding[]> {
    return tx.query<Holding>(
      `with mine as materialized (
         select s.id, s.person_id, s.status, s.opened_on, p.number, b.family_name, b.given_name, b.family_kana, b.given_kana
         from support_case s ${scope('s', 'basic')}
         join person p on p.id = s.person_id ${scopePerson('p')}
         join person_basic b on b.person_id = s.person_id and b.source_organisation_id = s.source_organisation_id ${scope('b', 'basic')}
         where ${OPEN_HERE} and s.worker_id = $1)
       select m.id, array[m.person_id] as "personIds", m.status as state, m.opened_on as "on",
         concat_ws(' ', m.number, m.family_name, m.given_name, case when ${protectedAmong('m.person_id', 'array(select mine.person_id from mine)')} then 'DV等支援措置' end) as label
       from mine m order by m.family_kana, m.given_kana, m.id`,
      [staffId],
    );
  }

  /** Two that hand over at once wait for each other; the second finds what is left. */
  async holdCases(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.write(`select s.id from support_case s ${scope('s', 'basic')} where ${OPEN_HERE} and s.id = any($1::uuid[]) order by s.id for update of s`, [[...ids]]);
  }

  async giveCases(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<void> {
    await tx.write('update support_case set worker_id = $2, version = version + 1 where worker_id = $1 and id = any($3::uuid[])', [from, to, [...ids]]);
  }

  /** A household is known through its members; one who has left is none. */
  async districtWorkers(tx: Tx): Promise<readonly Holder[]> {
    return tx.query<Holder>(
      `select h.district_worker_id as "staffId", count(distinct h.id) as n from household h
       join household_member m on m.household_id = h.id and m.left_on = 'infinity' ${scope('m', 'household')}
       where h.source_office_id = (select current_office()) and h.district_worker_id is not null group by h.district_worker_id`,
    );
  }

  async households(tx: Tx, staffId: string): Promise<readonly Holding[]> {
    return tx.query<Holding>(
      `select h.id, array_agg(distinct m.person_id) as "personIds", h.case_number as label, h.household_type as state, null as "on"
       from household h join household_member m on m.household_id = h.id and m.left_on = 'infinity' ${scope('m', 'household')}
       where h.source_office_id = (select current_office()) and h.district_worker_id = $1 group by h.id order by h.case_number`,
      [staffId],
    );
  }

  async holdHouseholds(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.write('select h.id from household h where h.source_office_id = (select current_office()) and h.id = any($1::uuid[]) order by h.id for update of h', [[...ids]]);
  }

  async giveHouseholds(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<void> {
    await tx.write('update household set district_worker_id = $2, version = version + 1 where district_worker_id = $1 and id = any($3::uuid[])', [from, to, [...ids]]);
  }
}
