import { definedByGate, step } from '../ddl';

/**
 * What a write changed and what was searched for, beside the event and readable by its key alone. A key belongs to one
 * person (a search without a person: to the month) and is stored wrapped by the master key, which never enters the
 * database. The leaf covers the ciphertext: destroying a key leaves the record sound and its values gone.
 */
export const AuditValues = step(
  17,
  'AuditValues',
  `
grant create on schema public to madoguchi_gate;
alter table audit_event add column sealed jsonb;
comment on column audit_event.sealed is '[sensitive] values before and after, or the text of a search: AES-256-GCM under the keys named beside them';
grant select (sealed) on audit_event to madoguchi_app;

create table audit_key ( -- [audit] Keys of the sealed values, wrapped by the master key; a destroyed one leaves its row
  id uuid primary key, -- [technical] key
  person_id uuid, -- [technical] whose values; the row outlives the person
  month text check (month ~ '^[0-9]{4}-[0-9]{2}$'), -- [technical] month of searches that are about nobody in particular
  master_key_id text not null, -- [technical] which master key wraps it
  wrapped bytea, -- [sensitive] the key, encrypted; absent once destroyed
  made_at timestamptz not null, -- [technical] when
  destroyed_at timestamptz, -- [technical] when it was destroyed
  check ((person_id is null) <> (month is null)),
  check ((wrapped is null) = (destroyed_at is not null))
);
create unique index audit_key_person on audit_key (person_id) where destroyed_at is null;
create unique index audit_key_month on audit_key (month) where destroyed_at is null;
alter table audit_key enable row level security;
create policy audit_key_gate on audit_key to madoguchi_gate using (true) with check (true);
grant select, insert, update on audit_key to madoguchi_gate;

-- The key to write with: the one in use, else the one that the caller brings. Of two first writes the second waits for the
-- first to end, and gets its key.
create function audit_key_take(p_id uuid, p_person uuid, p_month text, p_master_key_id text, p_wrapped bytea)
  returns table (id uuid, master_key_id text, wrapped bytea)
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  for attempt in 1..2 loop
    if p_person is null then
      return query select k.id, k.master_key_id, k.wrapped from audit_key k where k.month = p_month and k.destroyed_at is null;
    else
      return query select k.id, k.master_key_id, k.wrapped from audit_key k where k.person_id = p_person and k.destroyed_at is null;
    end if;
    if found then return; end if;
    insert into audit_key (id, person_id, month, master_key_id, wrapped, made_at)
    values (p_id, p_person, p_month, p_master_key_id, p_wrapped, app_now()) on conflict do nothing;
  end loop;
end $$;

-- Keys of stored events, for auditors; a destroyed one comes back without its key.
create function audit_key_read(p_ids uuid[]) returns table (id uuid, person_id uuid, month text, master_key_id text, wrapped bytea)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select k.id, k.person_id, k.month, k.master_key_id, k.wrapped from audit_key k where k.id = any(p_ids) and actor_is_auditor() $$;
${definedByGate('audit_key_take(uuid, uuid, text, text, bytea)', 'madoguchi_app')}
${definedByGate('audit_key_read(uuid[])', 'madoguchi_app')}

-- As before, with the ciphertext as a last field where there is one: leaves of earlier rows stay as they are. What is done
-- to an account under no assignment belongs to the office of its newest assignment, so that its auditors see it; the time
-- is then the caller's.
drop function audit_append(text, uuid[], jsonb);
create function audit_append(p_action text, p_subjects uuid[], p_detail jsonb, p_sealed jsonb default null, p_at timestamptz default null) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  v_id uuid := gen_random_uuid();
  v_at timestamptz := coalesce(app_now(), p_at, clock_timestamp());
  v_request text := coalesce(current_request(), '-');
  v_assignment uuid := current_assignment();
  v_staff uuid; v_office uuid;
  v_purpose text := current_purpose();
  v_xid xid8 := pg_current_xact_id();
begin
  if v_assignment is not null then
    select a.staff_id, a.office_id into v_staff, v_office from assignment a where a.id = v_assignment;
  elsif p_detail ? 'staffId' then
    v_staff := (p_detail ->> 'staffId')::uuid;
    select a.office_id into v_office from assignment a where a.staff_id = v_staff order by a.valid_until desc, a.valid_from desc, a.id limit 1;
  end if;
  insert into audit_event (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail, sealed, xid, leaf_hash)
  values (v_id, v_at, v_request, v_assignment, v_staff, v_office, v_purpose, p_action, p_subjects, p_detail, p_sealed, v_xid,
    sha256(convert_to(concat_ws(E'\\x1f', v_xid, v_id, to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), v_request,
      coalesce(v_assignment::text, ''), coalesce(v_staff::text, ''), coalesce(v_office::text, ''), coalesce(v_purpose, ''), p_action,
      array_to_string(p_subjects, ','), p_detail::text, p_sealed::text), 'UTF8')));
end $$;
${definedByGate('audit_append(text, uuid[], jsonb, jsonb, timestamptz)', 'madoguchi_app', 'madoguchi_worker')}

-- Nothing is disposed of before its fiscal year is 確定. No table says yet which years are: so none is.
create function audit_years_closed(p_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select false and p_person is not null $$;
-- The owner's alone: what is left is the row that says when.
create function audit_drop_person_key(p_person uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  update audit_key set wrapped = null, destroyed_at = coalesce(app_now(), clock_timestamp()) where person_id = p_person and destroyed_at is null;
  if not found then return false; end if;
  perform audit_append('audit.destroy-key', array[p_person], '{}');
  return true;
end $$;
-- For disposal. False: refused, because a fiscal year in which the person has facts is not closed.
create function audit_destroy_person_key(p_person uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not audit_years_closed(p_person) then return false; end if;
  perform audit_drop_person_key(p_person);
  return true;
end $$;
${definedByGate('audit_years_closed(uuid)')}
${definedByGate('audit_drop_person_key(uuid)')}
${definedByGate('audit_destroy_person_key(uuid)', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
