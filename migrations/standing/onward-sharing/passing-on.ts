import { APP, definer, gate, type StandingObject } from '../object';
import { takesPart } from '../policies';

export const PASSING_ON: readonly StandingObject[] = [
  gate(
    'onward_sharing',
    `
-- To whom else a protected person goes is not told to the recipient.
create policy onward_sharing_read on onward_sharing for select to madoguchi_app using (${takesPart('onward_sharing')}
  and (select current_office()) is distinct from case when person_protected(person_id) then recipient_office_id end);
create policy onward_sharing_gate on onward_sharing to madoguchi_gate using (true) with check (true);
grant select on onward_sharing to madoguchi_app;
grant select, insert, update on onward_sharing to madoguchi_gate;
`,
  ),
  // Asked unless every agreement of the city lets it pass without.
  definer(
    'nobody',
    `create function onward_needs_approval(p_person uuid) returns boolean
  language sql stable as $$
  select coalesce((select bool_or(a.onward_needs_approval) from agreement a join person p on p.municipality_id = a.municipality_id where p.id = p_person), true) $$`,
  ),
  // Of the groups approved, what the recipient is let see now: to those who take part.
  definer(
    'mask',
    `create function onward_visible(p_id uuid) returns text[] language sql stable as $$
  select array_agg(distinct i.code) from onward_sharing o
  join access_mask m on m.grantee_office_id = o.recipient_office_id and m.person_id = o.person_id and m.source_organisation_id = o.origin_organisation_id
    and m.purpose = 'support' and m.valid_from <= app_now() and m.valid_until > app_now()
  join item_group i on i.code = any(o.approved_groups) and m.groups & (1 << i.bit) <> 0
  where o.id = p_id and o.ended_at is null
    and exists (select 1 from record_party p where p.record_id = o.id and p.office_id = current_office() and p.valid_until > app_now()) $$`,
    APP,
  ),
  // The recipient takes part from the approval on; what it sees follows in the same moment.
  definer(
    'nobody',
    `create function onward_works(p_id uuid) returns void language plpgsql volatile as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select o.id, o.recipient_office_id, o.person_id, o.decided_at, coalesce(o.ended_at, 'infinity')
  from onward_sharing o where o.id = p_id and o.decision = 'approved'
  on conflict (record_id, office_id) do update set valid_until = excluded.valid_until;
  perform access_sync_consents(o.person_id) from onward_sharing o where o.id = p_id;
end $$`,
  ),
  // For the origin: one of its supervisors, who did not ask. No groups: refused. @returns the person, or null when it was settled meanwhile.
  definer(
    'mask',
    `create function onward_decide(p_id uuid, p_version integer, p_groups text[], p_note text) returns uuid
  language plpgsql volatile as $$
declare v_asked onward_sharing%rowtype;
begin
  select o.* into v_asked from onward_sharing o where o.id = p_id and o.origin_office_id = current_office();
  if not found then return null; end if;
  perform access_lock(v_asked.person_id);
  select o.* into v_asked from onward_sharing o where o.id = p_id for update;
  if v_asked.version <> p_version or v_asked.decision is not null or v_asked.ended_at is not null then return null; end if;
  if not actor_is_supervisor() or v_asked.written_by = current_staff() then raise exception 'two persons' using errcode = '42501'; end if;
  if cardinality(p_groups) > 0 and protection_in_force(v_asked.person_id) and not person_protected(v_asked.person_id) then
    raise exception 'not received' using errcode = '42501';
  end if;
  if cardinality(p_groups) > 0 and protection_in_force(v_asked.person_id) then
    raise exception 'DV等支援措置の対象のため、再提供できません。' using errcode = 'MD409', constraint = 'protected';
  end if;
  update onward_sharing set decision = case when cardinality(p_groups) > 0 then 'approved' else 'refused' end,
    approved_groups = case when cardinality(p_groups) > 0 then p_groups end, decision_note = p_note, decided_by = current_staff(), decided_at = app_now(),
    version = version + 1 where id = p_id;
  perform onward_works(p_id);
  return v_asked.person_id;
end $$`,
    APP,
  ),
  // By the passing office, or by the origin's supervisor, at any time: asked or working. @returns as above.
  definer(
    'mask',
    `create function onward_end(p_id uuid, p_version integer) returns uuid
  language plpgsql volatile as $$
declare v_person uuid := (select o.person_id from onward_sharing o where o.id = p_id);
begin
  perform access_lock(v_person);
  update onward_sharing set ended_at = app_now(), ended_by = current_staff(), version = version + 1
  where id = p_id and version = p_version and ended_at is null and decision is distinct from 'refused' and actor_may_read('number')
    and (source_office_id = current_office() or (origin_office_id = current_office() and actor_is_supervisor()));
  if not found then return null; end if;
  perform onward_works(p_id);
  return v_person;
end $$`,
    APP,
  ),
  // What rests on a consent: on the one to the recipient, or on the one by which the information came.
  definer(
    'mask',
    `create function onward_under(p_consent uuid) returns table (id uuid, recipient_office_id uuid, reached boolean)
  language sql stable as $$
  select o.id, o.recipient_office_id, o.decision is not null
  from consent k join onward_sharing o on o.person_id = k.person_id and o.ended_at is null and o.decision is distinct from 'refused'
  join lateral (select f.id from office f where f.organisation_id = k.recipient_organisation_id and f.id = coalesce(k.recipient_office_id, f.id)) t
    on (o.source_office_id, t.id) in ((k.source_office_id, o.recipient_office_id), (k.source_office_id, o.origin_office_id))
      or (o.origin_office_id, o.source_office_id) = (k.source_office_id, t.id)
  where k.id = p_consent and k.source_office_id = current_office() $$`,
    APP,
  ),
  // The person took the consent back: ended by whoever withdraws it, which may be neither passing office nor origin's supervisor.
  definer(
    'mask',
    `create function onward_end_under(p_consent uuid) returns table (id uuid, recipient_office_id uuid, reached boolean)
  language plpgsql volatile as $$
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  if not exists (select 1 from consent k where k.id = p_consent and k.withdrawn_at is not null) then raise exception 'not withdrawn' using errcode = '42501'; end if;
  for id, recipient_office_id, reached in select * from onward_under(p_consent) loop
    update onward_sharing o set ended_at = app_now(), ended_by = current_staff(), version = o.version + 1 where o.id = onward_end_under.id;
    perform onward_works(onward_end_under.id);
    return next;
  end loop;
end $$`,
    APP,
  ),
];
