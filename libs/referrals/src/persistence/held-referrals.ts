import { Injectable } from '@nestjs/common';
import { scopeOwnGroup, scopeParty } from '@madoguchi/access';
import type { Tx } from '@madoguchi/platform';

export interface HeldReferral {
  readonly id: string;
  readonly sent: boolean;
  readonly received: boolean;
  readonly status: string;
  readonly documentNumber: string | null;
  readonly sentOn: string | null;
  readonly recipientOfficeName: string;
  readonly recipientOrganisationName: string;
  readonly repliedOn: string | null;
  readonly replyReason: string | null;
  readonly declinedBy: string | null;
  readonly replyNote: string | null;
  readonly notes: string | null;
}

export interface HeldPart {
  readonly id: string;
  readonly own: boolean;
  readonly itemGroup: string;
  readonly body: string;
  readonly sentAs: string | null;
  readonly holderName: string;
  readonly sentOn: string | null;
}

/** Requests and packets of a person, each told apart by which side the acting organisation is on. */
@Injectable()
export class HeldReferrals {
  async requests(tx: Tx, personId: string): Promise<readonly HeldReferral[]> {
    return tx.query<HeldReferral>(
      `select r.id, r.source_organisation_id = (select current_organisation()) as sent, o.organisation_id = (select current_organisation()) as received,
         r.status, r.document_number as "documentNumber", r.sent_on as "sentOn", o.name as "recipientOfficeName", g.name as "recipientOrganisationName", r.replied_on as "repliedOn",
         r.reply_reason as "replyReason", r.declined_by as "declinedBy", r.reply_note as "replyNote",
         (select string_agg(s.note, '　' order by s.request_version) from referral_step s join office w on w.id = s.office_id
          where s.referral_id = r.id and s.note is not null and w.organisation_id = (select current_organisation())) as notes
       from referral r ${scopeParty('r')} join office o on o.id = r.recipient_office_id
       join organisation g on g.id = o.organisation_id where r.person_id = $1 order by r.entered_at, r.id`,
      [personId],
    );
  }

  async parts(tx: Tx, personId: string): Promise<readonly HeldPart[]> {
    return tx.query<HeldPart>(
      `select t.id, t.source_organisation_id = (select current_organisation()) as own, t.item_group as "itemGroup", t.body, t.sent_as as "sentAs",
         g.name as "holderName", (select min(s.sent_on) from referral_step s where s.referral_id = t.referral_id and s.document_number = t.sent_as) as "sentOn"
       from referral_part t ${scopeOwnGroup('t')} join organisation g on g.id = t.source_organisation_id
       where t.person_id = $1 order by t.sent_as nulls last, t.item_group, t.id`,
      [personId],
    );
  }
}
