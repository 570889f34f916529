import { Injectable } from '@nestjs/common';
import { labelled } from '@madoguchi/clients';
import type { IsoDate, Keyset } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { dueBounds } from '../domain/due-state';
import { kindFacts } from '../domain/kind-facts';
import { FOLLOW_UP_VIEWS, FRESH_DAYS, type FollowUpStatus, type FollowUpView } from '../domain/follow-up';

/** Lines of a view, written by the database as the list shows them. */
export interface FollowUpLines {
  /** JSON list of `FollowUpItem`. */
  readonly items: string;
  /** Whom they are about, line by line. */
  readonly persons: readonly string[];
  /** The last line, where another page follows. */
  readonly next: Keyset | null;
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

/**
 * A page of a view, one line more asked for than shown, to know whether another follows. $1 today, $2 now, $3 and $4 the
 * line before, $5 how many, $6 what the kinds tell of an item, $7 and $8 the bounds of due states.
 */
const pageOf = (view: FollowUpView): string => `select coalesce(json_agg(line.item order by line.n) filter (where line.n <= $5), '[]')::text as items,
    coalesce(array_agg(line.person_id order by line.n) filter (where line.n <= $5), '{}') as persons,
    case when max(line.n) > $5 then (array_agg(json_build_object('date', line.due_on, 'id', line.id)) filter (where line.n = $5))[1] end as next
  from (
    select l.person_id, l.due_on, l.id, row_number() over (order by l.due_on, l.id) as n, (select row_to_json(item) from (
      select l.id, l.kind, l.due_on as "dueOn", l.person_id as "personId", l.assignee_id as "assigneeId", l.assignee_name as "assigneeName",
        l.waiting, l.subject_id as "subjectId", l.milestone, l.version, l.number, l.protected, l."birthDate",
        nullif(concat_ws('　', nullif(l."familyName", ''), nullif(l."givenName", '')), '') as "personName",
        nullif(concat_ws('　', nullif(l."familyKana", ''), nullif(l."givenKana", '')), '') as "personKana",
        (select b.state from unnest($7::date[], $8::text[]) as b(before, state) where l.due_on < b.before order by b.before limit 1) as state,
        coalesce((fact ->> 'mayFinish')::boolean, false) as "mayFinish", coalesce((fact ->> 'mayPostpone')::boolean, false) as "mayPostpone",
        coalesce(fact ->> 'tab', 'record') as tab, fact ->> 'screen' as screen, fact ->> 'milestones' as milestones) item) as item
    from (${labelled(
      `select f.id, f.kind, f.due_on, f.person_id, f.assignee_id, s.name as assignee_name,
         f.waiting, f.subject_id, f.milestone, f.version
       ${openHere('left join staff s on s.id = f.assignee_id')} and ${VIEW[view]} and (f.due_on, f.id) > ($3::date, $4::uuid)
       order by f.due_on, f.id limit $5::integer + 1`,
      'page.due_on, page.id',
    )}) l cross join lateral (select $6::jsonb -> l.kind -> l.waiting::integer as fact) k) line`;

const PAGE = Object.fromEntries(FOLLOW_UP_VIEWS.map((view) => [view, pageOf(view)])) as Readonly<Record<FollowUpView, string>>;

const COUNTS = `select json_build_object(${FOLLOW_UP_VIEWS.map((view) => `'${view === 'new' ? 'fresh' : view}', count(*) filter (where ${VIEW[view]})`).join(', ')})::text as counts ${openHere()}`;

@Injectable()
export class FollowUpRepository {
  /** One page by (due date, id). */
  async page(tx: Tx, view: FollowUpView, after: Keyset | undefined, limit: number): Promise<FollowUpLines> {
    const bounds = dueBounds(tx.today);
    const [lines] = await tx.query<FollowUpLines>(PAGE[view], [
      tx.today,
      tx.now,
      after?.date ?? '-infinity',
      after?.id ?? '00000000-0000-0000-0000-000000000000',
      limit,
      JSON.stringify(kindFacts()),
      bounds.map(({ before }) => before),
      bounds.map(({ state }) => state),
    ]);
    return lines ?? { items: '[]', persons: [], next: null };
  }

  /** How many stand in each view, as a JSON object. */
  async counts(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ counts: string }>(COUNTS, [tx.today, tx.now]);
    return row?.counts ?? '';
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
