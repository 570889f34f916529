import { Injectable } from '@nestjs/common';
import { type Labelled, labelled } from '@madoguchi/clients';
import type { IsoDate, Keyset } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { FOLLOW_UP_VIEWS, FRESH_DAYS, type FollowUpStatus, type FollowUpView } from '../domain/follow-up';

export interface FollowUpLine {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: IsoDate;
  readonly personId: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly waiting: boolean;
  readonly subjectId: string;
  readonly milestone: string;
  readonly version: number;
}

export interface StoredFollowUp {
  readonly id: string;
  readonly personId: string;
  readonly kind: string;
  readonly status: FollowUpStatus;
  readonly waiting: boolean;
  readonly assigneeId: string | null;
  readonly version: number;
}

export interface ReminderLine {
  readonly id: string;
  readonly followUpId: string;
  readonly kind: string;
  readonly dueOn: IsoDate;
  readonly personId: string;
}

/**
 * The one text of each view: lists and counts are both made of it, so that a count is its list.
 * What nobody holds (the tray) is overdue for everybody; what another office owes is overdue for nobody here.
 */
const VIEW: Readonly<Record<FollowUpView, string>> = {
  mine: 'not f.waiting and f.assignee_id = asker.staff',
  office: 'not f.waiting',
  new: `not f.waiting and f.assignee_id = asker.staff and f.assigned_at > asker.now - make_interval(days => ${FRESH_DAYS})`,
  waiting: 'f.waiting',
  overdue: 'not f.waiting and f.due_on < asker.today and (f.assignee_id = asker.staff or f.assignee_id is null)',
  today: 'not f.waiting and f.due_on = asker.today and (f.assignee_id = asker.staff or f.assignee_id is null)',
};

/** What is due is about persons: a role that may see none has no queue. */
const READS = `(select actor_may_read('number'))`;

/** An own-office table: the queue of the acting office, open items only. @param beside what stands beside each item. */
const openHere = (beside = ''): string => `from follow_up f ${beside}
  cross join (select (select current_staff()) as staff, $1::date as today, $2::timestamptz as now) asker
  where f.office_id = (select current_office()) and ${READS} and f.status = 'open'`;

@Injectable()
export class FollowUpRepository {
  /** One page by (due date, id), one line more than `limit` when there is a next page. */
  async page(tx: Tx, view: FollowUpView, after: Keyset | undefined, limit: number): Promise<readonly Labelled<FollowUpLine>[]> {
    return tx.query<Labelled<FollowUpLine>>(
      labelled(
        `select f.id, f.kind, f.due_on, f.person_id, f.assignee_id, s.name as assignee_name,
           f.waiting, f.subject_id, f.milestone, f.version
         ${openHere('left join staff s on s.id = f.assignee_id')} and ${VIEW[view]} and (f.due_on, f.id) > ($3::date, $4::uuid)
         order by f.due_on, f.id limit $5`,
        'page.due_on, page.id',
      ),
      [tx.today, tx.now, after?.date ?? '-infinity', after?.id ?? '00000000-0000-0000-0000-000000000000', limit + 1],
    );
  }

  async counts(tx: Tx): Promise<Readonly<Record<FollowUpView, number>>> {
    const columns = FOLLOW_UP_VIEWS.map((view) => `count(*) filter (where ${VIEW[view]}) as "${view}"`);
    const [row] = await tx.query<Record<FollowUpView, number>>(`select ${columns.join(', ')} ${openHere()}`, [tx.today, tx.now]);
    return row ?? { mine: 0, office: 0, new: 0, waiting: 0, overdue: 0, today: 0 };
  }

  async byId(tx: Tx, id: string): Promise<StoredFollowUp | undefined> {
    const [row] = await tx.query<StoredFollowUp>(
      `select f.id, f.person_id as "personId", f.kind, f.status, f.waiting, f.assignee_id as "assigneeId", f.version
       from follow_up f where f.id = $1 and f.office_id = (select current_office()) and ${READS}`,
      [id],
    );
    return row;
  }

  /** Today's reminders of what is still open and is the asker's, or nobody's. */
  async reminders(tx: Tx): Promise<readonly ReminderLine[]> {
    return tx.query<ReminderLine>(
      `select r.id, f.id as "followUpId", f.kind, f.due_on as "dueOn", f.person_id as "personId"
       from reminder r join follow_up f on f.id = r.follow_up_id
       where r.office_id = (select current_office()) and f.office_id = (select current_office()) and ${READS} and f.status = 'open'
         and (f.assignee_id = (select current_staff()) or f.assignee_id is null) and r.remind_on = $1 and r.seen_at is null
       order by f.due_on, r.id`,
      [tx.today],
    );
  }

  async reminder(tx: Tx, id: string): Promise<{ readonly followUpId: string; readonly personId: string } | undefined> {
    const [row] = await tx.query<{ followUpId: string; personId: string }>(
      `select f.id as "followUpId", f.person_id as "personId" from reminder r join follow_up f on f.id = r.follow_up_id
       where r.id = $1 and r.office_id = (select current_office()) and f.office_id = (select current_office()) and ${READS}`,
      [id],
    );
    return row;
  }

  /** Seen once is seen: the first time stands. */
  async putAway(tx: Tx, id: string): Promise<void> {
    await tx.write('update reminder set seen_at = coalesce(seen_at, $2) where id = $1 and office_id = (select current_office())', [id, tx.now]);
  }

  /** Open items of the acting office by who has them, also those that wait for another office. */
  async holders(tx: Tx): Promise<readonly { readonly staffId: string; readonly n: number }[]> {
    return tx.query<{ staffId: string; n: number }>(
      `select f.assignee_id as "staffId", count(*) as n from follow_up f
       where f.office_id = (select current_office()) and ${READS} and f.status = 'open' and f.assignee_id is not null group by f.assignee_id`,
    );
  }

  async heldBy(tx: Tx, staffId: string): Promise<readonly { readonly id: string; readonly personId: string; readonly kind: string; readonly dueOn: IsoDate }[]> {
    return tx.query<{ id: string; personId: string; kind: string; dueOn: IsoDate }>(
      `select f.id, f.person_id as "personId", f.kind, f.due_on as "dueOn" from follow_up f
       where f.office_id = (select current_office()) and ${READS} and f.status = 'open' and f.assignee_id = $1 order by f.due_on, f.id`,
      [staffId],
    );
  }

  /** Two that hand over at once wait for each other; the second finds what is left. */
  async hold(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.write(`select f.id from follow_up f where f.office_id = (select current_office()) and ${READS} and f.id = any($1::uuid[]) order by f.id for update of f`, [[...ids]]);
  }

  async give(tx: Tx, from: string, to: string, ids: readonly string[]): Promise<void> {
    await tx.write(
      `update follow_up set assignee_id = $2, assigned_at = $4, version = version + 1
       where office_id = (select current_office()) and status = 'open' and assignee_id = $1 and id = any($3::uuid[])`,
      [from, to, [...ids], tx.now],
    );
  }

  async settleOwn(tx: Tx, kind: string, subjectId: string, status: 'done' | 'void', milestone: string | undefined): Promise<void> {
    await tx.write(
      `update follow_up set status = $3, closed_at = $4, version = version + 1
       where office_id = (select current_office()) and kind = $1 and subject_id = $2 and status = 'open'
         and ($5::text is null or milestone = $5)`,
      [kind, subjectId, status, tx.now, milestone ?? null],
    );
  }

  async handOwn(tx: Tx, kind: string, subjectId: string, staffId: string): Promise<void> {
    await tx.write(
      `update follow_up set assignee_id = $3, assigned_at = $4, version = version + 1
       where office_id = (select current_office()) and kind = $1 and subject_id = $2 and status = 'open' and not waiting
         and assignee_id is distinct from $3::uuid`,
      [kind, subjectId, staffId, tx.now],
    );
  }
}
