import { definedByGate, step } from '../ddl';

/** Sign-in and sessions. The runtime role reaches neither table: it asks functions that answer one account or one session. */
export const Sessions = step(
  2,
  'Sessions',
  `
create table session ( -- [technical] Signed-in browsers; the id is stored hashed
  sid_hash text primary key, -- [technical] SHA-256 of the session id
  id uuid not null default gen_random_uuid(), -- [technical] names the session in lists
  staff_id uuid references staff, -- [technical] who is signed in
  data jsonb not null, -- [technical] cookie settings; nothing about persons
  created_at timestamptz not null, -- [technical] start
  seen_at timestamptz not null, -- [technical] last seen, written at most once a minute
  expires_at timestamptz not null, -- [technical] end
  locked_at timestamptz -- [technical] 離席ロック: since when every route but unlocking and signing out is closed
);
create index session_staff on session (staff_id);
create table recovery_code ( -- [staff] One-time codes for a lost second factor
  staff_id uuid not null references staff, -- [technical] whose
  code_hash text not null, -- [sensitive] SHA-256 of the code
  used_at timestamptz, -- [technical] when it was used
  primary key (staff_id, code_hash)
);
alter table recovery_code enable row level security;
create policy recovery_code_gate on recovery_code to madoguchi_gate using (true) with check (true);
grant select, insert, update, delete on recovery_code to madoguchi_gate;
create index session_expiry on session (expires_at);
alter table session enable row level security;
create policy session_gate on session to madoguchi_gate using (true) with check (true);
create policy session_sweep on session for delete to madoguchi_worker using (true);
create policy session_sweep_read on session for select to madoguchi_worker using (true);
grant select, insert, update, delete on session to madoguchi_gate;
grant select (sid_hash, expires_at), delete on session to madoguchi_worker;

create function session_load(p_hash text, p_now timestamptz) returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('id', s.id, 'data', s.data, 'seenAt', s.seen_at, 'locked', s.locked_at is not null, 'staff', case when t.id is null then null else jsonb_build_object(
      'id', t.id, 'name', t.name, 'login', t.login, 'demo', t.demo,
      'secondFactor', exists (select 1 from staff_credential c where c.staff_id = t.id and c.totp_confirmed_at is not null),
      'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'officeId', o.id, 'officeName', o.name,
          'officeKind', o.kind, 'organisationId', g.id, 'organisationName', g.name, 'municipalityId', o.municipality_id) order by a.valid_from, a.id), '[]')
        from assignment a join office o on o.id = a.office_id join organisation g on g.id = o.organisation_id
        where a.staff_id = t.id and a.valid_from <= (p_now at time zone 'Asia/Tokyo')::date
          and a.valid_until > (p_now at time zone 'Asia/Tokyo')::date)) end)
  from session s left join staff t on t.id = s.staff_id and t.disabled_at is null
  where s.sid_hash = p_hash and s.expires_at > p_now $$;
create function session_save(p_hash text, p_staff uuid, p_data jsonb, p_now timestamptz, p_expires timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into session (sid_hash, staff_id, data, created_at, seen_at, expires_at) values (p_hash, p_staff, p_data, p_now, p_now, p_expires)
  on conflict (sid_hash) do update set staff_id = excluded.staff_id, data = excluded.data, seen_at = excluded.seen_at, expires_at = excluded.expires_at $$;
create function session_touch(p_hash text, p_now timestamptz, p_expires timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, public as $$
  update session set seen_at = p_now, expires_at = p_expires where sid_hash = p_hash and seen_at < p_now - interval '1 minute' $$;
create function session_end(p_hash text) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from session where sid_hash = p_hash $$;

create function session_lock(p_hash text, p_now timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  update session set locked_at = coalesce(locked_at, p_now) where sid_hash = p_hash $$;
create function session_unlock(p_hash text) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  update session set locked_at = null where sid_hash = p_hash $$;
create function session_list(p_hash text, p_now timestamptz) returns table (id uuid, created_at timestamptz, seen_at timestamptz, locked boolean, current boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id, s.created_at, s.seen_at, s.locked_at is not null, s.sid_hash = p_hash from session s
  where s.staff_id = (select m.staff_id from session m where m.sid_hash = p_hash and m.expires_at > p_now) and s.expires_at > p_now
  order by s.seen_at desc $$;
-- Ends another session of the person who holds this one.
create function session_end_other(p_hash text, p_id uuid) returns boolean language sql volatile security definer set search_path = pg_catalog, public as $$
  with ended as (delete from session s where s.id = p_id and s.sid_hash <> p_hash
    and s.staff_id = (select m.staff_id from session m where m.sid_hash = p_hash) returning 1)
  select exists (select 1 from ended) $$;
create function session_end_all_others(p_hash text) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  delete from session s where s.sid_hash <> p_hash and s.staff_id = (select m.staff_id from session m where m.sid_hash = p_hash) $$;

create function credential_find(p_login text) returns table (staff_id uuid, password_hash text, failures integer, locked_until timestamptz, demo boolean, totp_secret bytea, login text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select c.staff_id, c.password_hash, c.failures, c.locked_until, s.demo, case when c.totp_confirmed_at is not null then c.totp_secret end, s.login from staff s join staff_credential c on c.staff_id = s.id
  where s.login = p_login and s.disabled_at is null $$;
create function credential_of(p_staff uuid) returns table (staff_id uuid, password_hash text, failures integer, locked_until timestamptz, demo boolean, totp_secret bytea, login text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select f.* from staff s cross join lateral credential_find(s.login) f where s.id = p_staff $$;
create function credential_set_password(p_staff uuid, p_hash text, p_now timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set password_hash = p_hash, changed_at = p_now, failures = 0, locked_until = null where staff_id = p_staff $$;
create function totp_offer(p_staff uuid, p_secret bytea) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set totp_offered = p_secret where staff_id = p_staff $$;
create function totp_offered(p_staff uuid) returns bytea language sql stable security definer set search_path = pg_catalog, public as $$
  select totp_offered from staff_credential where staff_id = p_staff $$;
create function totp_confirm(p_staff uuid, p_step bigint, p_codes text[], p_now timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set totp_secret = totp_offered, totp_offered = null, totp_confirmed_at = p_now, totp_step = p_step where staff_id = p_staff;
  delete from recovery_code where staff_id = p_staff;
  insert into recovery_code (staff_id, code_hash) select p_staff, unnest(p_codes) $$;
create function totp_remove(p_staff uuid) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set totp_secret = null, totp_offered = null, totp_confirmed_at = null, totp_step = 0 where staff_id = p_staff;
  delete from recovery_code where staff_id = p_staff $$;
-- A code is worth one sign-in: the step of time it belongs to must be later than the last one used.
create function totp_use(p_staff uuid, p_step bigint) returns boolean language sql volatile security definer set search_path = pg_catalog, public as $$
  with used as (update staff_credential set totp_step = p_step where staff_id = p_staff and totp_step < p_step returning 1)
  select exists (select 1 from used) $$;
create function recovery_use(p_staff uuid, p_hash text, p_now timestamptz) returns boolean language sql volatile security definer set search_path = pg_catalog, public as $$
  with used as (update recovery_code set used_at = p_now where staff_id = p_staff and code_hash = p_hash and used_at is null returning 1)
  select exists (select 1 from used) $$;

create function credential_failed(p_staff uuid, p_limit integer, p_now timestamptz, p_lock interval) returns timestamptz
  language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set failures = failures + 1,
    locked_until = case when failures + 1 >= p_limit then p_now + p_lock else locked_until end
  where staff_id = p_staff returning locked_until $$;
create function credential_succeeded(p_staff uuid) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set failures = 0, locked_until = null where staff_id = p_staff $$;

${definedByGate('session_load(text, timestamptz)', 'madoguchi_app')}
${definedByGate('session_save(text, uuid, jsonb, timestamptz, timestamptz)', 'madoguchi_app')}
${definedByGate('session_touch(text, timestamptz, timestamptz)', 'madoguchi_app')}
${definedByGate('session_end(text)', 'madoguchi_app')}
${definedByGate('credential_find(text)', 'madoguchi_app')}
${definedByGate('session_lock(text, timestamptz)', 'madoguchi_app')}
${definedByGate('session_unlock(text)', 'madoguchi_app')}
${definedByGate('session_list(text, timestamptz)', 'madoguchi_app')}
${definedByGate('session_end_other(text, uuid)', 'madoguchi_app')}
${definedByGate('session_end_all_others(text)', 'madoguchi_app')}
${definedByGate('credential_of(uuid)', 'madoguchi_app')}
${definedByGate('credential_set_password(uuid, text, timestamptz)', 'madoguchi_app')}
${definedByGate('totp_offer(uuid, bytea)', 'madoguchi_app')}
${definedByGate('totp_offered(uuid)', 'madoguchi_app')}
${definedByGate('totp_confirm(uuid, bigint, text[], timestamptz)', 'madoguchi_app')}
${definedByGate('totp_remove(uuid)', 'madoguchi_app')}
${definedByGate('totp_use(uuid, bigint)', 'madoguchi_app')}
${definedByGate('recovery_use(uuid, text, timestamptz)', 'madoguchi_app')}
${definedByGate('credential_failed(uuid, integer, timestamptz, interval)', 'madoguchi_app')}
${definedByGate('credential_succeeded(uuid)', 'madoguchi_app')}
`,
);
