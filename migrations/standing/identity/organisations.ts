import { OFFICE_KINDS, ROLES } from '@madoguchi/identity';
import { check, definer, gate, oneOf, type StandingObject, trigger } from '../object';
import { openToRead } from '../policies';

export const ORGANISATIONS: readonly StandingObject[] = [
  gate(
    'municipality',
    `
${openToRead('municipality')}
`,
  ),
  gate(
    'organisation',
    `
${openToRead('organisation')}
`,
  ),
  gate(
    'office',
    `
${openToRead('office')}
`,
  ),
  check('office', 'office_kinds', oneOf('kind', OFFICE_KINDS)),
  gate(
    'counter',
    `
${openToRead('counter')}
`,
  ),
  gate(
    'staff',
    `
${openToRead('staff')}
create policy staff_add on staff for insert to madoguchi_app with check (
  (select actor_is_administrator()) and not demo and disabled_at is null);
create policy staff_switch on staff for update to madoguchi_app
  using ((select actor_is_administrator()) and actor_administers(id)) with check ((select actor_is_administrator()));
grant insert (id, login, name, service), update (disabled_at) on staff to madoguchi_app;
`,
  ),
  gate(
    'assignment',
    `
${openToRead('assignment')}
create policy assignment_add on assignment for insert to madoguchi_app with check (
  (select actor_is_administrator()) and exists (
    select 1 from office o where o.id = assignment.office_id and o.organisation_id = (select current_organisation())));
create policy assignment_end on assignment for update to madoguchi_app
  using ((select actor_is_administrator()) and exists (
    select 1 from office o where o.id = assignment.office_id and o.organisation_id = (select current_organisation())))
  with check ((select actor_is_administrator()));
-- Nobody has acted under what has not begun.
create policy assignment_cancel on assignment for delete to madoguchi_app using (
  (select actor_is_administrator()) and valid_from > (select app_today()) and exists (
    select 1 from office o where o.id = assignment.office_id and o.organisation_id = (select current_organisation())));
grant insert, update (valid_until), delete on assignment to madoguchi_app;
`,
  ),
  check('assignment', 'assignment_roles', oneOf('role', ROLES)),
  gate(
    'role_item_group',
    `
${openToRead('role_item_group')}
`,
  ),
  gate(
    'role_permission',
    `
${openToRead('role_permission')}
`,
  ),
  definer(
    'nobody',
    `create function assignment_no_overlap() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.staff_id::text, 20260401));
  if exists (select 1 from assignment a where a.staff_id = new.staff_id and a.office_id = new.office_id and a.role = new.role
      and a.id <> new.id and a.valid_from < new.valid_until and new.valid_from < a.valid_until) then
    raise exception 'two assignments of one person to one office in one role overlap' using errcode = 'exclusion_violation';
  end if;
  if new.role = 'administrator' and exists (select 1 from staff s where s.id = new.staff_id and s.service) then
    raise exception 'a service account administers nothing' using errcode = 'check_violation';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger assignment_no_overlap before insert or update on assignment for each row execute function assignment_no_overlap()`),
];
