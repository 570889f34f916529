import { APP, definer, type StandingObject } from '../object';
import { DAY, EVENTS, MOST, PERIOD } from '../audit/day-lines';

export const REFERRALS_FOR_AUDITORS: readonly StandingObject[] = [
  // Opened persons with whom the member of staff had no part: not 担当 (of a case, a request, a due item, or a due item of
  // the own office's tray), and nothing written about the person in the days before. What is no look is a writing.
  definer(
    'actor',
    `create function audit_opened_without_part(p_from timestamptz, p_until timestamptz, p_persons integer, p_days integer)
  returns table (staff_id uuid, day date, persons integer, events uuid[])
  language sql stable as $$
  with opened as materialized (
    select e.id, e.at, e.staff_id, e.office_id, e.subjects[1] as person_id, ${DAY} as day
    from audit_event e where ${PERIOD} and e.action = 'clients.open' and e.staff_id is not null),
  many as materialized (
    select o.staff_id, o.day from opened o group by 1, 2 having count(distinct o.person_id) >= p_persons),
  wrote as materialized (
    select distinct e.staff_id, s.person_id, ${DAY} as day
    from (select distinct m.staff_id from many m) m
    join audit_event e on e.staff_id = m.staff_id and e.at >= p_from - make_interval(days => p_days) and e.at < p_until
    cross join lateral unnest(e.subjects) as s(person_id)
    where not exists (select 1 from code c where c.kind = 'audit_look' and c.code = e.action)),
  strange as (
    select e.* from opened e join many m on m.staff_id = e.staff_id and m.day = e.day
    where not exists (select 1 from support_case k where k.person_id = e.person_id and k.worker_id = e.staff_id)
      and not exists (select 1 from referral r where r.person_id = e.person_id and r.assigned_to = e.staff_id)
      and not exists (select 1 from follow_up f where f.person_id = e.person_id
        and (f.assignee_id = e.staff_id or (f.assignee_id is null and f.office_id = e.office_id))
        and f.entered_at <= e.at and (f.closed_at is null or f.closed_at >= e.at))
      and not exists (select 1 from wrote w where w.staff_id = e.staff_id and w.person_id = e.person_id and w.day > e.day - p_days and w.day <= e.day))
  select e.staff_id, e.day, count(distinct e.person_id)::integer, ${EVENTS} from strange e
  group by 1, 2 having count(distinct e.person_id) >= p_persons order by 3 desc, 2, 1 limit ${MOST} $$`,
    APP,
  ),
];
