import { Injectable } from '@nestjs/common';
import { scopeOwnGroup, scopeParty } from '@madoguchi/access';
import type { ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import { REPLY } from '../domain/records';
import type { Reply, SharingEnd } from '../domain/referral';
import type { ReferralStatus } from '../domain/referral-status';

/** One sending of a request, or the request itself while it has not gone out. */
export interface HeldReferral extends Readonly<ShownOf<typeof REPLY>> {
  readonly id: string;
  readonly sent: boolean;
  readonly received: boolean;
  readonly status: ReferralStatus;
  readonly reply: Reply | null;
  readonly sharingEnd: SharingEnd | null;
  readonly documentNumber: string | null;
  readonly sentOn: string | null;
  readonly recipientOfficeName: string;
  readonly recipientOrganisationName: string;
  /** What the acting organisation wrote beside its moves from this sending to the next; beside its reply stands the reply's own note. */
  readonly notes: string | null;
}

export interface HeldPart {
  readonly id: string;
  readonly own: boolean;
  readonly itemGroup: string;
  readonly body: string;
  readonly sendingId: string | null;
  readonly holderName: string;
  readonly sentOn: string | null;
}

/** Requests and packets of a person, each told apart by which side the acting organisation is on. */
@Injectable()
export class HeldReferrals {
  async requests(tx: Tx, personId: string): Promise<readonly HeldReferral[]> {
    return tx.query<HeldReferral>(
      `select coalesce(s.id, r.id) as id, r.source_organisation_id = (select current_organisation()) as sent, o.organisation_id = (select current_organisation()) as received,
         r.status, s.reply, s.sharing_end, s.document_number, s.sent_on, o.name as recipient_office_name, g.name as recipient_organisation_name, ${columnsOf(REPLY, 's')},
         (select string_agg(m.note, '　' order by m.request_version) from referral_step m join office w on w.id = m.office_id
          where m.referral_id = r.id and m.note is not null and m.note is distinct from s.reply_note and w.organisation_id = (select current_organisation())
            and coalesce(s.turn, 1) = greatest(1, (select count(*) from referral_step e
              where e.referral_id = r.id and e.to_status = 'sent' and e.request_version <= m.request_version))) as notes
       from referral r ${scopeParty('r')}
       left join (select g.*, row_number() over (partition by g.referral_id order by g.sent_at, length(g.document_number), g.document_number) as turn
         from referral_sending g) s on s.referral_id = r.id
       join office o on o.id = r.recipient_office_id
       join organisation g on g.id = o.organisation_id where r.person_id = $1 order by r.entered_at, r.id, s.turn`,
      [personId],
    );
  }

  async parts(tx: Tx, personId: string): Promise<readonly HeldPart[]> {
    return tx.query<HeldPart>(
      `select t.id, t.source_organisation_id = (select current_organisation()) as own, t.item_group, t.body, t.sending_id,
         g.name as holder_name, s.sent_on
       from referral_part t ${scopeOwnGroup('t')} left join referral_sending s on s.id = t.sending_id join organisation g on g.id = t.source_organisation_id
       where t.person_id = $1 order by s.document_number nulls last, t.item_group, t.id`,
      [personId],
    );
  }
}
