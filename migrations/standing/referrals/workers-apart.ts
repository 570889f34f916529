import { APP, definer, type StandingObject, trigger } from '../object';
import { CHOOSE_ANOTHER } from '../policies';

export const WORKERS_APART: readonly StandingObject[] = [
  // Whether a member of staff works for the other side now. The refusals do not say why: the reason is not for a queue at the counter.
  definer(
    'nobody',
    `create function works_for_other_side(p_person uuid, p_staff uuid) returns boolean language sql stable as $$
  select exists (select 1 from protection_apart(p_person) x where
    exists (select 1 from support_case s where s.person_id = x.other_id and s.status <> 'closed' and s.worker_id = p_staff)
    or exists (select 1 from referral r where r.person_id = x.other_id and r.status in ('assigned', 'accepted') and r.assigned_to = p_staff)) $$`,
  ),
  // The same, told to an office about its own staff: of whom it knows, or whom a measure that it keeps names.
  definer(
    'mask',
    `create function protection_same_worker(p_person uuid, p_staff uuid) returns boolean language sql stable as $$
  select exists (select 1 from assignment w where w.staff_id = p_staff and w.office_id = current_office())
    and (person_known(p_person) or exists (select 1 from protection_adversary a where a.adversary_person_id = p_person and a.source_office_id = current_office()))
    and works_for_other_side(p_person, p_staff) $$`,
    APP,
  ),
  definer(
    'nobody',
    `create function protection_keeps_workers_apart() returns trigger language plpgsql as $$
declare v_staff uuid := case tg_table_name when 'support_case' then (to_jsonb(new)->>'worker_id')::uuid else (to_jsonb(new)->>'assigned_to')::uuid end;
begin
  if v_staff is not null and works_for_other_side(new.person_id, v_staff) then
    raise exception '${CHOOSE_ANOTHER}' using errcode = 'MD409', constraint = 'choose_another';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger protection_worker_of_case before insert or update of worker_id on support_case for each row execute function protection_keeps_workers_apart()`),
  trigger(`create trigger protection_worker_of_request before insert or update of assigned_to on referral for each row execute function protection_keeps_workers_apart()`),
];
