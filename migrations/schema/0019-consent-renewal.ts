import { definedByGate, step } from '../ddl';

/**
 * A consent may name an organisation instead of one office, may be narrowed item by item, and may be renewed: the new one
 * takes the place of the old one in the same moment, so that nothing closes between them.
 */
export const ConsentRenewal = step(
  19,
  'ConsentRenewal',
  `
grant create on schema public to madoguchi_gate;
alter table consent add column recipient_organisation_id uuid references organisation;
update consent c set recipient_organisation_id = o.organisation_id from office o where o.id = c.recipient_office_id;
alter table consent alter column recipient_organisation_id set not null;
alter table consent alter column recipient_office_id drop not null;
alter table consent add column renews_id uuid unique references consent;
alter table consent add column superseded_at timestamptz;
comment on column consent.recipient_organisation_id is '[domain] organisation of the recipient';
comment on column consent.recipient_office_id is '[domain] recipient; absent where the consent names the organisation with all its offices';
comment on column consent.renews_id is '[technical] consent that this one takes the place of';
comment on column consent.superseded_at is '[technical] moment from which a renewal works in its place';
grant update (superseded_at) on consent to madoguchi_app;
alter table consent_scope add column narrowed_on date;
alter table consent_scope add column narrowed_at timestamptz;
alter table consent_scope add constraint consent_scope_narrowed check ((narrowed_on is null) = (narrowed_at is null));
comment on column consent_scope.narrowed_on is '[domain] day on which the person took this item back';
comment on column consent_scope.narrowed_at is '[technical] moment from which it is not shared';
create policy consent_scope_narrow on consent_scope for update to madoguchi_app
  using (exists (select 1 from consent c where c.id = consent_scope.consent_id and c.source_office_id = (select current_office())))
  with check (narrowed_at is not null);
grant update (narrowed_on, narrowed_at) on consent_scope to madoguchi_app;
-- What was taken back does not come back: the person signs anew.
create function consent_scope_guard() returns trigger language plpgsql as $$
begin
  if old.narrowed_at is not null and new.narrowed_at is distinct from old.narrowed_at then raise exception 'narrowed' using errcode = '42501'; end if;
  return new;
end $$;
create trigger consent_scope_guard before update on consent_scope for each row execute function consent_scope_guard();
create function consent_guard() returns trigger language plpgsql as $$
begin
  if (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
      or (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at) then
    raise exception 'ended' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger consent_guard before update on consent for each row execute function consent_guard();

create or replace function consent_parties() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- One in force a person, office and recipient; an index could not tell an expired one from one in force.
  perform access_lock(new.person_id);
  if new.recipient_organisation_id is null then
    new.recipient_organisation_id := (select o.organisation_id from office o where o.id = new.recipient_office_id);
  end if;
  if not exists (select 1 from office o where o.organisation_id = new.recipient_organisation_id and o.id = coalesce(new.recipient_office_id, o.id)) then
    raise exception 'another organisation' using errcode = '42501';
  end if;
  if exists (select 1 from consent c where c.person_id = new.person_id and c.source_office_id = new.source_office_id
      and c.recipient_organisation_id = new.recipient_organisation_id
      and coalesce(c.recipient_office_id, new.recipient_office_id) is not distinct from coalesce(new.recipient_office_id, c.recipient_office_id)
      and c.withdrawn_at is null and c.superseded_at is null and c.valid_until_at > app_now()) then
    raise exception 'a consent is in force' using errcode = '23505', constraint = 'consent_one_in_force';
  end if;
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  return new;
end $$;

create or replace function access_wanted_consent_reasons(p_person uuid)
  returns table (grantee_office_id uuid, source_organisation_id uuid, cause_id uuid, referral_id uuid, purpose text, item_groups text[], valid_from timestamptz, valid_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select case s.direction when 'to_recipient' then r.recipient_office_id else c.source_office_id end,
    case s.direction when 'to_recipient' then c.source_organisation_id else c.recipient_organisation_id end,
    c.id, r.id, s.purpose, array_agg(s.item_group order by s.item_group),
    greatest(c.valid_from_at, r.sent_at),
    least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))
  from consent c
  join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id and r.sent_at is not null
    and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id)
  join office o on o.id = r.recipient_office_id and o.organisation_id = c.recipient_organisation_id
  join consent_scope s on s.consent_id = c.id and s.narrowed_at is null
  where c.person_id = p_person
  group by 1, 2, c.id, r.id, s.purpose, s.direction, c.valid_from_at, r.sent_at, c.valid_until_at, c.withdrawn_at, c.superseded_at, r.sharing_ended_at $$;

create or replace function access_sync_consents(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, referral_id, purpose, item_groups, valid_from, valid_until)
  select p_person, w.grantee_office_id, w.source_organisation_id, 'consent', w.cause_id, w.referral_id, w.purpose, w.item_groups, w.valid_from, w.valid_until
  from access_wanted_consent_reasons(p_person) w
  on conflict (person_id, grantee_office_id, source_organisation_id, kind, cause_id, referral_id, purpose)
  do update set item_groups = excluded.item_groups, valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  update access_reason r set valid_until = least(r.valid_until, app_now())
  where r.person_id = p_person and r.kind = 'consent' and not exists (
    select 1 from access_wanted_consent_reasons(p_person) w
    where w.grantee_office_id = r.grantee_office_id and w.source_organisation_id = r.source_organisation_id
      and w.cause_id = r.cause_id and w.referral_id is not distinct from r.referral_id and w.purpose = r.purpose);
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select distinct on (c.id, r.recipient_office_id) c.id, r.recipient_office_id, c.person_id, greatest(c.valid_from_at, r.sent_at),
    least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(c.superseded_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))
  from consent c join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id
    and r.recipient_office_id = coalesce(c.recipient_office_id, r.recipient_office_id) and r.sent_at is not null
  join office o on o.id = r.recipient_office_id and o.organisation_id = c.recipient_organisation_id
  where c.person_id = p_person
  order by c.id, r.recipient_office_id, r.sharing_ended_at desc nulls first, r.sent_at
  on conflict (record_id, office_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  perform access_rebuild(p_person);
end $$;
-- Offices that received something under a consent, told to the office that took it: a party row of another office is not readable itself.
create function consent_receivers(p_consent uuid) returns table (office_id uuid) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.office_id from consent c join record_party p on p.record_id = c.id and p.office_id <> c.source_office_id
  where c.id = p_consent and c.source_office_id = current_office() $$;
${definedByGate('consent_receivers(uuid)', 'madoguchi_app')}
revoke create on schema public from madoguchi_gate;
`,
);
