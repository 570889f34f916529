import { definedByGate, step } from '../ddl';

/** Sign-in and sessions. The runtime role reaches neither table: it asks functions that answer one account or one session. */
export const Sessions = step(
  2,
  'Sessions',
  `
create table session ( -- [technical] Signed-in browsers; the id is stored hashed
  sid_hash text primary key, -- [technical] SHA-256 of the session id
  staff_id uuid references staff, -- [technical] who is signed in
  data jsonb not null, -- [technical] cookie settings; nothing about persons
  created_at timestamptz not null, -- [technical] start
  seen_at timestamptz not null, -- [technical] last seen, written at most once a minute
  expires_at timestamptz not null -- [technical] end
);
create index session_staff on session (staff_id);
create index session_expiry on session (expires_at);
alter table session enable row level security;
create policy session_gate on session to madoguchi_gate using (true) with check (true);
create policy session_sweep on session for delete to madoguchi_worker using (true);
create policy session_sweep_read on session for select to madoguchi_worker using (true);
grant select, insert, update, delete on session to madoguchi_gate;
grant select (sid_hash, expires_at), delete on session to madoguchi_worker;

create function session_load(p_hash text, p_now timestamptz) returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('data', s.data, 'seenAt', s.seen_at, 'staff', case when t.id is null then null else jsonb_build_object(
      'id', t.id, 'name', t.name, 'login', t.login, 'demo', t.demo,
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

create function credential_find(p_login text) returns table (staff_id uuid, password_hash text, failures integer, locked_until timestamptz, demo boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select c.staff_id, c.password_hash, c.failures, c.locked_until, s.demo from staff s join staff_credential c on c.staff_id = s.id
  where s.login = p_login and s.disabled_at is null $$;
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
${definedByGate('credential_failed(uuid, integer, timestamptz, interval)', 'madoguchi_app')}
${definedByGate('credential_succeeded(uuid)', 'madoguchi_app')}
`,
);
