import { definedByGate, openToRead, step } from '../ddl';

/** Who acts: roles of the database, organisations, offices, staff, dated assignments, and the functions that policies ask. */
export const RolesAndActor = step(
  1,
  'RolesAndActor',
  `
revoke create on schema public from public;
grant usage on schema public to madoguchi_app, madoguchi_worker, madoguchi_counter, madoguchi_gate, madoguchi_facts;
grant create on schema public to madoguchi_gate, madoguchi_facts;

create table municipality ( -- [reference] A city that takes part
  id uuid primary key, -- [technical] key
  code text not null unique, -- [domain] 全国地方公共団体コード
  name text not null -- [domain] 市名
);
create table organisation ( -- [reference] A holder of records: the city, the labour bureau
  id uuid primary key, -- [technical] key
  kind text not null check (kind in ('city', 'labour_bureau', 'contractor')), -- [domain] kind of holder
  name text not null -- [domain] name as printed
);
create table office ( -- [reference] An office or desk of an organisation; a grantee of access
  id uuid primary key, -- [technical] key
  organisation_id uuid not null references organisation, -- [technical] whose office
  municipality_id uuid references municipality, -- [technical] the city it belongs to; absent for offices that serve several
  kind text not null check (kind in ('welfare', 'self_reliance', 'single_parent', 'labour_policy', 'hello_work', 'bureau')), -- [domain] kind of office
  name text not null, -- [domain] name as printed
  head_title text not null -- [domain] title of the head who signs official papers (福祉事務所長, 公共職業安定所長)
);
create table counter ( -- [reference] A place where clients are received
  id uuid primary key, -- [technical] key
  office_id uuid not null references office, -- [technical] whose counter
  kind text not null check (kind in ('permanent', 'visiting', 'temporary')), -- [domain] 常設・巡回・臨時
  name text not null -- [domain] name
);
create table staff ( -- [staff] A person who works here
  id uuid primary key, -- [technical] key
  login text not null unique, -- [technical] sign-in name
  name text not null, -- [domain] name shown to colleagues
  demo boolean not null default false, -- [technical] made-up account of the demo municipality; refused in production
  disabled_at timestamptz -- [technical] when the account was switched off
);
create table staff_credential ( -- [staff] Secrets of sign-in, apart from the staff row
  staff_id uuid primary key references staff, -- [technical] whose
  password_hash text not null, -- [sensitive] Argon2id
  failures integer not null default 0, -- [technical] wrong passwords since the last good one
  locked_until timestamptz, -- [technical] no sign-in before this time
  changed_at timestamptz, -- [technical] when the password was last changed
  totp_offered bytea, -- [sensitive] second factor being set up, encrypted
  totp_secret bytea, -- [sensitive] second factor, encrypted
  totp_confirmed_at timestamptz, -- [technical] since when it is asked for
  totp_step bigint not null default 0 -- [technical] last step of time whose code was used
);
create table assignment ( -- [staff] Staff x office x role, dated; a request acts under exactly one
  id uuid primary key, -- [technical] key
  staff_id uuid not null references staff, -- [technical] who
  office_id uuid not null references office, -- [technical] where
  role text not null check (role in ('reception', 'caseworker', 'employment_supporter', 'supervisor', 'navigator', 'chief_navigator', 'planner', 'administrator', 'auditor')), -- [domain] as what
  valid_from date not null, -- [domain] first day
  valid_until date not null default 'infinity', -- [domain] first day no longer
  check (valid_from < valid_until)
);
create index assignment_staff on assignment (staff_id);
create table role_item_group ( -- [reference] Which item groups a role may read at all, before consent is asked
  role text not null, -- [domain] role
  item_group text not null, -- [domain] item group
  primary key (role, item_group)
);

create function app_now() returns timestamptz language sql stable parallel safe
  as $$ select nullif(current_setting('app.now', true), '')::timestamptz $$;
create function app_today() returns date language sql stable parallel safe
  as $$ select (app_now() at time zone 'Asia/Tokyo')::date $$;
create function current_assignment() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.assignment', true), '')::uuid $$;
create function current_purpose() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.purpose', true), '') $$;
create function current_request() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.request', true), '') $$;

create function current_office() returns uuid language sql stable security definer set search_path = pg_catalog, public
  as $$ select a.office_id from assignment a join staff s on s.id = a.staff_id
        where a.id = current_assignment() and s.disabled_at is null
          and a.valid_from <= app_today() and a.valid_until > app_today() $$;
create function current_staff() returns uuid language sql stable security definer set search_path = pg_catalog, public
  as $$ select a.staff_id from assignment a join staff s on s.id = a.staff_id
        where a.id = current_assignment() and s.disabled_at is null
          and a.valid_from <= app_today() and a.valid_until > app_today() $$;
create function current_organisation() returns uuid language sql stable security definer set search_path = pg_catalog, public
  as $$ select o.organisation_id from office o where o.id = current_office() $$;
create function actor_may_read(p_group text) returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select 1 from assignment a join staff s on s.id = a.staff_id
          join role_item_group g on g.role = a.role and g.item_group = p_group
        where a.id = current_assignment() and s.disabled_at is null
          and a.valid_from <= app_today() and a.valid_until > app_today()) $$;

${openToRead('municipality', 'organisation', 'office', 'counter', 'staff', 'assignment', 'role_item_group')}
alter table staff_credential enable row level security;
create policy staff_credential_gate on staff_credential to madoguchi_gate using (true) with check (true);
grant select, update on staff_credential to madoguchi_gate;

${definedByGate('current_office()', 'madoguchi_app', 'madoguchi_worker')}
${definedByGate('current_staff()', 'madoguchi_app', 'madoguchi_worker')}
${definedByGate('current_organisation()', 'madoguchi_app', 'madoguchi_worker')}
${definedByGate('actor_may_read(text)', 'madoguchi_app', 'madoguchi_worker')}
`,
);
