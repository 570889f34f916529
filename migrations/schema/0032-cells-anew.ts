import { definedByGate, readOwnRows, step } from '../ddl';

/**
 * What reasons make of cells, once more. What is passed on reaches no further, and lasts no longer, than what the passing
 * office itself is let see. And under a measure an office that works with the person beside others of its organisation keeps
 * of what tells where the person can be found what it wrote itself, row by row: a counter, a workplace or an appointment
 * that a colleague's office knows of stays there. The cell says so, and both lines ask it.
 */
export const CellsAnew = step(
  32,
  'CellsAnew',
  `
grant create on schema public to madoguchi_gate;
alter table access_cell add column own_rows boolean not null default false;
comment on column access_cell.own_rows is '[domain] of these records only those that the grantee office wrote itself';

drop function access_wanted_cells(uuid, timestamptz);
create function access_wanted_cells(p_person uuid, p_now timestamptz)
  returns table (grantee_office_id uuid, source_organisation_id uuid, item_group text, purpose text, valid_from timestamptz, valid_until timestamptz, own_rows boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with guarded as (
    select range_agg(tstzrange(p.started_at, coalesce(p.ended_at, 'infinity'))) as span from protection p where p.person_id = p_person),
  released as (
    select r.recipient_office_id, r.source_organisation_id, g.item_group, range_agg(tstzrange(r.decided_at, least(r.valid_until_at, coalesce(r.revoked_at, 'infinity')))) as span
    from protection_release r cross join lateral unnest(r.item_groups) as g(item_group)
    where r.person_id = p_person and r.decision = 'approved' and r.decided_at < least(r.valid_until_at, coalesce(r.revoked_at, 'infinity')) group by 1, 2, 3),
  passing as (
    select o.id as onward_id, g.item_group, b.purpose, range_agg(tstzrange(b.valid_from, b.valid_until)) as span
    from onward_sharing o
    join access_reason b on b.person_id = p_person and b.grantee_office_id = o.source_office_id and b.source_organisation_id = o.origin_organisation_id
      and b.kind = 'consent' and b.valid_from < b.valid_until
    cross join lateral unnest(b.item_groups) as g(item_group)
    where o.person_id = p_person group by 1, 2, 3),
  spans as (
    select r.kind, r.grantee_office_id, r.source_organisation_id, g.item_group, r.purpose,
      case when r.kind = 'onward' and r.source_organisation_id <> o.source_organisation_id
        then tstzmultirange(tstzrange(r.valid_from, r.valid_until)) * coalesce(b.span, '{}'::tstzmultirange)
        else tstzmultirange(tstzrange(r.valid_from, r.valid_until)) end as span,
      case r.kind
        when 'ownership' then false
        when 'authorship' then case g.item_group
          when 'contact' then exists (select 1 from person_contact k where k.person_id = p_person
            and k.source_organisation_id = r.source_organisation_id and k.source_office_id <> r.grantee_office_id)
          when 'household' then exists (select 1 from household_member m where m.person_id = p_person
            and m.source_organisation_id = r.source_organisation_id and m.source_office_id <> r.grantee_office_id)
          else false end
        else coalesce(i.locating, true) end as withheld,
      r.kind = 'authorship' and coalesce(i.locating, true) and g.item_group not in ('contact', 'household') as own_rows
    from access_reason r cross join lateral unnest(r.item_groups) as g(item_group) left join item_group i on i.code = g.item_group
    left join onward_sharing o on o.id = r.referral_id and r.kind = 'onward'
    left join passing b on b.onward_id = o.id and b.item_group = g.item_group and b.purpose = r.purpose
    where r.person_id = p_person and r.valid_until > p_now and r.valid_until > r.valid_from),
  left_over as (
    select s.grantee_office_id, s.source_organisation_id, s.item_group, s.purpose,
      case when s.withheld or s.own_rows then s.span - (coalesce(k.span, '{}'::tstzmultirange) - coalesce(x.span, '{}'::tstzmultirange)) else s.span end as span,
      case when s.own_rows then s.span * (coalesce(k.span, '{}'::tstzmultirange) - coalesce(x.span, '{}'::tstzmultirange)) else '{}'::tstzmultirange end as own_span
    from spans s cross join guarded k
    left join released x on x.recipient_office_id = s.grantee_office_id and x.source_organisation_id = s.source_organisation_id
      and x.item_group = s.item_group and s.kind <> 'exceptional'),
  numbered as (
    select l.grantee_office_id, l.source_organisation_id, l.item_group, l.purpose, l.span, l.own_span from left_over l
    union all
    select s.grantee_office_id, p.source_organisation_id, 'number', s.purpose, s.span, '{}'::tstzmultirange
    from spans s cross join (
      select coalesce((select q.source_organisation_id from person q where q.id = p_person), current_organisation()) as source_organisation_id) p),
  gathered as (
    select n.grantee_office_id, n.source_organisation_id, n.item_group, n.purpose, range_agg(n.span) as span, range_agg(n.own_span) as own_span
    from numbered n group by 1, 2, 3, 4),
  merged as (
    select g.grantee_office_id, g.source_organisation_id, g.item_group, g.purpose, unnest(g.span) as span, false as own_rows from gathered g
    union all
    select g.grantee_office_id, g.source_organisation_id, g.item_group, g.purpose, unnest(g.own_span - g.span), true from gathered g)
  select m.grantee_office_id, m.source_organisation_id, m.item_group, m.purpose, lower(m.span), upper(m.span), m.own_rows from merged m
  where upper(m.span) > p_now $$;
${definedByGate('access_wanted_cells(uuid, timestamptz)')}
create or replace function access_rebuild(p_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  delete from access_cell where person_id = p_person;
  insert into access_cell (grantee_office_id, person_id, source_organisation_id, item_group, purpose, valid_from, valid_until, own_rows)
  select w.grantee_office_id, p_person, w.source_organisation_id, w.item_group, w.purpose, w.valid_from, w.valid_until, w.own_rows
  from access_wanted_cells(p_person, coalesce(app_now(), clock_timestamp())) w;
  perform access_rebuild_tokens(p_person);
end $$;
create or replace function access_differences(p_person uuid) returns bigint language sql stable security definer set search_path = pg_catalog, public as $$
  with clock as (select coalesce(app_now(), clock_timestamp()) as now),
  wanted as (select w.grantee_office_id, w.source_organisation_id, w.item_group, w.purpose, greatest(w.valid_from, k.now), w.valid_until, w.own_rows
    from clock k cross join lateral access_wanted_cells(p_person, k.now) w),
  held as (select c.grantee_office_id, c.source_organisation_id, c.item_group, c.purpose, greatest(c.valid_from, k.now), c.valid_until, c.own_rows
    from clock k join access_cell c on c.person_id = p_person and c.valid_until > k.now)
  select count(*) from ((select * from wanted except select * from held) union all (select * from held except select * from wanted)) d $$;

${readOwnRows('plan', 'support_plan', 'plan_goal', 'plan_menu', 'plan_member')}
${readOwnRows('consultation', 'consultation', 'appointment')}
${readOwnRows('job_search', 'job_seeker_registration', 'job_introduction')}
${readOwnRows('placement', 'placement', 'retention_check', 'job_separation')}
-- Whether colleagues' offices hold records of a person that the acting one does not read: who answers for the whole
-- organisation (開示請求) must know, and is told that alone.
create policy consultation_gate on consultation for select to madoguchi_gate using (true);
create policy support_plan_gate on support_plan for select to madoguchi_gate using (true);
create policy job_seeker_registration_gate on job_seeker_registration for select to madoguchi_gate using (true);
create policy job_introduction_gate on job_introduction for select to madoguchi_gate using (true);
grant select (person_id, source_office_id, source_organisation_id) on consultation, support_plan, job_seeker_registration, job_introduction to madoguchi_gate;
create function colleagues_hold_more(p_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as (
    select c.item_group, c.own_rows from access_cell c
    where c.person_id = p_person and c.grantee_office_id = current_office() and c.source_organisation_id = current_organisation()
      and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now() and actor_may_read('number')),
  held as (
    select 'contact' as item_group, t.source_office_id from person_contact t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'household' as item_group, t.source_office_id from household_member t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'consultation' as item_group, t.source_office_id from consultation t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'consultation' as item_group, t.source_office_id from appointment t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'plan' as item_group, t.source_office_id from support_plan t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'job_search' as item_group, t.source_office_id from job_seeker_registration t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'job_search' as item_group, t.source_office_id from job_introduction t where t.person_id = p_person and t.source_organisation_id = current_organisation()
    union all select 'placement' as item_group, t.source_office_id from placement t where t.person_id = p_person and t.source_organisation_id = current_organisation())
  select exists (select 1 from mine) and exists (select 1 from held h where h.source_office_id <> current_office()
    and not exists (select 1 from mine m where m.item_group = h.item_group and not m.own_rows)) $$;
${definedByGate('colleagues_hold_more(uuid)', 'madoguchi_app')}
-- Measures that are in force are derived anew.
select access_rebuild(p.person_id) from (select distinct person_id from protection where ended_at is null) p;
revoke create on schema public from madoguchi_gate;
`,
);
