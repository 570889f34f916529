import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import type { IntroductionResult } from '../domain/job-search';
import { INTRODUCTION, REGISTRATION } from '../domain/records';

interface Written {
  readonly id: string;
  readonly officeName: string;
  readonly authorName: string;
  readonly own: boolean;
  readonly version: number;
}
export type RegistrationFacts = ShownOf<typeof REGISTRATION> & Written;
export type IntroductionFacts = ShownOf<typeof INTRODUCTION> & Written & { readonly registrationId: string };

export interface OwnIntroduction {
  readonly id: string;
  readonly personId: string;
  readonly introducedOn: IsoDate;
  readonly result: IntroductionResult;
  readonly version: number;
}

const OWN = (alias: string): string => `${alias}.source_organisation_id = (select current_organisation())`;

@Injectable()
export class JobSearchRepository {
  /** The newest first. */
  async registrations(tx: Tx, personId: string): Promise<readonly RegistrationFacts[]> {
    return tx.query<RegistrationFacts>(
      `select r.id, ${columnsOf(REGISTRATION, 'r')}, o.name as office_name, w.name as author_name, ${OWN('r')} as own, r.version
       from job_seeker_registration r ${scope('r', 'job_search')} join office o on o.id = r.source_office_id join staff w on w.id = r.written_by
       where r.person_id = $1 order by r.registered_on desc, r.entered_at desc, r.id`,
      [personId],
    );
  }

  async introductions(tx: Tx, personId: string): Promise<readonly IntroductionFacts[]> {
    return tx.query<IntroductionFacts>(
      `select i.id, i.registration_id, ${columnsOf(INTRODUCTION, 'i')}, o.name as office_name, w.name as author_name, ${OWN('i')} as own, i.version
       from job_introduction i ${scope('i', 'job_search')} join office o on o.id = i.source_office_id join staff w on w.id = i.written_by
       where i.person_id = $1 order by i.introduced_on desc, i.entered_at desc, i.id`,
      [personId],
    );
  }

  /** Two registrations of one person wait for each other: the later one ends the reminder of the earlier. */
  async lockPerson(tx: Tx, personId: string): Promise<void> {
    await tx.write('select pg_advisory_xact_lock(hashtextextended($1, 20260405))', [personId]);
  }

  /**
   * Persons for whom the acting office has written this number down. Two entries of one number wait for each other here,
   * so that the answer still holds when the row is added.
   */
  async holdersOfNumber(tx: Tx, registrationNumber: string): Promise<readonly string[]> {
    await tx.write('select pg_advisory_xact_lock(hashtextextended($1, 20260402))', [registrationNumber]);
    const rows = await tx.query<{ personId: string }>(
      `select distinct r.person_id as "personId" from job_seeker_registration r ${scope('r', 'job_search')}
       where r.registration_number = $1 and r.source_office_id = (select current_office())`,
      [registrationNumber],
    );
    return rows.map((row) => row.personId);
  }

  async ownIntroduction(tx: Tx, introductionId: string): Promise<OwnIntroduction | undefined> {
    const [row] = await tx.query<OwnIntroduction>(
      `select i.id, i.person_id as "personId", i.introduced_on as "introducedOn", i.result, i.version
       from job_introduction i ${scope('i', 'job_search')} where i.id = $1 and ${OWN('i')}`,
      [introductionId],
    );
    return row;
  }
}
