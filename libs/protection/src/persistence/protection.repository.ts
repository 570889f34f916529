import { Injectable } from '@nestjs/common';
import { scopeKnown, scopePerson } from '@madoguchi/access';
import { type IsoDate, type ShownOf, without } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { Protection, Release } from '../domain/protection';
import { ADVERSARY, PROTECTION_ENTRY, RELEASE } from '../domain/records';

export interface StoredProtection extends Protection {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly officeName: string;
  readonly endAskedByName: string | null;
  readonly endReason: string | null;
  readonly answeredOn: IsoDate | null;
  readonly answeredBy: string | null;
  readonly prolongReason: string | null;
  readonly prolongAskedByName: string | null;
  readonly accompanies: boolean;
  readonly version: number;
  /** Kept by the acting office: it alone changes it. */
  readonly mine: boolean;
  /** Kept by an office of the acting organisation: there is one at a time. */
  readonly ownOrganisation: boolean;
}

export interface StoredRelease extends Release, Readonly<ShownOf<typeof RELEASE>> {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly recipientOfficeName: string;
  readonly itemGroups: readonly string[];
  readonly askedByName: string;
  readonly askedAt: Date;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly validUntilAt: Date | null;
  readonly version: number;
}

export interface StoredAdversary extends Readonly<ShownOf<typeof ADVERSARY>> {
  readonly id: string;
  readonly personId: string | null;
  readonly number: string | null;
  /** Somebody works for both sides at this moment. */
  readonly sameWorker: boolean;
}

export interface Deputy {
  readonly id: string;
  readonly staffName: string;
  readonly validFrom: IsoDate;
  /** Last day. */
  readonly lastDay: IsoDate;
}

// Who asked, why, and against whom it is: to its keeper alone, who asks the database for it.
const MEASURES = `select p.id, p.person_id, p.municipality_id, ${columnsOf(without(PROTECTION_ENTRY, ['dangerAtRegistrar']), 'p')}, p.ended_at, p.lapses_at, p.version,
    o.name as office_name, p.lead_id is not null as accompanies,
    p.source_office_id = (select current_office()) as mine, p.source_organisation_id = (select current_organisation()) as own_organisation,
    k.end_asked_by, s.name as end_asked_by_name, k.end_reason, k.answered_on, k.answered_by,
    k.prolong_asked_by, r.name as prolong_asked_by_name, k.prolong_reason, k.danger_at_registrar
  from protection p ${scopeKnown('p')} join office o on o.id = p.source_office_id left join lateral measure_kept(p.id) k on true
    left join staff s on s.id = k.end_asked_by left join staff r on r.id = k.prolong_asked_by`;

const RELEASES = `select r.id, r.person_id, r.municipality_id, ${columnsOf(RELEASE, 'r')}, o.name as recipient_office_name, r.item_groups,
    r.written_by as asked_by, a.name as asked_by_name, r.entered_at as asked_at,
    r.decision, d.name as decided_by_name, r.decided_at, r.valid_until_at, r.revoked_at, r.version
  from protection_release r ${scopeKnown('r')} join office o on o.id = r.recipient_office_id join staff a on a.id = r.written_by left join staff d on d.id = r.decided_by
  where r.source_office_id = (select current_office())`;

@Injectable()
export class ProtectionRepository {
  async byId(tx: Tx, id: string): Promise<StoredProtection | undefined> {
    const [row] = await tx.query<StoredProtection>(`${MEASURES} where p.id = $1`, [id]);
    return row;
  }

  /** Of every holder; those in force first, then the newest. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredProtection[]> {
    return tx.query<StoredProtection>(`${MEASURES} where p.person_id = $1 order by p.ended_at desc nulls first, p.started_at desc, p.id`, [personId]);
  }

  async adversaries(tx: Tx, personId: string): Promise<readonly StoredAdversary[]> {
    return tx.query<StoredAdversary>(
      `select a.id, ${columnsOf(ADVERSARY, 'a')}, q.id as person_id, q.number, a.adversary_person_id is not null and exists (
           select 1 from assignment w where w.office_id = (select current_office())
             and protection_same_worker(a.person_id, w.staff_id) and protection_same_worker(a.adversary_person_id, w.staff_id)) as same_worker
       from protection_adversary a ${scopeKnown('a')}
       left join lateral (select p.id, p.number from person p ${scopePerson('p')} where p.id = a.adversary_person_id) q on true
       where a.person_id = $1 and a.source_office_id = (select current_office()) order by a.entered_at, a.id`,
      [personId],
    );
  }

  async isProtected(tx: Tx, personId: string): Promise<boolean> {
    const [row] = await tx.query<{ guarded: boolean }>('select person_protected($1) as guarded', [personId]);
    return row?.guarded === true;
  }

  async renewals(tx: Tx, personId: string): Promise<readonly { readonly protectionId: string; readonly renewedOn: string }[]> {
    return tx.query<{ protectionId: string; renewedOn: string }>(
      `select n.protection_id, n.renewed_on from protection_renewal n ${scopeKnown('n')}
       where n.person_id = $1 and n.source_office_id = (select current_office()) order by n.renewed_on, n.id`,
      [personId],
    );
  }

  async release(tx: Tx, id: string): Promise<StoredRelease | undefined> {
    const [row] = await tx.query<StoredRelease>(`${RELEASES} and r.id = $1`, [id]);
    return row;
  }

  /** Waiting ones first, then the newest. */
  async releases(tx: Tx, personId: string): Promise<readonly StoredRelease[]> {
    return tx.query<StoredRelease>(`${RELEASES} and r.person_id = $1 order by (r.decision is null) desc, r.entered_at desc, r.id`, [personId]);
  }

  /** Whether the acting member of staff may decide: a supervisor of the office, or a deputy named for today. */
  async actorDecides(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ decides: boolean }>('select actor_decides_protection() as decides');
    return row?.decides === true;
  }

  async deputies(tx: Tx): Promise<readonly Deputy[]> {
    return tx.query<Deputy>(
      `select d.id, s.name as staff_name, d.valid_from, d.valid_until - 1 as last_day
       from protection_deputy d join staff s on s.id = d.staff_id
       where d.office_id = (select current_office()) and d.valid_until > $1 order by d.valid_from, s.name, d.id`,
      [tx.today],
    );
  }
}
