import { definedByGate, step } from '../ddl';

/**
 * What an administrator may write: accounts and dated assignments of the own organisation, never the records of persons.
 * Two assignments of one person to one office in one role never overlap, whoever writes them.
 */
export const StaffAdministration = step(
  26,
  'StaffAdministration',
  `
grant create on schema public to madoguchi_gate;
-- An account is the concern of the own organisation when it works or worked here and works, or will work, nowhere else.
create function actor_administers(p_staff uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select actor_is_administrator()
    and exists (select 1 from assignment a join office o on o.id = a.office_id
      where a.staff_id = p_staff and o.organisation_id = current_organisation())
    and not exists (select 1 from assignment a join office o on o.id = a.office_id
      where a.staff_id = p_staff and o.organisation_id <> current_organisation() and a.valid_until > app_today()) $$;
${definedByGate('actor_administers(uuid)', 'madoguchi_app')}

create function assignment_no_overlap() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
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
end $$;
${definedByGate('assignment_no_overlap()')}
create trigger assignment_no_overlap before insert or update on assignment for each row execute function assignment_no_overlap();

create policy staff_add on staff for insert to madoguchi_app with check (
  (select actor_is_administrator()) and not demo and disabled_at is null);
create policy staff_switch on staff for update to madoguchi_app
  using ((select actor_is_administrator()) and actor_administers(id)) with check ((select actor_is_administrator()));
grant insert (id, login, name, service), update (disabled_at) on staff to madoguchi_app;
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
create index assignment_office on assignment (office_id, valid_until);

grant insert on staff_credential to madoguchi_gate;
-- A password that the administrator hands over: it must be changed first, and nobody stays signed in with the one before.
create function credential_issue(p_staff uuid, p_hash text, p_now timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not actor_administers(p_staff) or exists (select 1 from staff s where s.id = p_staff and s.service) then return false; end if;
  insert into staff_credential (staff_id, password_hash, changed_at, must_change) values (p_staff, p_hash, p_now, true)
  on conflict (staff_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = true,
    failures = 0, locked_until = null;
  delete from session s where s.staff_id = p_staff;
  return true;
end $$;
-- Without a subject: linked to nobody any more. Who was signed in that way is signed out.
create function identity_link(p_staff uuid, p_issuer text, p_subject text, p_now timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if not actor_administers(p_staff) or exists (select 1 from staff s where s.id = p_staff and s.service) then return 'absent'; end if;
  if exists (select 1 from staff_identity i where i.issuer = p_issuer and i.subject = p_subject and i.staff_id <> p_staff) then return 'taken'; end if;
  delete from staff_identity i where i.staff_id = p_staff and i.issuer = p_issuer;
  if p_subject is not null then
    insert into staff_identity (issuer, subject, staff_id, linked_at) values (p_issuer, p_subject, p_staff, p_now);
  end if;
  delete from session s where s.staff_id = p_staff;
  return 'done';
end $$;
create function account_ways() returns table (staff_id uuid, has_password boolean, must_change boolean, linked boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id, c.staff_id is not null, coalesce(c.must_change, false), exists (select 1 from staff_identity i where i.staff_id = s.id)
  from staff s left join staff_credential c on c.staff_id = s.id
  where actor_is_administrator() and exists (select 1 from assignment a join office o on o.id = a.office_id
    where a.staff_id = s.id and o.organisation_id = current_organisation()) $$;
${definedByGate('credential_issue(uuid, text, timestamptz)', 'madoguchi_app')}
${definedByGate('identity_link(uuid, text, text, timestamptz)', 'madoguchi_app')}
${definedByGate('account_ways()', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
