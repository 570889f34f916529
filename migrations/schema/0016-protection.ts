import { definedByGate, PROVENANCE, step } from '../ddl';

/** True for an office that may see the number of the person of this row now: whoever can stumble over the person is warned. */
const knowsPerson = (table: string): string => `(select actor_may_read('number')) and exists (
  select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = ${table}.person_id
    and c.item_group = 'number' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now()))`;
const own = 'source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())';
/** The office must hold records of the person itself: a warning is not written about strangers. */
const holdsPerson = (table: string): string => `exists (
  select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = ${table}.person_id
    and c.source_organisation_id = (select current_organisation()) and c.item_group = 'basic' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now()))`;

/**
 * DV等支援措置 and 秘匿: while one is in force, what locates the person (the item groups marked so) leaves the office that
 * keeps it only by a release of two persons. The cells themselves shrink, so that every reader of cells is covered.
 * A measure does not run out by itself: a stale end once lifted a renewed one.
 */
export const Protection = step(
  16,
  'Protection',
  `
grant create on schema public to madoguchi_gate;
alter table item_group add column locating boolean not null default false;
comment on column item_group.locating is '[domain] tells where a person can be found: withheld under DV等支援措置';
update item_group set locating = true where code in ('contact', 'household', 'consultation', 'plan', 'job_search', 'placement');

create table protection ( -- [case] DV等支援措置, or a 秘匿 of the office's own
  id uuid primary key, -- [technical] key
${PROVENANCE}
  kind text not null check (kind in ('measure', 'local')), -- [domain] DV等支援措置 / 秘匿
  lead_id uuid references protection, -- [technical] 併せて支援を求める者: the measure of the person whom this one accompanies
  started_on date not null, -- [domain] first day
  started_at timestamptz not null, -- [technical] moment from which it works
  expires_on date, -- [domain] last day as decided; it works on until its end is confirmed
  end_asked_by uuid references staff, -- [domain] who asked to end it
  end_asked_at timestamptz, -- [technical] when
  end_reason text check (length(end_reason) <= 400), -- [sensitive] why it ends
  ended_by uuid references staff, -- [domain] second person, who confirmed the end
  ended_at timestamptz, -- [technical] moment from which it works no more
  check ((kind = 'measure') = (expires_on is not null)),
  check (expires_on is null or started_on <= expires_on),
  check ((end_asked_by is null) = (end_asked_at is null)),
  check ((ended_by is null) = (ended_at is null)),
  check (ended_at is null or (end_asked_by is not null and end_reason is not null and ended_by <> end_asked_by and started_at <= ended_at))
);
create unique index protection_one_in_force on protection (person_id, source_organisation_id) where ended_at is null;
create index protection_person on protection (person_id);
create table protection_renewal ( -- [case] Every renewal of a measure
  id uuid primary key, -- [technical] key
${PROVENANCE}
  protection_id uuid not null references protection, -- [technical] measure
  renewed_on date not null, -- [domain] day of the decision
  expires_on date not null, -- [domain] new last day
  check (renewed_on <= expires_on)
);
create index protection_renewal_protection on protection_renewal (protection_id);
create table protection_adversary ( -- [case] 加害者とされる者: never the same worker, the same day at the same counter, the same household view
  id uuid primary key, -- [technical] key
${PROVENANCE}
  protection_id uuid not null references protection, -- [technical] measure
  name text not null check (length(name) between 1 and 60), -- [personal] name
  relation text not null check (relation in ('spouse', 'former_spouse', 'partner', 'parent', 'child', 'other')), -- [sensitive] relation to the protected person
  adversary_person_id uuid references person, -- [technical] the same person as a client, where known
  check (adversary_person_id is distinct from person_id),
  unique nulls not distinct (protection_id, name, adversary_person_id)
);
create index protection_adversary_person on protection_adversary (adversary_person_id);
create index protection_adversary_protected on protection_adversary (person_id);
create table protection_release ( -- [case] What one person asks to give out in spite of a measure, and a second one decides
  id uuid primary key, -- [technical] key
${PROVENANCE}
  recipient_office_id uuid not null references office, -- [domain] to whom
  item_groups text[] not null check (cardinality(item_groups) > 0), -- [domain] item groups that locate the person
  reason text not null check (length(reason) between 1 and 400), -- [sensitive] what for
  lasts_days integer not null check (lasts_days between 1 and 31), -- [domain] for how long
  decision text check (decision in ('approved', 'refused')), -- [domain] decision; absent while it waits
  decided_by uuid references staff, -- [domain] second person
  decided_at timestamptz, -- [technical] when, and from when it works
  valid_until_at timestamptz, -- [domain] end, half-open
  revoked_at timestamptz, -- [technical] taken back at this moment
  check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
  check ((decision is not distinct from 'approved') = (valid_until_at is not null)),
  check (decided_by is null or decided_by <> written_by),
  check (revoked_at is null or decision = 'approved')
);
create index protection_release_person on protection_release (person_id);
create unique index protection_release_one_open on protection_release (person_id, source_office_id, recipient_office_id) where decision is null;
create table protection_deputy ( -- [staff] Who decides in place of a supervisor, named with dates
  id uuid primary key, -- [technical] key
  office_id uuid not null references office, -- [domain] for which office
  staff_id uuid not null references staff, -- [domain] who
  valid_from date not null, -- [domain] first day
  valid_until date not null, -- [domain] first day no longer
  named_by uuid not null references staff, -- [domain] supervisor who named the deputy
  check (valid_from < valid_until and staff_id <> named_by)
);
create index protection_deputy_office on protection_deputy (office_id, staff_id);

create function actor_is_supervisor() returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select 1 from assignment a where a.id = current_assignment() and a.office_id = current_office()
          and a.role in ('supervisor', 'chief_navigator')) $$;
create function actor_decides_protection() returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select actor_is_supervisor() or exists (select 1 from protection_deputy d where d.office_id = current_office()
          and d.staff_id = current_staff() and d.valid_from <= app_today() and d.valid_until > app_today()) $$;
${definedByGate('actor_is_supervisor()', 'madoguchi_app')}
${definedByGate('actor_decides_protection()', 'madoguchi_app')}

alter table protection enable row level security;
create policy protection_read on protection for select to madoguchi_app using (${knowsPerson('protection')});
create policy protection_add on protection for insert to madoguchi_app with check (
  ${own} and (select actor_may_read('number')) and ended_at is null and end_asked_at is null
  and municipality_id = (select p.municipality_id from person p where p.id = protection.person_id) and ${holdsPerson('protection')});
create policy protection_change on protection for update to madoguchi_app
  using (${own} and ${knowsPerson('protection')}) with check (${own});
create policy protection_gate on protection for select to madoguchi_gate using (true);
grant select, insert, update (expires_on, end_asked_by, end_asked_at, end_reason, ended_by, ended_at, version) on protection to madoguchi_app;
grant select on protection to madoguchi_gate;
alter table protection_renewal enable row level security;
create policy protection_renewal_read on protection_renewal for select to madoguchi_app using (${own} and ${knowsPerson('protection_renewal')});
create policy protection_renewal_add on protection_renewal for insert to madoguchi_app with check (
  ${own} and exists (select 1 from protection p where p.id = protection_renewal.protection_id and p.source_office_id = (select current_office())));
grant select, insert on protection_renewal to madoguchi_app;
alter table protection_adversary enable row level security;
create policy protection_adversary_read on protection_adversary for select to madoguchi_app using (${own} and ${knowsPerson('protection_adversary')});
create policy protection_adversary_add on protection_adversary for insert to madoguchi_app with check (
  ${own} and exists (select 1 from person q where q.id = coalesce(protection_adversary.adversary_person_id, protection_adversary.person_id))
  and exists (select 1 from protection p where p.id = protection_adversary.protection_id and p.person_id = protection_adversary.person_id
    and p.source_office_id = (select current_office())));
create policy protection_adversary_gate on protection_adversary for select to madoguchi_gate using (true);
grant select, insert on protection_adversary to madoguchi_app;
grant select on protection_adversary to madoguchi_gate;
alter table protection_release enable row level security;
create policy protection_release_read on protection_release for select to madoguchi_app using (${own} and ${knowsPerson('protection_release')});
create policy protection_release_add on protection_release for insert to madoguchi_app with check (
  ${own} and decision is null and written_by = (select current_staff()) and recipient_office_id <> source_office_id
  and ${holdsPerson('protection_release')});
create policy protection_release_change on protection_release for update to madoguchi_app
  using (${own} and ${knowsPerson('protection_release')}) with check (${own});
create policy protection_release_gate on protection_release for select to madoguchi_gate using (true);
grant select, insert, update (decision, decided_by, decided_at, valid_until_at, revoked_at, version) on protection_release to madoguchi_app;
grant select on protection_release to madoguchi_gate;
alter table protection_deputy enable row level security;
create policy protection_deputy_read on protection_deputy for select to madoguchi_app using (office_id = (select current_office()));
create policy protection_deputy_name on protection_deputy for insert to madoguchi_app with check (
  office_id = (select current_office()) and named_by = (select current_staff()) and (select actor_is_supervisor()));
create policy protection_deputy_end on protection_deputy for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_is_supervisor())) with check (office_id = (select current_office()));
create policy protection_deputy_gate on protection_deputy for select to madoguchi_gate using (true);
grant select, insert, update (valid_until) on protection_deputy to madoguchi_app;
grant select on protection_deputy to madoguchi_gate;

-- Two persons: who confirms an end or decides a release is somebody who may, in person, and not who asked.
create function protection_guard() returns trigger language plpgsql as $$
begin
  if new.end_asked_at is distinct from old.end_asked_at and new.end_asked_at is not null and new.end_asked_by is distinct from current_staff() then
    raise exception 'not the asker' using errcode = '42501';
  end if;
  if old.ended_at is not null and new is distinct from old then raise exception 'ended' using errcode = '42501'; end if;
  if new.ended_at is not null and (new.ended_by is distinct from current_staff() or not actor_decides_protection()
      or new.end_asked_by is distinct from old.end_asked_by or old.end_asked_by = current_staff() or new.ended_at <> app_now()) then
    raise exception 'two persons' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger protection_guard before update on protection for each row execute function protection_guard();
create function protection_release_guard() returns trigger language plpgsql as $$
begin
  if old.decision is not null and (new.decision, new.decided_by, new.decided_at, new.valid_until_at)
      is distinct from (old.decision, old.decided_by, old.decided_at, old.valid_until_at) then
    raise exception 'decided' using errcode = '42501';
  end if;
  if old.decision is null and new.decision is not null and (new.decided_by is distinct from current_staff() or not actor_decides_protection()
      or new.written_by = current_staff() or new.decided_at <> app_now()
      or new.valid_until_at > app_now() + make_interval(days => new.lasts_days)) then
    raise exception 'two persons' using errcode = '42501';
  end if;
  if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then raise exception 'revoked' using errcode = '42501'; end if;
  return new;
end $$;
create trigger protection_release_guard before update on protection_release for each row execute function protection_release_guard();

-- Whether a measure is in force for a person now, for offices that may know it: lists mark the person, files withhold.
create function person_protected(p_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from protection p where p.person_id = p_person and p.started_at <= app_now() and coalesce(p.ended_at, 'infinity') > app_now()) $$;
create function person_withholds(p_person uuid, p_group text) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from item_group i where i.code = p_group and i.locating) and person_protected(p_person) $$;
${definedByGate('person_protected(uuid)', 'madoguchi_app')}
-- A file tells what it told when it was asked for: one from before a measure in force is closed, whatever of the person is in it.
create function file_withholds(p_person uuid, p_group text, p_requested timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select person_withholds(p_person, p_group) or exists (select 1 from protection p where p.person_id = p_person
    and p.started_at <= app_now() and coalesce(p.ended_at, 'infinity') > app_now() and p.started_at > p_requested) $$;
${definedByGate('person_withholds(uuid, text)', 'madoguchi_app')}
${definedByGate('file_withholds(uuid, text, timestamptz)', 'madoguchi_app')}

create or replace function access_rebuild_tokens(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  delete from search_token where person_id = p_person;
  insert into search_token (grantee_office_id, token, person_id, source_organisation_id, item_group, valid_from, valid_until)
  select distinct c.grantee_office_id, t.token, c.person_id, c.source_organisation_id, c.item_group, c.valid_from, c.valid_until
  from access_cell c
  join lateral (
    select unnest(b.search_tokens) as token from person_basic b
      where c.item_group = 'basic' and b.person_id = c.person_id and b.source_organisation_id = c.source_organisation_id
    union
    -- A search by phone never confirms a protected person, in no office.
    select unnest(k.search_tokens) from person_contact k
      where c.item_group = 'contact' and k.person_id = c.person_id and k.source_organisation_id = c.source_organisation_id
        and not exists (select 1 from protection p where p.person_id = p_person and p.ended_at is null)
  ) t on true
  where c.person_id = p_person and c.purpose = 'support' and c.item_group in ('basic', 'contact');
end $$;

-- Cells are what reasons let through, less what locates a protected person, plus what two persons released of it. The
-- office that registered the person keeps all; one that works with the person, what no other office of it wrote down. A
-- release gives out what its own organisation holds, and adds nothing to exceptional access.
create or replace function access_wanted_cells(p_person uuid, p_now timestamptz)
  returns table (grantee_office_id uuid, source_organisation_id uuid, item_group text, purpose text, valid_from timestamptz, valid_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with guarded as (
    select range_agg(tstzrange(p.started_at, coalesce(p.ended_at, 'infinity'))) as span from protection p where p.person_id = p_person),
  released as (
    select r.recipient_office_id, r.source_organisation_id, g.item_group, range_agg(tstzrange(r.decided_at, least(r.valid_until_at, coalesce(r.revoked_at, 'infinity')))) as span
    from protection_release r cross join lateral unnest(r.item_groups) as g(item_group)
    where r.person_id = p_person and r.decision = 'approved' and r.decided_at < least(r.valid_until_at, coalesce(r.revoked_at, 'infinity')) group by 1, 2, 3),
  spans as (
    select r.kind, r.grantee_office_id, r.source_organisation_id, g.item_group, r.purpose, tstzmultirange(tstzrange(r.valid_from, r.valid_until)) as span,
      case r.kind
        when 'ownership' then false
        when 'authorship' then case g.item_group
          when 'contact' then exists (select 1 from person_contact k where k.person_id = p_person
            and k.source_organisation_id = r.source_organisation_id and k.source_office_id <> r.grantee_office_id)
          when 'household' then exists (select 1 from household_member m where m.person_id = p_person
            and m.source_organisation_id = r.source_organisation_id and m.source_office_id <> r.grantee_office_id)
          else false end
        else coalesce(i.locating, true) end as withheld
    from access_reason r cross join lateral unnest(r.item_groups) as g(item_group) left join item_group i on i.code = g.item_group
    where r.person_id = p_person and r.valid_until > p_now and r.valid_until > r.valid_from),
  left_over as (
    select s.grantee_office_id, s.source_organisation_id, s.item_group, s.purpose,
      case when s.withheld then s.span - (coalesce(k.span, '{}'::tstzmultirange) - coalesce(x.span, '{}'::tstzmultirange)) else s.span end as span
    from spans s cross join guarded k
    left join released x on x.recipient_office_id = s.grantee_office_id and x.source_organisation_id = s.source_organisation_id
      and x.item_group = s.item_group and s.kind <> 'exceptional'),
  numbered as (
    select l.grantee_office_id, l.source_organisation_id, l.item_group, l.purpose, l.span from left_over l
    union all
    select s.grantee_office_id, p.source_organisation_id, 'number', s.purpose, s.span
    from spans s cross join (
      select coalesce((select q.source_organisation_id from person q where q.id = p_person), current_organisation()) as source_organisation_id) p),
  merged as (
    select n.grantee_office_id, n.source_organisation_id, n.item_group, n.purpose, unnest(range_agg(n.span)) as span
    from numbered n where not isempty(n.span) group by 1, 2, 3, 4)
  select m.grantee_office_id, m.source_organisation_id, m.item_group, m.purpose, lower(m.span), upper(m.span) from merged m
  where upper(m.span) > p_now $$;
create policy household_member_gate on household_member for select to madoguchi_gate using (true);
grant select on household_member to madoguchi_gate;

create function protection_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform access_lock(new.person_id);
  perform access_rebuild(new.person_id);
  return null;
end $$;
create trigger protection_cells after insert or update on protection for each row execute function protection_changed();
create trigger protection_release_cells after update on protection_release for each row execute function protection_changed();
-- What an office writes down under a measure is not for the others of its organisation.
create function locating_record_written() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from protection p where p.person_id = new.person_id and p.ended_at is null) then
    perform access_lock(new.person_id);
    perform access_rebuild(new.person_id);
  end if;
  return null;
end $$;
create trigger person_contact_cells after insert on person_contact for each row execute function locating_record_written();
create trigger household_member_cells after insert on household_member for each row execute function locating_record_written();
${definedByGate('protection_changed()')}
${definedByGate('locating_record_written()')}

-- Persons who must be kept apart from this one: the other side of a measure in force, in either direction.
create function protection_apart(p_person uuid) returns table (other_id uuid) language sql stable security definer set search_path = pg_catalog, public as $$
  select case when a.person_id = p_person then a.adversary_person_id else a.person_id end
  from protection_adversary a join protection p on p.id = a.protection_id and p.ended_at is null
  where (a.person_id = p_person or a.adversary_person_id = p_person) and a.adversary_person_id is not null $$;
revoke all on function protection_apart(uuid) from public;
alter function protection_apart(uuid) owner to madoguchi_gate;
-- Whether a member of staff works for the other side now. The refusals below do not say why: the reason is not for a queue at the counter.
create function protection_same_worker(p_person uuid, p_staff uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from protection_apart(p_person) x where
    exists (select 1 from support_case s where s.person_id = x.other_id and s.status <> 'closed' and s.worker_id = p_staff)
    or exists (select 1 from referral r where r.person_id = x.other_id and r.status in ('assigned', 'accepted') and r.assigned_to = p_staff)) $$;
${definedByGate('protection_same_worker(uuid, uuid)', 'madoguchi_app')}
create function protection_keeps_workers_apart() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare v_staff uuid := case tg_table_name when 'support_case' then (to_jsonb(new)->>'worker_id')::uuid else (to_jsonb(new)->>'assigned_to')::uuid end;
begin
  if v_staff is not null and protection_same_worker(new.person_id, v_staff) then
    raise exception 'この職員は担当にできません。別の職員を選んでください。' using errcode = 'MD409', constraint = 'protection_same_worker';
  end if;
  return new;
end $$;
create trigger protection_worker before insert or update of worker_id on support_case for each row execute function protection_keeps_workers_apart();
create trigger protection_worker before insert or update of assigned_to on referral for each row execute function protection_keeps_workers_apart();
create function protection_keeps_days_apart() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if new.status = 'planned' and exists (select 1 from protection_apart(new.person_id) x join appointment a on a.person_id = x.other_id
      where a.source_office_id = new.source_office_id and a.planned_on = new.planned_on and a.status = 'planned') then
    raise exception 'この日は予約できません。別の日を選んでください。' using errcode = 'MD409', constraint = 'protection_same_day';
  end if;
  return new;
end $$;
create policy appointment_gate on appointment for select to madoguchi_gate using (true);
grant select on appointment to madoguchi_gate;
create trigger protection_day before insert or update of planned_on, status on appointment for each row execute function protection_keeps_days_apart();
${definedByGate('protection_keeps_workers_apart()')}
${definedByGate('protection_keeps_days_apart()')}

alter table follow_up drop constraint follow_up_kind_check;
alter table follow_up add constraint follow_up_kind_check check (kind in ('referral_decide', 'referral_reply', 'referral_correct', 'plan_review',
  'appointment', 'retention_check', 'consent_expiry', 'registration_expiry', 'income_report', 'disposal_confirmation', 'support_without_sharing', 'task',
  'protection_expiry', 'protection_decision', 'exceptional_notice', 'exceptional_decision', 'disclosure_request'));

-- A file made before a measure was recorded may tell where the person works, or at which counter: it closes to its reader as well.
alter policy export_chunk_read on export_chunk using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at > (select app_now())
  and not exists (select 1 from export_person e where e.export_id = f.id and not exists (
    select 1 from access_cell c join assignment a on a.id = (select current_assignment()) join role_item_group g on g.role = a.role and g.item_group = c.item_group
    where c.grantee_office_id = (select current_office()) and c.person_id = e.person_id
      and c.source_organisation_id = e.source_organisation_id and c.item_group = e.item_group
      and c.purpose = (select current_purpose()) and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())
      and not file_withholds(e.person_id, e.item_group, f.requested_at)))));
revoke create on schema public from madoguchi_gate;
`,
);
