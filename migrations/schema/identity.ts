import { step } from './step';

/** Who acts: organisations, offices, counters, staff, dated assignments, sign-in, sessions and tokens. */
export const identityTables = step(
  '0.2.0-identity',
  `
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
  kind text not null, -- [domain] kind of office
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
  disabled_at timestamptz, -- [technical] when the account was switched off
  service boolean not null default false -- [technical] account of another system: acts with tokens only, never signs in
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
  totp_step bigint not null default 0, -- [technical] last step of time whose code was used
  must_change boolean not null default false -- [technical] the password was chosen by somebody else and is worth one thing: choosing another
);
create table staff_identity ( -- [staff] Who a person is at an identity provider; matched by this pair alone, never by name or e-mail
  issuer text not null, -- [technical] provider
  subject text not null, -- [sensitive] what the provider calls the person
  staff_id uuid not null references staff, -- [technical] whose account it opens
  linked_at timestamptz not null, -- [technical] when it was linked
  primary key (issuer, subject),
  unique (staff_id, issuer)
);
create table recovery_code ( -- [staff] One-time codes for a lost second factor
  staff_id uuid not null references staff, -- [technical] whose
  code_hash text not null, -- [sensitive] SHA-256 of the code
  used_at timestamptz, -- [technical] when it was used
  primary key (staff_id, code_hash)
);
create table assignment ( -- [staff] Staff x office x role, dated; a request acts under exactly one
  id uuid primary key, -- [technical] key
  staff_id uuid not null references staff, -- [technical] who
  office_id uuid not null references office, -- [technical] where
  role text not null, -- [domain] as what
  valid_from date not null, -- [domain] first day
  valid_until date not null default 'infinity', -- [domain] first day no longer
  check (valid_from < valid_until)
);
create index assignment_staff on assignment (staff_id);
create index assignment_office on assignment (office_id, valid_until);
create table role_item_group ( -- [reference] Which item groups a role may read at all, before consent is asked
  role text not null, -- [domain] role
  item_group text not null, -- [domain] item group
  primary key (role, item_group)
);
create table actor ( -- [staff] What an assignment makes of its holder: derived from assignment, account, office and role; nobody who is switched off has a row
  assignment_id uuid primary key, -- [technical] key
  staff_id uuid not null, -- [technical] who
  office_id uuid not null, -- [technical] where
  organisation_id uuid not null, -- [technical] whose office
  role text not null, -- [domain] as what
  item_groups text[] not null, -- [domain] which item groups the role may read at all
  days daterange not null -- [domain] on which days
) with (fillfactor = 10); -- Wide apart, so that the planner takes the key even in a town of ten.
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
create index session_expiry on session (expires_at);
create table service_token ( -- [staff] Tokens of other systems of the city; each acts under one assignment of a service account
  id uuid primary key, -- [technical] key
  assignment_id uuid not null references assignment, -- [technical] as whom and for which office
  name text not null check (length(name) between 1 and 60), -- [domain] which system, in the words of whoever issued it
  token_hash bytea not null unique check (length(token_hash) = 32), -- [sensitive] SHA-256 of the token
  permissions text[] not null check (cardinality(permissions) between 1 and 50), -- [technical] what it may do; never more than the role
  issued_at timestamptz not null, -- [technical] when
  issued_by uuid references staff, -- [domain] who; absent for the operator
  valid_until date not null, -- [domain] first day no longer
  revoked_at timestamptz, -- [technical] since when it opens nothing
  revoked_by uuid references staff, -- [domain] who revoked it; absent for the operator
  last_used_at timestamptz, -- [technical] last use, written at most once a minute
  check (valid_until > (issued_at at time zone 'Asia/Tokyo')::date),
  check (valid_until <= (issued_at at time zone 'Asia/Tokyo')::date + 367)
);
create index service_token_assignment on service_token (assignment_id);
`,
);
