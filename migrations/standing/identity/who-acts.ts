import { APP, definer, GATE, gate, type StandingObject, trigger, view, WORKER } from '../object';

export const WHO_ACTS: readonly StandingObject[] = [
  view(
    `create view actor_wanted as
  select a.id as assignment_id, a.staff_id, a.office_id, o.organisation_id, a.role,
    array(select g.item_group from role_item_group g where g.role = a.role order by g.item_group) as item_groups,
    daterange(a.valid_from, a.valid_until) as days, o.municipality_id,
    array(select p.permission from role_permission p where p.role = a.role order by p.permission) as permissions,
    coalesce((select bit_or(1 << i.bit) from role_item_group g join item_group i on i.code = g.item_group where g.role = a.role), 0) as groups
  from assignment a join staff s on s.id = a.staff_id join office o on o.id = a.office_id
  where s.disabled_at is null`,
    GATE,
  ),
  view(
    `create view current_actor as
  select r.assignment_id, r.staff_id, r.office_id, r.organisation_id, r.role, r.item_groups, r.groups from actor r
  where r.assignment_id = current_assignment() and r.days @> app_today()`,
    APP, GATE,
  ),
  // plpgsql keeps its plans for the session; SQL functions do so from PostgreSQL 18 on only.
  definer(
    'actor',
    `create function current_office() returns uuid language plpgsql stable
  as $$ begin return (select a.office_id from current_actor a); end $$`,
    APP, WORKER,
  ),
  definer(
    'actor',
    `create function current_staff() returns uuid language plpgsql stable
  as $$ begin return (select a.staff_id from current_actor a); end $$`,
    APP, WORKER,
  ),
  definer(
    'actor',
    `create function current_organisation() returns uuid language plpgsql stable
  as $$ begin return (select a.organisation_id from current_actor a); end $$`,
    APP, WORKER,
  ),
  definer(
    'actor',
    `create function actor_may_read(p_group text) returns boolean language plpgsql stable
  as $$ begin return exists (select 1 from current_actor a where p_group = any (a.item_groups)); end $$`,
    APP, WORKER,
  ),
  definer(
    'actor',
    `create function actor_is_supervisor() returns boolean language sql stable
  as $$ select exists (select 1 from assignment a where a.id = current_assignment() and a.office_id = current_office()
          and a.role in ('supervisor', 'chief_navigator')) $$`,
    APP,
  ),
  definer(
    'actor',
    `create function actor_is_auditor() returns boolean language sql stable
  as $$ select exists (select 1 from assignment a join staff s on s.id = a.staff_id
        where a.id = current_assignment() and s.disabled_at is null and a.role = 'auditor'
          and a.valid_from <= app_today() and a.valid_until > app_today()) $$`,
    APP,
  ),
  definer(
    'actor',
    `create function actor_is_administrator() returns boolean language sql stable
  as $$ select exists (select 1 from assignment a join staff s on s.id = a.staff_id
        where a.id = current_assignment() and s.disabled_at is null and a.role = 'administrator'
          and a.valid_from <= app_today() and a.valid_until > app_today()) $$`,
    APP,
  ),
  // An account is the concern of the own organisation when it works or worked here and works, or will work, nowhere else.
  definer(
    'actor',
    `create function actor_administers(p_staff uuid) returns boolean language sql stable
  as $$ select actor_is_administrator()
    and exists (select 1 from assignment a join office o on o.id = a.office_id
      where a.staff_id = p_staff and o.organisation_id = current_organisation())
    and not exists (select 1 from assignment a join office o on o.id = a.office_id
      where a.staff_id = p_staff and o.organisation_id <> current_organisation() and a.valid_until > app_today()) $$`,
    APP,
  ),
  gate(
    'actor',
    `
create policy actor_read on actor for select to madoguchi_app using (true);
create policy actor_gate on actor to madoguchi_gate using (true) with check (true);
grant select on actor to madoguchi_app;
grant select, insert, delete on actor to madoguchi_gate;
`,
  ),
  definer(
    'nobody',
    `create function actor_derive() returns trigger language plpgsql as $$
begin
  -- One at a time: of two changes that do not see each other, the later would leave a row behind.
  perform pg_advisory_xact_lock(20290001);
  delete from actor where assignment_id in (select d.assignment_id from (select * from actor except select * from actor_wanted) d);
  insert into actor select * from actor_wanted except select * from actor;
  return null;
end $$`,
  ),
  trigger(`create trigger actor_of_assignment after insert or update or delete or truncate on assignment for each statement execute function actor_derive()`),
  trigger(`create trigger actor_of_staff after update on staff for each statement execute function actor_derive()`),
  trigger(`create trigger actor_of_office after update on office for each statement execute function actor_derive()`),
  trigger(`create trigger actor_of_role after insert or update or delete or truncate on role_item_group for each statement execute function actor_derive()`),
  trigger(`create trigger actor_of_permission after insert or update or delete or truncate on role_permission for each statement execute function actor_derive()`),
  // For the differential job: rows that changes with triggers off have left behind, of which there must be none.
  definer(
    'worker',
    `create function actor_differences() returns bigint language sql stable as $$
  select count(*) from ((select * from actor except select * from actor_wanted) union all (select * from actor_wanted except select * from actor)) d $$`,
    WORKER,
  ),
];
