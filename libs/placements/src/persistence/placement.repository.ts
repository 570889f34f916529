import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { PlacementStatus } from '../domain/placement';
import { PLACEMENT_SHOWN, RETENTION_CHECK, SEPARATION } from '../domain/records';
import type { Outcome } from '../domain/retention';

/** A placement that the acting organisation wrote, as far as a move needs it. */
export interface OwnPlacement {
  readonly id: string;
  readonly personId: string;
  readonly caseId: string;
  readonly status: PlacementStatus;
  readonly hiredOn: IsoDate;
  readonly version: number;
}

export interface OwnCheck {
  readonly id: string;
  readonly personId: string;
  readonly caseId: string;
  readonly placementId: string;
  readonly milestone: string;
  readonly outcome: Outcome | null;
  readonly hiredOn: IsoDate;
  readonly status: PlacementStatus;
  readonly separated: boolean;
  readonly version: number;
}

export type PlacementLine = ShownOf<typeof PLACEMENT_SHOWN> & {
  readonly id: string;
  readonly caseId: string;
  readonly confirmedByName: string | null;
  readonly authorName: string;
  readonly officeName: string;
  readonly own: boolean;
  readonly enteredAt: Date;
  readonly version: number;
};

export type CheckLine = ShownOf<typeof RETENTION_CHECK> & { readonly placementId: string; readonly id: string; readonly version: number };

export type SeparationLine = ShownOf<typeof SEPARATION> & { readonly placementId: string };

const OWN = (alias: string): string => `${alias}.source_organisation_id = (select current_organisation())`;
const SEPARATED = `exists (select 1 from job_separation s ${scope('s', 'placement')} where s.placement_id = p.id)`;

@Injectable()
export class PlacementRepository {
  async own(tx: Tx, placementId: string): Promise<OwnPlacement | undefined> {
    const [row] = await tx.query<OwnPlacement>(
      `select p.id, p.person_id, p.case_id, p.status, p.hired_on, p.version
       from placement p ${scope('p', 'placement')} where p.id = $1 and ${OWN('p')}`,
      [placementId],
    );
    return row;
  }

  /**
   * Whether the acting organisation holds this placement already. Two that record placements of one person wait for each
   * other here, so that the answer still holds when the row is added: a second tab must not count a person twice.
   */
  async isRecorded(tx: Tx, personId: string, hiredOn: IsoDate, employerName: string): Promise<boolean> {
    await tx.write('select pg_advisory_xact_lock(hashtextextended($1, 20260406))', [personId]);
    const rows = await tx.query<{ id: string }>(
      `select p.id from placement p ${scope('p', 'placement')}
       where p.person_id = $1 and p.hired_on = $2 and p.employer_name = $3 and p.status <> 'cancelled' and ${OWN('p')} limit 1`,
      [personId, hiredOn, employerName],
    );
    return rows.length > 0;
  }

  async ownCheck(tx: Tx, checkId: string): Promise<OwnCheck | undefined> {
    const [row] = await tx.query<OwnCheck>(
      `select k.id, k.person_id, p.case_id, k.placement_id, k.milestone, k.outcome, p.hired_on, p.status, ${SEPARATED} as separated, k.version
       from retention_check k ${scope('k', 'placement')} join placement p on p.id = k.placement_id ${scope('p', 'placement')}
       where k.id = $1 and ${OWN('k')}`,
      [checkId],
    );
    return row;
  }

  /** The newest 就職日 first. */
  async lines(tx: Tx, personId: string): Promise<readonly PlacementLine[]> {
    return tx.query<PlacementLine>(
      `select p.id, p.case_id, ${columnsOf(PLACEMENT_SHOWN, 'p')}, d.name as confirmed_by_name, w.name as author_name, o.name as office_name,
         ${OWN('p')} as own, p.entered_at, p.version
       from placement p ${scope('p', 'placement')} join staff w on w.id = p.written_by join office o on o.id = p.source_office_id
       left join staff d on d.id = p.confirmed_by
       where p.person_id = $1 order by p.hired_on desc, p.entered_at desc, p.id`,
      [personId],
    );
  }

  async checks(tx: Tx, personId: string): Promise<readonly CheckLine[]> {
    return tx.query<CheckLine>(
      `select k.placement_id, k.id, ${columnsOf(RETENTION_CHECK, 'k')}, k.version
       from retention_check k ${scope('k', 'placement')} where k.person_id = $1 order by k.placement_id, k.due_on, k.milestone`,
      [personId],
    );
  }

  async separations(tx: Tx, personId: string): Promise<readonly SeparationLine[]> {
    return tx.query<SeparationLine>(
      `select s.placement_id, ${columnsOf(SEPARATION, 's')}
       from job_separation s ${scope('s', 'placement')} where s.person_id = $1`,
      [personId],
    );
  }

  /** Confirmed placements of a case that have not ended. */
  async running(tx: Tx, personId: string, caseId: string): Promise<readonly { readonly id: string }[]> {
    return tx.query<{ id: string }>(
      `select p.id from placement p ${scope('p', 'placement')}
       where p.person_id = $1 and p.case_id = $2 and p.status = 'confirmed' and not ${SEPARATED} order by p.hired_on desc, p.id`,
      [personId, caseId],
    );
  }
}
