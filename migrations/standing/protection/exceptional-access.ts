import { APP, definer, gate, type StandingObject } from '../object';

export const EXCEPTIONAL_ACCESS: readonly StandingObject[] = [
  gate(
    'exceptional_access',
    `
create policy exceptional_access_read on exceptional_access for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy exceptional_access_gate on exceptional_access to madoguchi_gate using (true) with check (true);
grant select on exceptional_access to madoguchi_app;
grant select, insert, update on exceptional_access to madoguchi_gate;
`,
  ),
  // Who asks must know the person already: record number and birth date together. The answer is none for a stranger, and nothing else tells.
  definer(
    'actor',
    `create function exceptional_ask(p_id uuid, p_number text, p_birth date, p_groups text[], p_basis text, p_reason text, p_hours integer) returns uuid
  language plpgsql volatile as $$
declare v_person person%rowtype; v_kind text;
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  select g.kind into v_kind from organisation g where g.id = current_organisation();
  -- A contractor cannot receive as another public body (個人情報保護法69条2項3号).
  if p_basis = 'public_body' and v_kind = 'contractor' then raise exception 'この機関は、この根拠では閲覧できません。' using errcode = 'MD409', constraint = 'basis_not_for_contractor'; end if;
  if exists (select 1 from unnest(p_groups) g(code) where not exists (select 1 from item_group i where i.code = g.code and i.shareable)) then
    raise exception 'unknown group' using errcode = '42501';
  end if;
  select p.* into v_person from person p where p.number = p_number
    and exists (select 1 from person_basic b where b.person_id = p.id and b.birth_date = p_birth);
  if not found then return null; end if;
  insert into exceptional_access (id, person_id, municipality_id, office_id, asked_by, asked_at, item_groups, legal_basis, reason, hours)
  values (p_id, v_person.id, v_person.municipality_id, current_office(), current_staff(), app_now(), p_groups, p_basis, p_reason, p_hours);
  insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, written_by, entered_at)
  values (gen_random_uuid(), v_person.municipality_id, current_office(), v_person.id, 'exceptional_decision', p_id, app_today(), 'open', app_now(), current_staff(), app_now());
  return v_person.id;
end $$`,
    APP,
  ),
  // The second person: a supervisor of the same office, and not who asked. The holder's office is told at once.
  definer(
    'actor',
    `create function exceptional_decide(p_id uuid, p_version integer, p_approve boolean) returns uuid
  language plpgsql volatile as $$
declare v_asked exceptional_access%rowtype; v_holder uuid;
begin
  select e.* into v_asked from exceptional_access e where e.id = p_id and e.office_id = current_office() for update;
  if not found or v_asked.version <> p_version or v_asked.decision is not null then return null; end if;
  if not actor_is_supervisor() or v_asked.asked_by = current_staff() then raise exception 'two persons' using errcode = '42501'; end if;
  update exceptional_access set decision = case when p_approve then 'approved' else 'refused' end, decided_by = current_staff(), decided_at = app_now(),
    valid_until_at = case when p_approve then app_now() + make_interval(hours => v_asked.hours) end, version = version + 1 where id = p_id;
  update follow_up set status = 'done', closed_at = app_now(), version = version + 1 where kind = 'exceptional_decision' and subject_id = p_id and status = 'open';
  if p_approve then
    perform access_lock(v_asked.person_id);
    insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
    select v_asked.person_id, v_asked.office_id, p.source_organisation_id, 'exceptional', p_id, 'support', v_asked.item_groups, app_now(),
      app_now() + make_interval(hours => v_asked.hours) from person p where p.id = v_asked.person_id;
    perform access_rebuild(v_asked.person_id);
    select p.source_office_id into v_holder from person p where p.id = v_asked.person_id;
    insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, written_by, entered_at)
    values (gen_random_uuid(), v_asked.municipality_id, v_holder, v_asked.person_id, 'exceptional_notice', p_id, app_today(), 'open', app_now(), current_staff(), app_now())
    on conflict do nothing;
  end if;
  return v_asked.person_id;
end $$`,
    APP,
  ),
  definer(
    'actor',
    `create function exceptional_end(p_id uuid, p_version integer) returns uuid
  language plpgsql volatile as $$
declare v_person uuid;
begin
  update exceptional_access set ended_at = app_now(), version = version + 1
  where id = p_id and office_id = current_office() and version = p_version and decision = 'approved' and ended_at is null and valid_until_at > app_now()
  returning person_id into v_person;
  if v_person is null then return null; end if;
  perform access_lock(v_person);
  update access_reason set valid_until = app_now() where person_id = v_person and kind = 'exceptional' and cause_id = p_id;
  perform access_rebuild(v_person);
  return v_person;
end $$`,
    APP,
  ),
];
