import { APP, definer, type StandingObject } from '../object';
import { DAY, EVENTS, MOST, PERIOD } from './day-lines';

export const AUDIT_PATTERNS: readonly StandingObject[] = [
  // The offices whose events the acting auditor may read; none for anybody else.
  definer(
    'actor',
    `create function audit_offices() returns uuid[] language sql stable as $$
  select coalesce(array_agg(o.id), '{}') from office o where o.organisation_id = current_organisation() and actor_is_auditor() $$`,
    APP,
  ),
  // Looks at persons before opening, after closing, and on days on which the office is closed. Offices and their open days
  // come side by side.
  definer(
    'actor',
    `create function audit_outside_hours(p_from timestamptz, p_until timestamptz, p_opens time, p_closes time, p_offices uuid[], p_days date[], p_looks integer)
  returns table (staff_id uuid, day date, closed boolean, first_at timestamptz, last_at timestamptz, looks integer, persons integer, events uuid[])
  language sql stable as $$
  with outside as materialized (
    select e.id, e.at, e.staff_id, e.subjects, ${DAY} as day, o.day is null as closed
    from audit_event e left join unnest(p_offices, p_days) as o(office_id, day) on o.office_id = e.office_id and o.day = ${DAY}
    where ${PERIOD} and e.staff_id is not null and cardinality(e.subjects) > 0
      and (o.day is null or (e.at at time zone 'Asia/Tokyo')::time < p_opens or (e.at at time zone 'Asia/Tokyo')::time >= p_closes)
      and exists (select 1 from code c where c.kind = 'audit_look' and c.code = e.action)),
  most as (
    select e.staff_id, e.day, bool_or(e.closed) as closed, min(e.at) as first_at, max(e.at) as last_at, count(*)::integer as looks, ${EVENTS} as events
    from outside e group by 1, 2 having count(*) >= p_looks order by 6 desc, 2, 1 limit ${MOST}),
  seen as (
    select e.staff_id, e.day, count(distinct s.person_id)::integer as persons
    from outside e join most m on m.staff_id = e.staff_id and m.day = e.day cross join lateral unnest(e.subjects) as s(person_id) group by 1, 2)
  select m.staff_id, m.day, m.closed, m.first_at, m.last_at, m.looks, s.persons, m.events
  from most m join seen s on s.staff_id = m.staff_id and s.day = m.day order by m.looks desc, m.day, m.staff_id $$`,
    APP,
  ),
  // Looks that were refused, wrong passwords or codes, and questions about whom the office has no consent of.
  definer(
    'actor',
    `create function audit_repeated(p_from timestamptz, p_until timestamptz, p_refused integer, p_wrong integer, p_questions integer)
  returns table (staff_id uuid, day date, action text, times integer, events uuid[])
  language sql stable as $$
  select e.staff_id, ${DAY}, e.action, count(*)::integer, ${EVENTS}
  from audit_event e where ${PERIOD} and e.action in ('audit.refused', 'identity.wrong-secret', 'protection.ask-exceptional')
  group by 1, 2, 3 having count(*) >= case e.action when 'audit.refused' then p_refused when 'identity.wrong-secret' then p_wrong else p_questions end
  order by 4 desc, 2, 1 limit ${MOST} $$`,
    APP,
  ),
  // For the version before.
  definer(
    'actor',
    `create function audit_refusals(p_from timestamptz, p_until timestamptz, p_refused integer, p_wrong integer)
  returns table (staff_id uuid, day date, action text, times integer, events uuid[])
  language sql stable as $$
  select e.staff_id, ${DAY}, e.action, count(*)::integer, ${EVENTS}
  from audit_event e where ${PERIOD} and e.action in ('audit.refused', 'identity.wrong-secret')
  group by 1, 2, 3 having count(*) >= case e.action when 'audit.refused' then p_refused else p_wrong end order by 4 desc, 2, 1 limit ${MOST} $$`,
    APP,
  ),
];
