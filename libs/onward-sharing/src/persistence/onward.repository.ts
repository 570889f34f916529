import { Injectable } from '@nestjs/common';
import { scopeParty } from '@madoguchi/access';
import type { Tx } from '@madoguchi/platform';
import type { OnwardFacts, Origin } from '../domain/onward-sharing';

export interface StoredOnward extends OnwardFacts {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly sourceOfficeName: string;
  readonly originOfficeId: string;
  readonly originOfficeName: string;
  readonly recipientOfficeId: string;
  readonly recipientOfficeName: string;
  readonly reason: string;
  readonly approvalNeeded: boolean;
  readonly decisionNote: string | null;
  readonly decidedByName: string | null;
  readonly decidedAt: Date | null;
  readonly writtenBy: string;
  readonly writtenByName: string;
  readonly enteredAt: Date;
  readonly version: number;
  /** What the acting office is in it. */
  readonly side: 'passing' | 'origin' | 'recipient';
  /** Of the groups approved, what the recipient is let see at this moment. */
  readonly visibleGroups: readonly string[];
}

export interface AffectedOnward {
  readonly id: string;
  readonly recipientOfficeId: string;
  /** The recipient has received something. */
  readonly reached: boolean;
}

export interface OnwardQuestion {
  readonly personId: string;
  readonly originOfficeId: string;
  readonly recipientOfficeId: string;
  readonly itemGroups: readonly string[];
  readonly reason: string;
}

// A protected person's other offices are not told to a recipient: they say where the person goes.
const ONWARD = `select o.id, o.person_id as "personId", o.municipality_id as "municipalityId", o.source_office_id as "sourceOfficeId", m.name as "sourceOfficeName",
    o.origin_office_id as "originOfficeId", f.name as "originOfficeName", o.recipient_office_id as "recipientOfficeId", t.name as "recipientOfficeName",
    o.item_groups as "itemGroups", o.reason, o.approval_needed as "approvalNeeded", o.decision, o.approved_groups as "approvedGroups",
    o.decision_note as "decisionNote", d.name as "decidedByName", o.decided_at as "decidedAt", o.written_by as "writtenBy", w.name as "writtenByName",
    o.entered_at as "enteredAt", o.ended_at as "endedAt", o.version, coalesce(onward_visible(o.id), '{}') as "visibleGroups",
    case (select current_office()) when o.source_office_id then 'passing' when o.origin_office_id then 'origin' else 'recipient' end as side
  from onward_sharing o ${scopeParty('o')}
  join office m on m.id = o.source_office_id
  join office f on f.id = o.origin_office_id
  join office t on t.id = o.recipient_office_id
  join staff w on w.id = o.written_by
  left join staff d on d.id = o.decided_by
  where (select current_office()) is distinct from case when person_protected(o.person_id) then o.recipient_office_id end`;

/** 再提供 in which the acting office takes part. They are written by functions of the database only. */
@Injectable()
export class OnwardRepository {
  async byId(tx: Tx, id: string): Promise<StoredOnward | undefined> {
    const [row] = await tx.query<StoredOnward>(`${ONWARD} and o.id = $1`, [id]);
    return row;
  }

  /** Newest first. */
  async ofPerson(tx: Tx, personId: string): Promise<readonly StoredOnward[]> {
    return tx.query<StoredOnward>(`${ONWARD} and o.person_id = $1 order by o.entered_at desc, o.id`, [personId]);
  }

  async origins(tx: Tx, personId: string): Promise<readonly Origin[]> {
    return tx.query<Origin>(
      'select w.office_id as "officeId", w.organisation_id as "organisationId", w.item_groups as "itemGroups" from onward_origins($1) w order by w.office_id',
      [personId],
    );
  }

  async ask(tx: Tx, id: string, question: OnwardQuestion): Promise<void> {
    const { personId, originOfficeId, recipientOfficeId, itemGroups, reason } = question;
    await tx.write('select onward_ask($1, $2, $3, $4, $5, $6)', [id, personId, originOfficeId, recipientOfficeId, itemGroups, reason]);
  }

  /** @returns whether it was done: not when it was answered or changed meanwhile. */
  async decide(tx: Tx, id: string, version: number, groups: readonly string[], note: string | null): Promise<boolean> {
    return this.done(tx, 'select onward_decide($1, $2, $3, $4) as person', [id, version, groups, note]);
  }

  /** @returns as above. */
  async end(tx: Tx, id: string, version: number): Promise<boolean> {
    return this.done(tx, 'select onward_end($1, $2) as person', [id, version]);
  }

  /** What rests on a consent and has not ended. */
  async under(tx: Tx, consentId: string): Promise<readonly AffectedOnward[]> {
    return tx.query<AffectedOnward>('select u.id, u.recipient_office_id as "recipientOfficeId", u.reached from onward_under($1) u order by u.id', [consentId]);
  }

  /** Ends what rests on a consent that was just withdrawn. */
  async endUnder(tx: Tx, consentId: string): Promise<readonly AffectedOnward[]> {
    return tx.query<AffectedOnward>('select u.id, u.recipient_office_id as "recipientOfficeId", u.reached from onward_end_under($1) u order by u.id', [consentId]);
  }

  private async done(tx: Tx, sql: string, values: readonly (string | number | null | readonly string[])[]): Promise<boolean> {
    const [row] = await tx.query<{ person: string | null }>(sql, values);
    return row?.person != null;
  }
}
