import { maskOf } from '@madoguchi/access';
import { HELD } from '@madoguchi/clients/records';
import { APP, definer, gate, type StandingObject } from '../object';
import { OWN, heldBy } from '../policies';

export const PERSONS: readonly StandingObject[] = [
  gate(
    'person',
    `
create policy person_read on person for select to madoguchi_app using (exists (
  select 1 from readable r where r.person_id = person.id and r.source_organisation_id = person.source_organisation_id and r.groups & ${maskOf('number')} <> 0));
create policy person_add on person for insert to madoguchi_app with check (
  ${OWN});
create policy person_gate on person for select to madoguchi_gate using (true);
grant select, insert on person to madoguchi_app;
grant usage on sequence person_number to madoguchi_app;
grant select on person to madoguchi_gate;
`,
  ),
  gate(
    'person_basic',
    `
${heldBy('person_basic', 'basic')}
create policy person_basic_gate on person_basic for select to madoguchi_gate using (true);
grant select on person_basic to madoguchi_gate;
`,
  ),
  gate(
    'person_contact',
    `
${heldBy('person_contact', 'contact')}
create policy person_contact_gate on person_contact for select to madoguchi_gate using (true);
grant select on person_contact to madoguchi_gate;
`,
  ),
  ...Object.values(HELD)
    .filter(({ table }) => table !== 'person_contact')
    .map(({ table, group }) => gate(table, `\n${heldBy(table, group)}\n`)),
  gate(
    'welfare_status',
    `
${heldBy('welfare_status', 'income')}
`,
  ),
  gate(
    'household',
    `
create policy household_read on household for select to madoguchi_app using (exists (
  select 1 from household_member m where m.household_id = household.id));
create policy household_add on household for insert to madoguchi_app with check (
  (select actor_may_read('number')) and ${OWN});
create policy household_change on household for update to madoguchi_app
  using (source_office_id = (select current_office())) with check (source_office_id = (select current_office()));
grant select, insert, update (household_type, district_worker_id, version) on household to madoguchi_app;
`,
  ),
  gate(
    'household_member',
    `
${heldBy('household_member', 'household')}
create policy household_member_gate on household_member for select to madoguchi_gate using (true);
grant select on household_member to madoguchi_gate;
`,
  ),
  gate(
    'support_case',
    `
${heldBy('support_case', 'basic')}
create policy support_case_gate on support_case to madoguchi_gate using (true) with check (true);
grant select, update on support_case to madoguchi_gate;
`,
  ),
  // The office that registers a person sees what its organisation holds of that person. Of somebody new nothing else is on
  // record, so what would be derived of it is written at once. Its rows come next, and then end_registration: what the person
  // is found by is built once, of all of them.
  definer(
    'actor',
    `create function begin_registration(p_person uuid) returns void language plpgsql volatile as $$
declare v_actor current_actor;
begin
  select a.* into v_actor from current_actor a;
  if not found then raise exception 'no actor' using errcode = '42501'; end if;
  if v_actor.groups & ${maskOf('number')} = 0 then raise exception 'not for this role' using errcode = '42501'; end if;
  if exists (select 1 from person where id = p_person) then raise exception 'person exists' using errcode = '42501'; end if;
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
  select p_person, v_actor.office_id, v_actor.organisation_id, 'ownership', p_person, p.purpose, access_all_groups(), app_now(), 'infinity'
  from unnest(array['support', 'report']) as p(purpose);
  insert into access_mask (grantee_office_id, person_id, source_organisation_id, purpose, valid_from, valid_until, groups, own_rows)
  select r.grantee_office_id, p_person, r.source_organisation_id, r.purpose, r.valid_from, r.valid_until, (select bit_or(1 << i.bit) from item_group i), 0
  from access_reason r where r.person_id = p_person;
  perform set_config('app.registering', p_person::text, true);
end $$`,
    APP,
  ),
  // As version 0.3.0 calls it: each row builds the tokens anew.
  definer(
    'actor',
    `create function access_register(p_person uuid) returns void language plpgsql volatile as $$
begin
  perform begin_registration(p_person);
  perform set_config('app.registering', '', true);
end $$`,
    APP,
  ),
  // To begin to write about a person is one question and one answer: may this office, and if it is its first word about a
  // person of another, what it writes stays readable to it. There is no other way to authorship.
  definer(
    'mask',
    `create function begin_writing(p_person uuid) returns table (id uuid, municipality_id uuid)
  language plpgsql volatile as $$
#variable_conflict use_column
declare
  v_actor current_actor;
  v_person person;
begin
  select a.* into v_actor from current_actor a where a.groups & ${maskOf('number')} <> 0;
  select p.* into v_person from person p where p.id = p_person and exists (
    select 1 from readable r where r.person_id = p.id and r.source_organisation_id = p.source_organisation_id and r.groups & ${maskOf('number')} <> 0);
  if not found then return; end if;
  -- Whoever knows the number alone writes nothing.
  if not exists (
    select 1 from readable r where r.person_id = p_person and (r.groups & ${maskOf('basic')} <> 0
      or r.source_organisation_id = v_actor.organisation_id and r.groups & ~${maskOf('number')} <> 0)) then return; end if;
  -- The office that registered the person never only looks, and has its reason; another one has it from its first word on.
  if v_person.source_office_id <> v_actor.office_id then
    if actor_only_looks(p_person) then
      raise exception '例外的な閲覧では、記録や変更はできません。' using errcode = 'MD409', constraint = 'looking_only';
    end if;
    if not exists (select 1 from access_reason r where r.person_id = p_person and r.grantee_office_id = v_actor.office_id
        and r.source_organisation_id = v_actor.organisation_id and r.kind in ('ownership', 'authorship')) then
      -- Asked behind the lock: a withdrawal under way comes wholly before the first word, or wholly after it.
      perform access_lock(p_person);
      if not exists (select 1 from reachable r where r.person_id = p_person and r.groups & ${maskOf('basic')} <> 0) then return; end if;
      insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
      select p_person, v_actor.office_id, v_actor.organisation_id, 'authorship', p_person, w.purpose, access_all_groups(), app_now(), 'infinity'
      from unnest(array['support', 'report']) as w(purpose)
      on conflict do nothing;
      perform access_rebuild(p_person);
    end if;
  end if;
  return query select v_person.id, v_person.municipality_id;
end $$`,
    APP,
  ),
];
