import { definedByGate, step } from '../ddl';

/**
 * To begin to write about a person is one question and one answer: may this office, and if it is its first word about a
 * person of another, what it writes stays readable to it. There is no other way to authorship.
 */
export const BeginWriting = step(
  34,
  'BeginWriting',
  `
grant create on schema public to madoguchi_gate;
create function begin_writing(p_person uuid) returns table (id uuid, municipality_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
#variable_conflict use_column
declare
  v_actor current_actor;
  v_person person;
begin
  select a.* into v_actor from current_actor a where 'number' = any (a.item_groups);
  select p.* into v_person from person p where p.id = p_person and exists (
    select 1 from access_cell c where c.grantee_office_id = v_actor.office_id and c.person_id = p.id
      and c.source_organisation_id = p.source_organisation_id and c.item_group = 'number'
      and c.purpose = current_purpose() and c.valid_from <= app_now() and c.valid_until > app_now());
  if not found then return; end if;
  -- Whoever knows the number alone writes nothing.
  if not exists (
    select 1 from access_cell c where c.grantee_office_id = v_actor.office_id and c.person_id = p_person
      and c.item_group = any (v_actor.item_groups) and c.item_group <> 'number'
      and (c.item_group = 'basic' or c.source_organisation_id = v_actor.organisation_id)
      and c.purpose = current_purpose() and c.valid_from <= app_now() and c.valid_until > app_now()) then return; end if;
  -- The office that registered the person never only looks, and has its reason; another one has it from its first word on.
  if v_person.source_office_id <> v_actor.office_id then
    if actor_only_looks(p_person) then
      raise exception '例外的な閲覧では、記録や変更はできません。' using errcode = 'MD409', constraint = 'looking_only';
    end if;
    if not exists (select 1 from access_reason r where r.person_id = p_person and r.grantee_office_id = v_actor.office_id
        and r.source_organisation_id = v_actor.organisation_id and r.kind in ('ownership', 'authorship')) then
      -- Asked behind the lock: a withdrawal under way comes wholly before the first word, or wholly after it.
      perform access_lock(p_person);
      if not exists (select 1 from access_cell c where c.grantee_office_id = v_actor.office_id and c.person_id = p_person
          and c.item_group = 'basic' and c.purpose = current_purpose() and c.valid_from <= app_now() and c.valid_until > app_now()) then return; end if;
      insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
      select p_person, v_actor.office_id, v_actor.organisation_id, 'authorship', p_person, w.purpose, access_all_groups(), app_now(), 'infinity'
      from unnest(array['support', 'report']) as w(purpose)
      on conflict do nothing;
      perform access_rebuild(p_person);
    end if;
  end if;
  return query select v_person.id, v_person.municipality_id;
end $$;
${definedByGate('begin_writing(uuid)', 'madoguchi_app')}
drop function access_author(uuid);
revoke create on schema public from madoguchi_gate;

-- The total of a figure for whoever may open a part of it, in the statement that opens: two looks would see two moments.
-- A number and nothing more; persons are counted once each, in the whole window.
grant create on schema public to madoguchi_facts;
create function figure_total(p_municipality uuid, p_fact text, p_date_basis text, p_routes text[], p_basis text, p_from date, p_until date) returns bigint
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
  perform set_config('app.municipality', p_municipality::text, true);
  return (
    with facts as (
      select s.person_id, s.sent_on as date, null::text as route from fact_referral_sent s where p_fact = 'referral_sent'
      union all
      select q.person_id, case p_date_basis when 'confirmed_on' then q.confirmed_on else q.hired_on end, q.route from fact_placement q where p_fact = 'placement')
    select case p_basis when 'persons' then count(distinct f.person_id) else count(*) end from facts f
    where f.date >= p_from and f.date < p_until and (p_fact <> 'placement' or cardinality(p_routes) = 0 or f.route = any (p_routes)));
end $$;
revoke all on function figure_total(uuid, text, text, text[], text, date, date) from public;
grant execute on function figure_total(uuid, text, text, text[], text, date, date) to madoguchi_app;
alter function figure_total(uuid, text, text, text[], text, date, date) owner to madoguchi_facts;
revoke create on schema public from madoguchi_facts;
`,
);
