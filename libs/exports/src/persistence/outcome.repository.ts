import { Injectable } from '@nestjs/common';
import { scope, scopeParty, scopePerson } from '@madoguchi/access';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { OutcomeRow } from '../domain/outcome-columns';

/** An outcome, and through which records it was read. */
export interface SourcedOutcome extends OutcomeRow {
  readonly recordId: string;
  readonly personId: string;
  readonly sourceOrganisationId: string;
  /** Who registered the person, and with it the number shown. */
  readonly numberSource: string;
  /** Holder of the names shown; absent where no name may be read. */
  readonly nameSource: string | null;
}

export interface OutcomeWindow {
  readonly from: IsoDate;
  readonly until: IsoDate;
}

const NAMES = `left join lateral (
    select b.source_organisation_id, b.family_name, b.given_name, b.family_kana, b.given_kana, b.birth_date
    from person_basic b ${scope('b', 'basic')} where b.person_id = p.id
    order by (b.source_organisation_id = (select current_organisation())) desc, b.entered_at limit 1) n on true`;
const NAME_COLUMNS = `n.family_name as "familyName", n.given_name as "givenName", n.family_kana as "familyKana", n.given_kana as "givenKana", n.birth_date as "birthDate",
  n.source_organisation_id as "nameSource"`;

/** Sendings of referrals and placements confirmed in a window, as far as the acting office may see them for reporting. */
@Injectable()
export class OutcomeRepository {
  async count(tx: Tx, window: OutcomeWindow): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `select (select count(*) from referral_sending s join referral r on r.id = s.referral_id ${scopeParty('r')}
           join person p on p.id = r.person_id ${scopePerson('p')} where s.sent_on >= $1 and s.sent_on < $2)
         + (select count(*) from placement q ${scope('q', 'placement')} join person p on p.id = q.person_id ${scopePerson('p')}
           where q.status = 'confirmed' and q.hired_on >= $1 and q.hired_on < $2) as n`,
      [window.from, window.until],
    );
    return row?.n ?? 0;
  }

  /** The next `limit` rows after a key (date, record), in order. */
  async page(tx: Tx, window: OutcomeWindow, after: { readonly date: string; readonly recordId: string }, limit: number): Promise<readonly SourcedOutcome[]> {
    return tx.query<SourcedOutcome>(
      `select * from (
         select 'referral_sent' as kind, s.sent_on as date, s.id as "recordId", r.person_id as "personId", r.source_organisation_id as "sourceOrganisationId",
           p.number, p.source_organisation_id as "numberSource", ${NAME_COLUMNS}, s.document_number as "documentNumber",
           case when r.source_office_id = (select current_office()) then t.name else o.name end as "officeName", r.status,
           null::text as route, null::date as "introducedOn", null::date as "confirmedOn", null::text as hours, null::boolean as "permanentEmployee",
           null::text as "employerName", null::text as occupation, person_protected(p.id) as protected
         from referral_sending s join referral r on r.id = s.referral_id ${scopeParty('r')}
         join person p on p.id = r.person_id ${scopePerson('p')} ${NAMES}
         join office o on o.id = r.source_office_id join office t on t.id = r.recipient_office_id
         where s.sent_on >= $1 and s.sent_on < $2
         union all
         select 'placement', q.hired_on, q.id, q.person_id, q.source_organisation_id, p.number, p.source_organisation_id, ${NAME_COLUMNS}, null, o.name, null,
           q.route, q.introduced_on, q.confirmed_on, q.hours, q.permanent_employee, q.employer_name, q.occupation, person_protected(p.id)
         from placement q ${scope('q', 'placement')} join person p on p.id = q.person_id ${scopePerson('p')} ${NAMES}
         join office o on o.id = q.source_office_id
         where q.status = 'confirmed' and q.hired_on >= $1 and q.hired_on < $2) x
       where (x.date, x."recordId") > ($3::date, $4::uuid) order by x.date, x."recordId" limit $5`,
      [window.from, window.until, after.date, after.recordId, limit],
    );
  }
}
