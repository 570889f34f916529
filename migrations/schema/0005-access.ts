import { definedByGate, step } from '../ddl';

/**
 * Persons, the reasons why an office may see one, and the cells that policies read. Cells are derived from reasons in
 * the same transaction under a lock on the person; only the functions below write either table, and none of them takes
 * a grantee from its caller: what may be seen follows from who acts and from the consents and referrals on record.
 */
export const Access = step(
  5,
  'Access',
  `
create sequence person_number;
grant usage on sequence person_number to madoguchi_app;
create table person ( -- [case] The spine of a client's record: a number, no name
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [technical] city whose counter opened the case; never changes
  source_office_id uuid not null references office, -- [technical] office that registered the person
  source_organisation_id uuid not null references organisation, -- [technical] organisation that registered the person
  number text not null unique, -- [domain] 受付番号
  merged_into uuid references person, -- [technical] canonical record of a merged duplicate
  written_by uuid not null references staff, -- [domain] who registered
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1 -- [technical] rises with every change
);
create table access_reason ( -- [case] One row per cause of access, with its validity
  id uuid primary key default gen_random_uuid(), -- [technical] key
  person_id uuid not null references person deferrable initially deferred, -- [technical] whose record
  grantee_office_id uuid not null references office, -- [technical] who may see it
  source_organisation_id uuid not null references organisation, -- [technical] records of which holder
  kind text not null check (kind in ('ownership', 'authorship', 'consent')), -- [domain] why
  cause_id uuid not null, -- [technical] person, or the consent
  referral_id uuid, -- [technical] the referral under which a consent is used
  purpose text not null check (purpose in ('support', 'report')), -- [domain] what for
  item_groups text[] not null, -- [domain] item groups
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  unique nulls not distinct (person_id, grantee_office_id, source_organisation_id, kind, cause_id, referral_id, purpose)
);
create table access_cell ( -- [case] What policies read: one row per disjoint interval
  grantee_office_id uuid not null, -- [technical] who may see it
  person_id uuid not null, -- [technical] whose record
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group
  purpose text not null, -- [domain] what for
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  primary key (grantee_office_id, person_id, source_organisation_id, item_group, purpose, valid_from),
  foreign key (person_id) references person deferrable initially deferred
);
create index access_cell_person on access_cell (person_id);
create table search_token ( -- [case] Folded bigrams of names, birth dates and phone tails, per office that may read them
  grantee_office_id uuid not null, -- [technical] who may search
  token text not null, -- [personal] folded bigram, birth date or phone tail
  person_id uuid not null, -- [technical] whose
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group the token comes from
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  primary key (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from),
  foreign key (person_id) references person deferrable initially deferred
);
create index search_token_person on search_token (person_id);
create table record_party ( -- [case] Which offices take part in a consent or a referral
  record_id uuid not null, -- [technical] consent or referral
  office_id uuid not null references office, -- [technical] office
  person_id uuid not null references person deferrable initially deferred, -- [technical] whose
  valid_from timestamptz not null, -- [domain] start
  valid_until timestamptz not null, -- [domain] end, half-open
  primary key (record_id, office_id)
);
create index record_party_person on record_party (person_id);

alter table person enable row level security;
create policy person_read on person for select to madoguchi_app using ((select actor_may_read('number')) and exists (
  select 1 from access_cell c
  where c.grantee_office_id = (select current_office()) and c.person_id = person.id
    and c.source_organisation_id = person.source_organisation_id
    and c.item_group = 'number' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
create policy person_add on person for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation()));
create policy person_gate on person for select to madoguchi_gate using (true);
create policy person_facts on person for select to madoguchi_facts using (true);
grant select, insert on person to madoguchi_app;
grant select on person to madoguchi_gate;
grant select (id, municipality_id, merged_into) on person to madoguchi_facts;

alter table access_cell enable row level security;
create policy access_cell_own on access_cell for select to madoguchi_app using (
  grantee_office_id = (select current_office()) and (select actor_may_read('number')));
create policy access_cell_gate on access_cell to madoguchi_gate using (true) with check (true);
grant select on access_cell to madoguchi_app;
alter table access_reason enable row level security;
create policy access_reason_own on access_reason for select to madoguchi_app using (
  grantee_office_id = (select current_office()) and (select actor_may_read('number')));
create policy access_reason_gate on access_reason to madoguchi_gate using (true) with check (true);
grant select on access_reason to madoguchi_app;
alter table search_token enable row level security;
create policy search_token_own on search_token for select to madoguchi_app using (
  grantee_office_id = (select current_office()) and (select current_purpose()) = 'support'
  and case item_group when 'basic' then (select actor_may_read('basic')) when 'contact' then (select actor_may_read('contact')) else false end
  and valid_from <= (select app_now()) and valid_until > (select app_now()));
create policy search_token_gate on search_token to madoguchi_gate using (true) with check (true);
grant select on search_token to madoguchi_app;
alter table record_party enable row level security;
create policy record_party_own on record_party for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')) and valid_from <= (select app_now()) and valid_until > (select app_now()));
create policy record_party_gate on record_party to madoguchi_gate using (true) with check (true);
grant select on record_party to madoguchi_app;
grant select, insert, update, delete on access_reason, access_cell, search_token, record_party to madoguchi_gate;
`,
);

/** The functions that write reasons and cells; they come after the tables they look at. */
export const AccessFunctions = step(
  8,
  'AccessFunctions',
  `
create function access_rebuild_tokens(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  delete from search_token where person_id = p_person;
  insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
  select distinct c.grantee_office_id, t.token, c.person_id, c.source_organisation_id, c.item_group, c.valid_from, c.valid_until
  from access_cell c
  join lateral (
    select unnest(b.search_tokens) as token from person_basic b
      where c.item_group = 'basic' and b.person_id = c.person_id and b.source_organisation_id = c.source_organisation_id
    union
    select unnest(k.search_tokens) from person_contact k
      where c.item_group = 'contact' and k.person_id = c.person_id and k.source_organisation_id = c.source_organisation_id
  ) t on true
  where c.person_id = p_person and c.purpose = 'support' and c.item_group in ('basic', 'contact');
end $$;
revoke all on function access_rebuild_tokens(uuid) from public;

create function access_wanted_cells(p_person uuid, p_now timestamptz)
  returns table (grantee_office_id uuid, source_organisation_id uuid, item_group text, purpose text, valid_from timestamptz, valid_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with spans as (
    select r.grantee_office_id, r.source_organisation_id, g.item_group, r.purpose,
      tstzrange(r.valid_from, r.valid_until) as span
    from access_reason r cross join lateral unnest(r.item_groups) as g(item_group)
    where r.person_id = p_person and r.valid_until > p_now and r.valid_until > r.valid_from),
  numbered as (
    select s.grantee_office_id, s.source_organisation_id, s.item_group, s.purpose, s.span from spans s
    union all
    select s.grantee_office_id, p.source_organisation_id, 'number', s.purpose, s.span
    from spans s cross join (
      select coalesce((select q.source_organisation_id from person q where q.id = p_person), current_organisation()) as source_organisation_id) p),
  merged as (
    select n.grantee_office_id, n.source_organisation_id, n.item_group, n.purpose, unnest(range_agg(n.span)) as span
    from numbered n group by 1, 2, 3, 4)
  select m.grantee_office_id, m.source_organisation_id, m.item_group, m.purpose, lower(m.span), upper(m.span) from merged m $$;
revoke all on function access_wanted_cells(uuid, timestamptz) from public;

create function access_rebuild(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  delete from access_cell where person_id = p_person;
  insert into access_cell (grantee_office_id, person_id, source_organisation_id, item_group, purpose, valid_from, valid_until)
  select w.grantee_office_id, p_person, w.source_organisation_id, w.item_group, w.purpose, w.valid_from, w.valid_until
  from access_wanted_cells(p_person, coalesce(app_now(), clock_timestamp())) w;
  perform access_rebuild_tokens(p_person);
end $$;
revoke all on function access_rebuild(uuid) from public;

create function access_lock(p_person uuid) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended(p_person::text, 20260401)) $$;

create function access_all_groups() returns text[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array_agg(code order by sort) from item_group where code <> 'number' $$;

-- The office that registers a person sees what its organisation holds of that person.
create function access_register(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not actor_may_read('number') then raise exception 'not for this role' using errcode = '42501'; end if;
  if exists (select 1 from person where id = p_person) then raise exception 'person exists' using errcode = '42501'; end if;
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
  select p_person, current_office(), current_organisation(), 'ownership', p_person, p.purpose, access_all_groups(), app_now(), 'infinity'
  from unnest(array['support', 'report']) as p(purpose);
  perform access_rebuild(p_person);
end $$;

-- An office that works with a person it may already see keeps, for good, what it writes itself.
create function access_author(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not actor_may_read('number') then raise exception 'not for this role' using errcode = '42501'; end if;
  if exists (select 1 from access_reason r where r.person_id = p_person and r.grantee_office_id = current_office()
      and r.source_organisation_id = current_organisation() and r.kind in ('ownership', 'authorship')) then return; end if;
  if not exists (select 1 from access_cell c where c.person_id = p_person and c.grantee_office_id = current_office()
      and c.item_group = 'basic' and c.purpose = current_purpose() and c.valid_from <= app_now() and c.valid_until > app_now()) then
    raise exception 'not readable' using errcode = '42501';
  end if;
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
  select p_person, current_office(), current_organisation(), 'authorship', p_person, p.purpose, access_all_groups(), app_now(), 'infinity'
  from unnest(array['support', 'report']) as p(purpose)
  on conflict do nothing;
  perform access_rebuild(p_person);
end $$;

-- What consents open follows from the consents and the referrals sent under them; nothing else is asked.
create function access_wanted_consent_reasons(p_person uuid)
  returns table (grantee_office_id uuid, source_organisation_id uuid, cause_id uuid, referral_id uuid, purpose text, item_groups text[], valid_from timestamptz, valid_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select case s.direction when 'to_recipient' then c.recipient_office_id else c.source_office_id end,
    case s.direction when 'to_recipient' then c.source_organisation_id else o.organisation_id end,
    c.id, r.id, s.purpose, array_agg(s.item_group order by s.item_group),
    greatest(c.valid_from_at, r.sent_at), least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))
  from consent c
  join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id and r.recipient_office_id = c.recipient_office_id
    and r.sent_at is not null
  join office o on o.id = c.recipient_office_id
  join consent_scope s on s.consent_id = c.id
  where c.person_id = p_person
  group by 1, 2, c.id, r.id, s.purpose, s.direction, c.valid_from_at, r.sent_at, c.valid_until_at, c.withdrawn_at, r.sharing_ended_at $$;
revoke all on function access_wanted_consent_reasons(uuid) from public;

create function access_sync_consents(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
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
  select distinct on (c.id) c.id, c.recipient_office_id, c.person_id, greatest(c.valid_from_at, r.sent_at),
    least(c.valid_until_at, coalesce(c.withdrawn_at, 'infinity'), coalesce(r.sharing_ended_at, 'infinity'))
  from consent c join referral r on r.person_id = c.person_id and r.source_office_id = c.source_office_id
    and r.recipient_office_id = c.recipient_office_id and r.sent_at is not null
  where c.person_id = p_person
  order by c.id, r.sharing_ended_at desc nulls first, r.sent_at
  on conflict (record_id, office_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  perform access_rebuild(p_person);
end $$;

-- Tells where reasons and cells have drifted apart: the differential job counts these rows, which must be none. Only
-- what is still to come is compared: a cell keeps its beginning when one of the reasons that made it runs out.
create function access_differences(p_person uuid) returns bigint language sql stable security definer set search_path = pg_catalog, public as $$
  with clock as (select coalesce(app_now(), clock_timestamp()) as now),
  wanted as (select w.grantee_office_id, w.source_organisation_id, w.item_group, w.purpose, greatest(w.valid_from, k.now), w.valid_until
    from clock k cross join lateral access_wanted_cells(p_person, k.now) w),
  held as (select c.grantee_office_id, c.source_organisation_id, c.item_group, c.purpose, greatest(c.valid_from, k.now), c.valid_until
    from clock k join access_cell c on c.person_id = p_person and c.valid_until > k.now)
  select count(*) from ((select * from wanted except select * from held) union all (select * from held except select * from wanted)) d $$;

-- For the worker, which reads no person: walks the persons in the order of their ids and says where cells have drifted.
create function access_compare(p_after uuid, p_limit integer) returns table (person_id uuid, differences bigint)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, access_differences(p.id) from person p where p.id > p_after order by p.id limit p_limit $$;

create function names_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- Tokens follow from cells: rebuilt beside a withdrawal, they would outlive it, or stop it.
  perform access_lock(new.person_id);
  perform access_rebuild_tokens(new.person_id);
  return null;
end $$;
revoke all on function names_changed() from public;
create trigger person_basic_tokens after insert or update of search_tokens on person_basic for each row execute function names_changed();
create trigger person_contact_tokens after insert or update of search_tokens on person_contact for each row execute function names_changed();

-- The sending office always takes part in its referral, the receiving office from the moment it is sent.
create function referral_parties() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  if new.sent_at is not null then
    insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
    values (new.id, new.recipient_office_id, new.person_id, new.sent_at, 'infinity') on conflict do nothing;
  end if;
  return new;
end $$;
revoke all on function referral_parties() from public;
create trigger referral_parties before insert or update on referral for each row execute function referral_parties();
-- Either office moves a request, but only the sender sends, and what ended stays ended until it is sent again.
create function referral_guard() returns trigger language plpgsql as $$
begin
  if current_office() <> old.source_office_id and (new.sent_at, new.sent_on, new.document_number, new.decided_by, new.submitted_at)
      is distinct from (old.sent_at, old.sent_on, old.document_number, old.decided_by, old.submitted_at) then
    raise exception 'only the sender sends' using errcode = '42501';
  end if;
  if old.sharing_ended_at is not null and new.sharing_ended_at is distinct from old.sharing_ended_at
      and new.document_number is not distinct from old.document_number then
    raise exception 'sharing has ended' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger referral_guard before update on referral for each row execute function referral_guard();
create function consent_parties() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- One in force a person, office and recipient; an index could not tell an expired one from one in force.
  perform access_lock(new.person_id);
  if exists (select 1 from consent c where c.person_id = new.person_id and c.source_office_id = new.source_office_id
      and c.recipient_office_id = new.recipient_office_id and c.withdrawn_at is null and c.valid_until_at > app_now()) then
    raise exception 'a consent is in force' using errcode = '23505', constraint = 'consent_one_in_force';
  end if;
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  return new;
end $$;
revoke all on function consent_parties() from public;
create trigger consent_parties before insert on consent for each row execute function consent_parties();

${definedByGate('access_rebuild_tokens(uuid)')}
${definedByGate('access_wanted_cells(uuid, timestamptz)')}
${definedByGate('access_rebuild(uuid)')}
${definedByGate('access_all_groups()')}
${definedByGate('access_wanted_consent_reasons(uuid)')}
${definedByGate('names_changed()')}
${definedByGate('referral_parties()')}
${definedByGate('consent_parties()')}
${definedByGate('access_register(uuid)', 'madoguchi_app')}
${definedByGate('access_author(uuid)', 'madoguchi_app')}
${definedByGate('access_sync_consents(uuid)', 'madoguchi_app', 'madoguchi_worker')}
${definedByGate('access_differences(uuid)', 'madoguchi_worker', 'madoguchi_app')}
${definedByGate('access_compare(uuid, integer)', 'madoguchi_worker')}
`,
);
