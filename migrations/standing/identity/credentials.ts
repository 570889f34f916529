import { APP, definer, gate, type StandingObject } from '../object';

export const CREDENTIALS: readonly StandingObject[] = [
  gate(
    'staff_credential',
    `
create policy staff_credential_gate on staff_credential to madoguchi_gate using (true) with check (true);
grant select, update on staff_credential to madoguchi_gate;
grant insert on staff_credential to madoguchi_gate;
`,
  ),
  gate(
    'recovery_code',
    `
create policy recovery_code_gate on recovery_code to madoguchi_gate using (true) with check (true);
grant select, insert, update, delete on recovery_code to madoguchi_gate;
`,
  ),
  gate(
    'staff_identity',
    `
create policy staff_identity_gate on staff_identity to madoguchi_gate using (true) with check (true);
grant select, insert, delete on staff_identity to madoguchi_gate;
`,
  ),
  definer(
    'nothing',
    `create function credential_find(p_login text) returns table (staff_id uuid, password_hash text, failures integer, locked_until timestamptz, demo boolean, totp_secret bytea, login text)
  language sql stable as $$
  select c.staff_id, c.password_hash, c.failures, c.locked_until, s.demo, case when c.totp_confirmed_at is not null then c.totp_secret end, s.login from staff s join staff_credential c on c.staff_id = s.id
  where lower(normalize(s.login, NFKC)) = lower(normalize(p_login, NFKC)) and s.disabled_at is null $$`,
    APP,
  ),
  definer(
    'nothing',
    `create function credential_of(p_staff uuid) returns table (staff_id uuid, password_hash text, failures integer, locked_until timestamptz, demo boolean, totp_secret bytea, login text)
  language sql stable as $$
  select f.* from staff s cross join lateral credential_find(s.login) f where s.id = p_staff $$`,
    APP,
  ),
  // A new password leaves no other session alive. @returns false where the session is not one's own (any more).
  definer(
    'session',
    `create function own_password(p_session text, p_hash text, p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
declare v_staff uuid := own_staff(p_session, p_now, p_clock);
begin
  update staff_credential set password_hash = p_hash, changed_at = p_now, failures = 0, locked_until = null, must_change = false where staff_id = v_staff;
  if not found then return false; end if;
  delete from session s where s.staff_id = v_staff and s.sid_hash <> p_session;
  perform own_event('identity.change-password', v_staff, '{}', p_now);
  return true;
end $$`,
    APP,
  ),
  // For the version before.
  definer(
    'nothing',
    `create function credential_failed(p_staff uuid, p_limit integer, p_now timestamptz, p_lock interval) returns timestamptz
  language sql volatile as $$
  update staff_credential set failures = failures + 1,
    locked_until = case when failures + 1 >= p_limit then p_now + p_lock else locked_until end
  where staff_id = p_staff returning locked_until $$`,
    APP,
  ),
  // For the version before.
  definer(
    'nothing',
    `create function credential_succeeded(p_staff uuid) returns void language sql volatile as $$
  update staff_credential set failures = 0, locked_until = null where staff_id = p_staff $$`,
    APP,
  ),
  definer(
    'session',
    `create function own_totp_offer(p_session text, p_secret bytea, p_now timestamptz, p_clock timestamptz) returns boolean language sql volatile as $$
  with offered as (update staff_credential set totp_offered = p_secret where staff_id = own_staff(p_session, p_now, p_clock) returning 1)
  select exists (select 1 from offered) $$`,
    APP,
  ),
  definer(
    'session',
    `create function own_totp_offered(p_session text, p_now timestamptz, p_clock timestamptz) returns bytea language sql stable as $$
  select totp_offered from staff_credential where staff_id = own_staff(p_session, p_now, p_clock) $$`,
    APP,
  ),
  definer(
    'session',
    `create function own_totp_confirm(p_session text, p_step bigint, p_codes text[], p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
declare v_staff uuid := own_staff(p_session, p_now, p_clock);
begin
  update staff_credential set totp_secret = totp_offered, totp_offered = null, totp_confirmed_at = p_now, totp_step = p_step
  where staff_id = v_staff and totp_offered is not null;
  if not found then return false; end if;
  delete from recovery_code where staff_id = v_staff;
  insert into recovery_code (staff_id, code_hash) select v_staff, unnest(p_codes);
  perform own_event('identity.add-second-factor', v_staff, '{}', p_now);
  return true;
end $$`,
    APP,
  ),
  // With the second factor goes every other session: they were trusted because of it.
  definer(
    'session',
    `create function own_totp_remove(p_session text, p_now timestamptz, p_clock timestamptz) returns boolean language plpgsql volatile as $$
declare v_staff uuid := own_staff(p_session, p_now, p_clock);
begin
  update staff_credential set totp_secret = null, totp_offered = null, totp_confirmed_at = null, totp_step = 0
  where staff_id = v_staff and totp_confirmed_at is not null;
  if not found then return false; end if;
  delete from recovery_code where staff_id = v_staff;
  delete from session s where s.staff_id = v_staff and s.sid_hash <> p_session;
  perform own_event('identity.remove-second-factor', v_staff, '{}', p_now);
  return true;
end $$`,
    APP,
  ),
  // A code is worth one sign-in: the step of time it belongs to must be later than the last one used.
  definer(
    'nothing',
    `create function totp_use(p_staff uuid, p_step bigint) returns boolean language sql volatile as $$
  with used as (update staff_credential set totp_step = p_step where staff_id = p_staff and totp_step < p_step returning 1)
  select exists (select 1 from used) $$`,
    APP,
  ),
  definer(
    'nothing',
    `create function recovery_use(p_staff uuid, p_hash text, p_now timestamptz) returns boolean language sql volatile as $$
  with used as (update recovery_code set used_at = p_now where staff_id = p_staff and code_hash = p_hash and used_at is null returning 1)
  select exists (select 1 from used) $$`,
    APP,
  ),
  definer(
    'nothing',
    `create function identity_find(p_issuer text, p_subject text) returns table (staff_id uuid, demo boolean)
  language sql stable as $$
  select s.id, s.demo from staff_identity i join staff s on s.id = i.staff_id
  where i.issuer = p_issuer and i.subject = p_subject and s.disabled_at is null and not s.service $$`,
    APP,
  ),
  // A password that the administrator hands over: it must be changed first, and nobody stays signed in with the one before.
  definer(
    'actor',
    `create function credential_issue(p_staff uuid, p_hash text, p_now timestamptz) returns boolean
  language plpgsql volatile as $$
begin
  if not actor_administers(p_staff) or exists (select 1 from staff s where s.id = p_staff and s.service) then return false; end if;
  insert into staff_credential (staff_id, password_hash, changed_at, must_change) values (p_staff, p_hash, p_now, true)
  on conflict (staff_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at, must_change = true,
    failures = 0, locked_until = null;
  delete from session s where s.staff_id = p_staff;
  return true;
end $$`,
    APP,
  ),
  // Without a subject: linked to nobody any more. Who was signed in that way is signed out.
  definer(
    'actor',
    `create function identity_link(p_staff uuid, p_issuer text, p_subject text, p_now timestamptz) returns text
  language plpgsql volatile as $$
begin
  if not actor_administers(p_staff) or exists (select 1 from staff s where s.id = p_staff and s.service) then return 'absent'; end if;
  if exists (select 1 from staff_identity i where i.issuer = p_issuer and i.subject = p_subject and i.staff_id <> p_staff) then return 'taken'; end if;
  delete from staff_identity i where i.staff_id = p_staff and i.issuer = p_issuer;
  if p_subject is not null then
    insert into staff_identity (issuer, subject, staff_id, linked_at) values (p_issuer, p_subject, p_staff, p_now);
  end if;
  delete from session s where s.staff_id = p_staff;
  return 'done';
end $$`,
    APP,
  ),
  definer(
    'actor',
    `create function account_ways() returns table (staff_id uuid, has_password boolean, must_change boolean, linked boolean)
  language sql stable as $$
  select s.id, c.staff_id is not null, coalesce(c.must_change, false), exists (select 1 from staff_identity i where i.staff_id = s.id)
  from staff s left join staff_credential c on c.staff_id = s.id
  where actor_is_administrator() and exists (select 1 from assignment a join office o on o.id = a.office_id
    where a.staff_id = s.id and o.organisation_id = current_organisation()) $$`,
    APP,
  ),
];
