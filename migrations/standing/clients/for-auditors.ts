import { APP, definer, type StandingObject } from '../object';
import { DAY, EVENTS, MOST, PERIOD } from '../audit/day-lines';

export const CLIENTS_FOR_AUDITORS: readonly StandingObject[] = [
  // An auditor names a person by the record number and sees persons by it; no name is ever told.
  definer(
    'actor',
    `create function audit_person(p_number text) returns uuid language sql stable as $$
  select p.id from person p where p.number = p_number and actor_is_auditor() $$`,
    APP,
  ),
  definer(
    'actor',
    `create function audit_numbers(p_persons uuid[]) returns table (person_id uuid, number text) language sql stable as $$
  select p.id, p.number from person p where p.id = any(p_persons) and actor_is_auditor() $$`,
    APP,
  ),
  // One person opened by many members of staff on one day.
  definer(
    'actor',
    `create function audit_opened_by_many(p_from timestamptz, p_until timestamptz, p_staff integer)
  returns table (person_id uuid, number text, day date, staff integer, events uuid[])
  language sql stable as $$
  select e.subjects[1], p.number, ${DAY}, count(distinct e.staff_id)::integer, ${EVENTS}
  from audit_event e left join person p on p.id = e.subjects[1]
  where ${PERIOD} and e.action = 'clients.open'
  group by 1, 2, 3 having count(distinct e.staff_id) >= p_staff order by 4 desc, 3, 1 limit ${MOST} $$`,
    APP,
  ),
];
