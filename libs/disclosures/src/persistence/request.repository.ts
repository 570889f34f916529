import { Injectable } from '@nestjs/common';
import { scope } from '@madoguchi/access';
import type { IsoDate } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import type { RequestClock, RequesterKind, RequestStatus } from '../domain/disclosure-request';
import type { ItemFacts, Outcome } from '../domain/review';

export interface StoredRequest extends RequestClock {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly officeName: string;
  readonly headTitle: string;
  readonly organisationName: string;
  readonly requesterKind: RequesterKind;
  readonly requesterName: string;
  readonly identityCheck: string;
  readonly authorityCheck: string | null;
  readonly askedFor: string;
  readonly status: RequestStatus;
  readonly correctingFrom: IsoDate | null;
  readonly correctionNote: string | null;
  readonly extensionReason: string | null;
  readonly extensionNoticedOn: IsoDate | null;
  readonly dueOn: IsoDate;
  readonly reviewBegunBy: string | null;
  readonly outcome: Outcome | null;
  readonly outcomeReason: string | null;
  readonly decidedByName: string | null;
  readonly documentNumber: string | null;
  readonly decidedOn: IsoDate | null;
  readonly deliveredOn: IsoDate | null;
  readonly withdrawnOn: IsoDate | null;
  readonly version: number;
}

export interface StoredItem extends ItemFacts {
  readonly id: string;
  readonly requestId: string;
  readonly personId: string;
  readonly itemGroup: string;
  readonly holderName: string;
  readonly happenedOn: IsoDate | null;
  readonly title: string;
  readonly body: string | null;
  readonly reason: string | null;
  readonly ranges: readonly number[];
  readonly output: string | null;
  readonly markedByName: string | null;
  readonly consultedOn: IsoDate | null;
  readonly answeredOn: IsoDate | null;
  readonly version: number;
}

const REQUEST = `select r.id, r.person_id as "personId", r.municipality_id as "municipalityId", o.name as "officeName", o.head_title as "headTitle",
    g.name as "organisationName", r.requested_on as "requestedOn", r.requester_kind as "requesterKind", r.requester_name as "requesterName",
    r.identity_check as "identityCheck", r.authority_check as "authorityCheck", r.asked_for as "askedFor", r.status, r.decision_days as "decisionDays",
    r.paused_days as "pausedDays", r.correcting_from as "correctingFrom", r.correction_note as "correctionNote", r.extension_days as "extensionDays",
    r.extension_reason as "extensionReason", r.extension_noticed_on as "extensionNoticedOn", r.due_on as "dueOn", r.review_begun_by as "reviewBegunBy",
    r.outcome, r.outcome_reason as "outcomeReason", d.name as "decidedByName", r.document_number as "documentNumber", r.decided_on as "decidedOn",
    r.delivered_on as "deliveredOn", r.withdrawn_on as "withdrawnOn", r.version
  from disclosure_request r ${scope('r', 'basic')} join office o on o.id = r.source_office_id join organisation g on g.id = o.organisation_id
  left join staff d on d.id = r.decided_by
  where r.source_office_id = (select current_office())`;

const ITEM = `select i.id, i.request_id as "requestId", i.person_id as "personId", i.own, i.item_group as "itemGroup", i.holder_name as "holderName",
    i.happened_on as "happenedOn", i.title, i.body, i.mark, i.reason, i.ranges, i.output, i.marked_by as "markedBy", m.name as "markedByName",
    i.consulted_on as "consultedOn", i.answered_on as "answeredOn", i.answer, i.version
  from disclosure_item i ${scope('i', 'basic')} left join staff m on m.id = i.marked_by
  where i.source_office_id = (select current_office()) and actor_may_read(i.item_group)`;

/** Requests that the acting office answers; nobody else reads them. */
@Injectable()
export class RequestRepository {
  /** The newest first. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredRequest[]> {
    return tx.query<StoredRequest>(`${REQUEST} and r.person_id = $1 order by r.requested_on desc, r.entered_at desc, r.id`, [personId]);
  }

  async byId(tx: Tx, id: string): Promise<StoredRequest | undefined> {
    const [row] = await tx.query<StoredRequest>(`${REQUEST} and r.id = $1`, [id]);
    return row;
  }

  /** Marks and the decision of one request wait for each other: what is decided is what was marked. */
  async hold(tx: Tx, id: string): Promise<void> {
    await tx.write('select r.id from disclosure_request r where r.id = $1 and r.source_office_id = (select current_office()) for update', [id]);
  }

  async items(tx: Tx, requestId: string): Promise<readonly StoredItem[]> {
    return tx.query<StoredItem>(`${ITEM} and i.request_id = $1 order by i.position`, [requestId]);
  }

  async item(tx: Tx, id: string): Promise<StoredItem | undefined> {
    const [row] = await tx.query<StoredItem>(`${ITEM} and i.id = $1`, [id]);
    return row;
  }

  /** For a comparison with the requester's name only: they are shown to nobody from here. */
  async adversaryNames(tx: Tx, requestId: string): Promise<readonly string[]> {
    const rows = await tx.query<{ name: string }>('select n.name from disclosure_adversary_names($1) n', [requestId]);
    return rows.map((row) => row.name);
  }

  /** Whether the role of the acting member of staff may read everything that a review lays open. */
  async actorReadsAll(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ all: boolean }>('select bool_and(actor_may_read(g.code)) as all from item_group g');
    return row?.all === true;
  }

  /** Under a measure offices of one organisation do not read each other's records: a pack without them would be short unseen. */
  async colleaguesHoldMore(tx: Tx, personId: string): Promise<boolean> {
    const [row] = await tx.query<{ more: boolean }>('select colleagues_hold_more($1) as more', [personId]);
    return row?.more === true;
  }

  async actorSupervises(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ supervises: boolean }>('select actor_is_supervisor() as supervises');
    return row?.supervises === true;
  }

  async nextDocumentNumber(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ n: number }>("select nextval('document_number') as n");
    return `個開第${row?.n ?? 0}号`;
  }
}
