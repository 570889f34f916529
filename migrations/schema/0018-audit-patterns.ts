import { definedByGate, step } from '../ddl';

/** Brings the events of a day of one person of staff into a line that can be opened; more than these are not listed. */
const EVENTS = '(array_agg(e.id order by e.at))[1:200]';
const DAY = "(e.at at time zone 'Asia/Tokyo')::date";
/** Lines of one kind, most striking first. */
const MOST = 200;
const PERIOD = 'e.office_id = any((select audit_offices())::uuid[]) and e.at >= p_from and e.at < p_until';

/**
 * 気になる利用: what an auditor may want to ask about. Nothing here judges: each line counts events of one day and names
 * them. The thresholds come from the settings, through the caller, who shows them beside the result.
 */
export const AuditPatterns = step(
  18,
  'AuditPatterns',
  `
grant create on schema public to madoguchi_gate;
create index audit_event_staff on audit_event (staff_id, at);

-- The offices whose events the acting auditor may read; none for anybody else.
create function audit_offices() returns uuid[] language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce(array_agg(o.id), '{}') from office o where o.organisation_id = current_organisation() and actor_is_auditor() $$;

-- Opened persons with whom the member of staff had no part: not 担当 (of a case, a request, a due item, or a due item of
-- the own office's tray), and nothing written about the person in the days before. What is no look is a writing.
create function audit_opened_without_part(p_from timestamptz, p_until timestamptz, p_persons integer, p_days integer)
  returns table (staff_id uuid, day date, persons integer, events uuid[])
  language sql stable security definer set search_path = pg_catalog, public as $$
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
  group by 1, 2 having count(distinct e.person_id) >= p_persons order by 3 desc, 2, 1 limit ${MOST} $$;

-- Looks at persons before opening, after closing, and on days on which the office is closed. Offices and their open days
-- come side by side.
create function audit_outside_hours(p_from timestamptz, p_until timestamptz, p_opens time, p_closes time, p_offices uuid[], p_days date[], p_looks integer)
  returns table (staff_id uuid, day date, closed boolean, first_at timestamptz, last_at timestamptz, looks integer, persons integer, events uuid[])
  language sql stable security definer set search_path = pg_catalog, public as $$
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
  from most m join seen s on s.staff_id = m.staff_id and s.day = m.day order by m.looks desc, m.day, m.staff_id $$;

-- One person opened by many members of staff on one day.
create function audit_opened_by_many(p_from timestamptz, p_until timestamptz, p_staff integer)
  returns table (person_id uuid, number text, day date, staff integer, events uuid[])
  language sql stable security definer set search_path = pg_catalog, public as $$
  select e.subjects[1], p.number, ${DAY}, count(distinct e.staff_id)::integer, ${EVENTS}
  from audit_event e left join person p on p.id = e.subjects[1]
  where ${PERIOD} and e.action = 'clients.open'
  group by 1, 2, 3 having count(distinct e.staff_id) >= p_staff order by 4 desc, 3, 1 limit ${MOST} $$;

-- Looks that were refused, and wrong passwords or codes.
create function audit_refusals(p_from timestamptz, p_until timestamptz, p_refused integer, p_wrong integer)
  returns table (staff_id uuid, day date, action text, times integer, events uuid[])
  language sql stable security definer set search_path = pg_catalog, public as $$
  select e.staff_id, ${DAY}, e.action, count(*)::integer, ${EVENTS}
  from audit_event e where ${PERIOD} and e.action in ('audit.refused', 'identity.wrong-secret')
  group by 1, 2, 3 having count(*) >= case e.action when 'audit.refused' then p_refused else p_wrong end order by 4 desc, 2, 1 limit ${MOST} $$;
${definedByGate('audit_offices()', 'madoguchi_app')}
${definedByGate('audit_opened_without_part(timestamptz, timestamptz, integer, integer)', 'madoguchi_app')}
${definedByGate('audit_outside_hours(timestamptz, timestamptz, time, time, uuid[], date[], integer)', 'madoguchi_app')}
${definedByGate('audit_opened_by_many(timestamptz, timestamptz, integer)', 'madoguchi_app')}
${definedByGate('audit_refusals(timestamptz, timestamptz, integer, integer)', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
