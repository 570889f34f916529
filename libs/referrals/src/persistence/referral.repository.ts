import { Injectable } from '@nestjs/common';
import { scopeOwnGroup, scopeParty } from '@madoguchi/access';
import type { IsoDate, ShownOf } from '@madoguchi/kernel';
import { columnsOf, type Tx } from '@madoguchi/platform';
import { documentNumber, holdsPlace, type Part, type Referral } from '../domain/referral';
import { REPLY } from '../domain/records';

/** The header as both offices may see it, with the words around the ids. */
export interface StoredReferral extends Referral, Readonly<ShownOf<typeof REPLY>> {
  readonly caseId: string;
  readonly sendingId: string | null;
  readonly sendingVersion: number | null;
  readonly sourceOfficeName: string;
  readonly sourceHeadTitle: string;
  readonly recipientOfficeName: string;
  readonly recipientHeadTitle: string;
  readonly writtenByName: string;
  readonly decidedByName: string | null;
  readonly assignedToName: string | null;
  readonly sentOn: IsoDate | null;
}

export interface StepLine {
  readonly at: Date;
  readonly officeName: string;
  readonly staffName: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly reason: string | null;
  readonly note: string | null;
}

/** The start of every look at requests; lists add their own conditions. */
export const REFERRAL = `select r.id, r.person_id, r.municipality_id, r.source_office_id, r.source_organisation_id, r.recipient_office_id, r.case_id,
    r.written_by, r.status, r.submitted_at, r.assigned_to, r.version, r.sending_id, g.version as sending_version,
    g.document_number, g.sent_on, g.sent_at, g.reply_due_on, ${columnsOf(REPLY, 'g')}, g.sharing_ended_at, g.sharing_end,
    so.name as source_office_name, so.head_title as source_head_title, ro.name as recipient_office_name, ro.head_title as recipient_head_title,
    w.name as written_by_name, d.name as decided_by_name, t.name as assigned_to_name
  from referral r ${scopeParty('r')}
  left join referral_sending g on g.id = r.sending_id
  join office so on so.id = r.source_office_id
  join office ro on ro.id = r.recipient_office_id
  join staff w on w.id = r.written_by
  left join staff d on d.id = g.decided_by
  left join staff t on t.id = r.assigned_to`;

@Injectable()
export class ReferralRepository {
  async byId(tx: Tx, id: string): Promise<StoredReferral | undefined> {
    const [row] = await tx.query<StoredReferral>(`${REFERRAL} where r.id = $1`, [id]);
    return row;
  }

  /** Newest first, in both directions. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredReferral[]> {
    return tx.query<StoredReferral>(`${REFERRAL} where r.person_id = $1 order by coalesce(g.sent_at, r.entered_at) desc, r.id`, [personId]);
  }

  /** All that the source office has for one person and recipient. */
  async ofPair(tx: Tx, personId: string, sourceOfficeId: string, recipientOfficeId: string): Promise<readonly StoredReferral[]> {
    return tx.query<StoredReferral>(
      `${REFERRAL} where r.person_id = $1 and r.source_office_id = $2 and r.recipient_office_id = $3 order by r.entered_at, r.id`,
      [personId, sourceOfficeId, recipientOfficeId],
    );
  }

  /** Keeps the requests of a pair as they are until the end of the transaction: whoever moves one is waited for, or waits. */
  async holdPair(tx: Tx, personId: string, sourceOfficeId: string, recipientOfficeId: string): Promise<void> {
    await tx.write(
      `select r.id from referral r ${scopeParty('r')}
       where r.person_id = $1 and r.source_office_id = $2 and r.recipient_office_id = $3 order by r.id for update of r`,
      [personId, sourceOfficeId, recipientOfficeId],
    );
  }

  /** Requests that the acting office has received and somebody works on, by who does. */
  async assignees(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return tx.query<{ staffId: string; n: number }>(
      `select r.assigned_to as "staffId", count(*) as n from referral r ${scopeParty('r')}
       where r.recipient_office_id = (select current_office()) and r.status in ('assigned', 'accepted') and r.assigned_to is not null group by r.assigned_to`,
    );
  }

  async assignedTo(tx: Tx, staffId: string): Promise<readonly StoredReferral[]> {
    return tx.query<StoredReferral>(
      `${REFERRAL} where r.recipient_office_id = (select current_office()) and r.status in ('assigned', 'accepted') and r.assigned_to = $1
       order by g.reply_due_on, r.id`,
      [staffId],
    );
  }

  /** Whoever moves the same requests at once waits; the second finds what the first has left. */
  async hold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.write(`select r.id from referral r ${scopeParty('r')} where r.id = any($1::uuid[]) order by r.id for update of r`, [[...ids]]);
  }

  /** The one of a pair that is not over: while it is, there is no second. The unique index `referral_one_open` refuses a second draft of two that come at once. */
  async openOfPair(tx: Tx, personId: string, sourceOfficeId: string, recipientOfficeId: string): Promise<StoredReferral | undefined> {
    const pair = await this.ofPair(tx, personId, sourceOfficeId, recipientOfficeId);
    return pair.find(holdsPlace);
  }

  /** The newest accepted one of the acting office, sent or received. */
  async active(tx: Tx, personId: string): Promise<StoredReferral | undefined> {
    const [row] = await tx.query<StoredReferral>(`${REFERRAL} where r.person_id = $1 and r.status = 'accepted' order by g.sent_at desc limit 1`, [personId]);
    return row;
  }

  async nextDocumentNumber(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ n: number }>("select nextval('document_number') as n");
    return documentNumber(row?.n ?? 0);
  }

  /** Parts that went out with a sending, or those being written (`null`); each passes the gate of its item group. */
  async parts(tx: Tx, referralId: string, sendingId: string | null): Promise<readonly Part[]> {
    return tx.query<Part>(
      `select p.item_group as "itemGroup", p.body
       from referral_part p ${scopeOwnGroup('p')}
       join item_group g on g.code = p.item_group
       where p.referral_id = $1 and p.sending_id is not distinct from $2
       order by g.sort`,
      [referralId, sendingId],
    );
  }

  /** Takes what is being written out of the packet; what went out cannot be taken out. */
  async dropUnsentParts(tx: Tx, referralId: string): Promise<void> {
    await tx.write('delete from referral_part where referral_id = $1 and sending_id is null', [referralId]);
  }

  async sealParts(tx: Tx, referralId: string, sendingId: string): Promise<void> {
    await tx.write('update referral_part set sending_id = $2, version = version + 1 where referral_id = $1 and sending_id is null', [referralId, sendingId]);
  }

  async steps(tx: Tx, referralId: string): Promise<readonly StepLine[]> {
    return tx.query<StepLine>(
      `select s.at, o.name as "officeName", w.name as "staffName", s.from_status as "fromStatus", s.to_status as "toStatus", s.reason, s.note
       from referral_step s join referral r on r.id = s.referral_id ${scopeParty('r')}
       join office o on o.id = s.office_id join staff w on w.id = s.staff_id
       where s.referral_id = $1 order by s.request_version`,
      [referralId],
    );
  }
}
