import { APP, definer, gate, type StandingObject } from '../object';

/** Of a row of `exceptional_answer` under a name: the holder lets look, now. */
const lets = (row: string): string => `${row}.decision = 'approved' and ${row}.ended_at is null and ${row}.valid_until_at > app_now()`;

export const EXCEPTIONAL_ACCESS: readonly StandingObject[] = [
  // Whether the acting office is asked, about records that it holds.
  definer(
    'actor',
    `create function exceptional_asked(p_id uuid) returns boolean language sql stable as $$
  select exists (select 1 from exceptional_answer a where a.exceptional_id = p_id and a.office_id = current_office()) $$`,
    APP,
  ),
  gate(
    'exceptional_access',
    `
create policy exceptional_access_read on exceptional_access for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy exceptional_access_asked on exceptional_access for select to madoguchi_app using (exceptional_asked(id) and (select actor_may_read('number')));
create policy exceptional_access_gate on exceptional_access to madoguchi_gate using (true) with check (true);
grant select on exceptional_access to madoguchi_app;
grant select, insert, update on exceptional_access to madoguchi_gate;
`,
  ),
  // Who asks sees what lets it look, and never whom a question meant that nobody has answered.
  gate(
    'exceptional_answer',
    `
create policy exceptional_answer_read on exceptional_answer for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy exceptional_answer_given on exceptional_answer for select to madoguchi_app using (
  asking_office_id = (select current_office()) and decision = 'approved' and (select actor_may_read('number')));
create policy exceptional_answer_gate on exceptional_answer to madoguchi_gate using (true) with check (true);
grant select on exceptional_answer to madoguchi_app;
grant select, insert, update on exceptional_answer to madoguchi_gate;
`,
  ),
  // Whom number or name mean, together with the birth date: nobody where they mean several.
  definer(
    'nobody',
    `create function exceptional_person(p_number text, p_name text, p_birth date) returns setof person language sql stable as $$
  with named as (
    select p.* from person_basic b join person p on p.id = b.person_id and p.source_organisation_id = b.source_organisation_id
    where b.birth_date = p_birth and p.merged_into is null and (p_number is null or p.number = p_number)
      and (p_name is null or reading_key(b.family_kana || b.given_kana) = reading_key(p_name)))
  select * from named where (select count(*) from named) = 1 $$`,
  ),
  // Who holds records of a person: the office that registered it, and of any other organisation the one that wrote first.
  definer(
    'nobody',
    `create function exceptional_holders(p_person uuid) returns table (organisation_id uuid, office_id uuid) language sql stable as $$
  select p.source_organisation_id, p.source_office_id from person p where p.id = p_person
  union all
  (select distinct on (r.source_organisation_id) r.source_organisation_id, r.grantee_office_id
   from access_reason r join person p on p.id = r.person_id
   where r.person_id = p_person and r.kind = 'authorship' and r.source_organisation_id <> p.source_organisation_id and r.valid_from <= app_now() and r.valid_until > app_now()
   order by r.source_organisation_id, r.valid_from, r.grantee_office_id) $$`,
  ),
  // Asked: the answer to who asks is the same, whoever is meant, and nobody, and several. Who holds records finds the question
  // in its queue.
  definer(
    'actor',
    `create function exceptional_ask(p_id uuid, p_number text, p_name text, p_birth date, p_groups text[], p_basis text, p_reason text, p_hours integer, p_told_by text, p_told_at timestamptz)
  returns void language plpgsql volatile as $$
declare v_kind text;
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  select g.kind into v_kind from organisation g where g.id = current_organisation();
  -- A contractor cannot receive as another public body (個人情報保護法69条2項3号).
  if p_basis = 'public_body' and v_kind = 'contractor' then raise exception 'この機関は、この根拠では閲覧できません。' using errcode = 'MD409', constraint = 'basis_not_for_contractor'; end if;
  if exists (select 1 from unnest(p_groups) g(code) where not exists (select 1 from item_group i where i.code = g.code and i.shareable)) then
    raise exception 'unknown group' using errcode = '42501';
  end if;
  -- One after the other, so that the day's number holds.
  perform pg_advisory_xact_lock(hashtextextended('exceptional ' || current_staff()::text, 0));
  if (select count(*) from exceptional_access e where e.asked_by = current_staff() and e.asked_at >= app_today()::timestamp at time zone 'Asia/Tokyo')
      >= (select (s.value #>> '{}')::integer from setting s where s.key = 'protection.questions_a_day') then
    raise exception '今日の照会の件数の上限に達しました。急ぐときは、上司に相談してください。' using errcode = 'MD409', constraint = 'too_many_questions';
  end if;
  insert into exceptional_access (id, office_id, asked_by, asked_at, number, asked_name, birth_date, item_groups, legal_basis, reason, hours, answer_until_at, told_by, told_at)
  values (p_id, current_office(), current_staff(), app_now(), p_number, p_name, p_birth, p_groups, p_basis, p_reason, p_hours,
    app_now() + make_interval(hours => (select (s.value #>> '{}')::integer from setting s where s.key = 'protection.answer_hours')), p_told_by, p_told_at);
  with asked as (
    insert into exceptional_answer (id, exceptional_id, person_id, municipality_id, asking_office_id, office_id, organisation_id)
    select gen_random_uuid(), p_id, p.id, p.municipality_id, current_office(), h.office_id, h.organisation_id
    from exceptional_person(p_number, p_name, p_birth) p cross join lateral exceptional_holders(p.id) h where h.office_id <> current_office()
    returning *)
  insert into follow_up (id, municipality_id, office_id, person_id, kind, subject_id, due_on, status, assigned_at, written_by, entered_at)
  select gen_random_uuid(), a.municipality_id, a.office_id, a.person_id, 'exceptional_decision', a.id, app_today(), 'open', app_now(), current_staff(), app_now() from asked a;
end $$`,
    APP,
  ),
  // The second person, of the holder: a supervisor or a deputy, and not who asked. @returns the person, null where it was answered meanwhile.
  definer(
    'actor',
    `create function exceptional_decide(p_id uuid, p_version integer, p_approve boolean) returns uuid
  language plpgsql volatile as $$
declare v_answer exceptional_answer%rowtype; v_asked exceptional_access%rowtype;
begin
  select a.* into v_answer from exceptional_answer a where a.id = p_id and a.office_id = current_office() for update;
  if not found or v_answer.version <> p_version or v_answer.decision is not null then return null; end if;
  select e.* into v_asked from exceptional_access e where e.id = v_answer.exceptional_id;
  if not actor_decides_protection() or v_asked.asked_by = current_staff() then raise exception 'two persons' using errcode = '42501'; end if;
  if p_approve and least(v_asked.answer_until_at, v_asked.ended_at) <= app_now() then
    raise exception '回答の期限を過ぎているため、開示できません。' using errcode = 'MD409', constraint = 'too_late';
  end if;
  update exceptional_answer set decision = case when p_approve then 'approved' else 'refused' end, decided_by = current_staff(), decided_at = app_now(),
    valid_until_at = case when p_approve then app_now() + make_interval(hours => v_asked.hours) end, version = version + 1 where id = p_id;
  update follow_up set status = 'done', closed_at = app_now(), version = version + 1 where kind = 'exceptional_decision' and subject_id = p_id and status = 'open';
  if p_approve then
    perform access_lock(v_answer.person_id);
    insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, purpose, item_groups, valid_from, valid_until)
    values (v_answer.person_id, v_answer.asking_office_id, v_answer.organisation_id, 'exceptional', p_id, 'support', v_asked.item_groups, app_now(),
      app_now() + make_interval(hours => v_asked.hours));
    perform access_rebuild(v_answer.person_id);
  end if;
  return v_answer.person_id;
end $$`,
    APP,
  ),
  // Early, by anybody of the office that asked: nothing more is looked at, and what is still unanswered opens nothing. @returns
  // the person, where anything was open.
  definer(
    'actor',
    `create function exceptional_end(p_id uuid, p_version integer) returns uuid
  language plpgsql volatile as $$
declare v_person uuid;
begin
  update exceptional_access e set ended_at = app_now(), version = e.version + 1
  where e.id = p_id and e.office_id = current_office() and e.version = p_version and e.ended_at is null
    and exists (select 1 from exceptional_answer a where a.exceptional_id = e.id and ${lets('a')});
  if not found then return null; end if;
  select a.person_id into v_person from exceptional_answer a where a.exceptional_id = p_id limit 1;
  perform access_lock(v_person);
  update exceptional_answer a set ended_at = app_now(), version = a.version + 1 where a.exceptional_id = p_id and ${lets('a')};
  update access_reason r set valid_until = app_now() from exceptional_answer a
  where a.exceptional_id = p_id and r.person_id = v_person and r.kind = 'exceptional' and r.cause_id = a.id and r.valid_until > app_now();
  perform access_rebuild(v_person);
  return v_person;
end $$`,
    APP,
  ),
];
