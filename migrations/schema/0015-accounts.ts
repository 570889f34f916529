import { definedByGate, step } from '../ddl';

/**
 * How an account signs in besides the password: an identity provider's subject, stored as a pair with its issuer. Which
 * ways an account has comes with the session; a password that somebody else has chosen must be changed first.
 */
export const Accounts = step(
  15,
  'Accounts',
  `
grant create on schema public to madoguchi_gate;
alter table staff add column service boolean not null default false;
comment on column staff.service is '[technical] account of another system: acts with tokens only, never signs in';
alter table staff_credential add column must_change boolean not null default false;
comment on column staff_credential.must_change is '[technical] the password was chosen by somebody else and is worth one thing: choosing another';

create table staff_identity ( -- [staff] Who a person is at an identity provider; matched by this pair alone, never by name or e-mail
  issuer text not null, -- [technical] provider
  subject text not null, -- [sensitive] what the provider calls the person
  staff_id uuid not null references staff, -- [technical] whose account it opens
  linked_at timestamptz not null, -- [technical] when it was linked
  primary key (issuer, subject),
  unique (staff_id, issuer)
);
alter table staff_identity enable row level security;
create policy staff_identity_gate on staff_identity to madoguchi_gate using (true) with check (true);
grant select, insert, delete on staff_identity to madoguchi_gate;

create function identity_find(p_issuer text, p_subject text) returns table (staff_id uuid, demo boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id, s.demo from staff_identity i join staff s on s.id = i.staff_id
  where i.issuer = p_issuer and i.subject = p_subject and s.disabled_at is null and not s.service $$;
-- What a browser was sent to the provider with is worth one return: a second one, also at the same moment, finds nothing.
create function session_take_attempt(p_hash text) returns jsonb
  language sql volatile security definer set search_path = pg_catalog, public as $$
  with held as (select sid_hash, data -> 'attempt' as attempt from session where sid_hash = p_hash and data ? 'attempt' for update),
    taken as (update session s set data = s.data - 'attempt' from held where s.sid_hash = held.sid_hash returning held.attempt)
  select attempt from taken $$;

create or replace function session_load(p_hash text, p_now timestamptz) returns jsonb language sql stable security definer set search_path = pg_catalog, public as $$
  select jsonb_build_object('id', s.id, 'data', s.data, 'seenAt', s.seen_at, 'locked', s.locked_at is not null, 'staff', case when t.id is null then null else jsonb_build_object(
      'id', t.id, 'name', t.name, 'login', t.login, 'demo', t.demo,
      'secondFactor', coalesce(c.totp_confirmed_at is not null, false),
      'hasPassword', c.staff_id is not null, 'mustChange', coalesce(c.must_change, false),
      'linked', exists (select 1 from staff_identity i where i.staff_id = t.id),
      'assignments', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'role', a.role, 'officeId', o.id, 'officeName', o.name,
          'officeKind', o.kind, 'organisationId', g.id, 'organisationName', g.name, 'municipalityId', o.municipality_id) order by a.valid_from, a.id), '[]')
        from assignment a join office o on o.id = a.office_id join organisation g on g.id = o.organisation_id
        where a.staff_id = t.id and a.valid_from <= (p_now at time zone 'Asia/Tokyo')::date
          and a.valid_until > (p_now at time zone 'Asia/Tokyo')::date)) end)
  from session s left join staff t on t.id = s.staff_id and t.disabled_at is null and not t.service
    left join staff_credential c on c.staff_id = t.id
  where s.sid_hash = p_hash and s.expires_at > p_now $$;
create or replace function credential_set_password(p_staff uuid, p_hash text, p_now timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, public as $$
  update staff_credential set password_hash = p_hash, changed_at = p_now, failures = 0, locked_until = null, must_change = false where staff_id = p_staff $$;

${definedByGate('identity_find(text, text)', 'madoguchi_app')}
${definedByGate('session_take_attempt(text)', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
