import { definedByGate, step } from '../ddl';

/** How a passing on is asked, answered and ended: by these functions only, each of which asks every rule again. */
export const PassingOn = step(
  33,
  'PassingOn',
  `
grant create on schema public to madoguchi_gate;
-- From which offices the acting one has information of a person now, and of which groups.
create function onward_origins(p_person uuid) returns table (office_id uuid, organisation_id uuid, item_groups text[])
  language sql stable security definer set search_path = pg_catalog, public as $$
  select f.id, f.organisation_id, array_agg(distinct g.item_group)
  from access_reason r
  join consent c on c.id = r.cause_id
  join referral q on q.id = r.referral_id
  join office f on f.id = case when c.source_office_id = r.grantee_office_id then q.recipient_office_id else c.source_office_id end
  cross join lateral unnest(r.item_groups) as g(item_group)
  where r.person_id = p_person and r.kind = 'consent' and r.grantee_office_id = current_office() and actor_may_read('number')
    and r.purpose = 'support' and r.valid_from <= app_now() and r.valid_until > app_now()
    and r.source_organisation_id <> current_organisation() and f.organisation_id = r.source_organisation_id
  group by f.id, f.organisation_id $$;
${definedByGate('onward_origins(uuid)', 'madoguchi_app')}
-- Asked unless every agreement of the city lets it pass without.
create function onward_needs_approval(p_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select coalesce((select bool_or(a.onward_needs_approval) from agreement a join person p on p.municipality_id = a.municipality_id where p.id = p_person), true) $$;
${definedByGate('onward_needs_approval(uuid)')}
-- Of the groups approved, what the recipient is let see now: to those who take part.
create function onward_visible(p_id uuid) returns text[] language sql stable security definer set search_path = pg_catalog, public as $$
  select array_agg(distinct c.item_group) from onward_sharing o
  join access_cell c on c.grantee_office_id = o.recipient_office_id and c.person_id = o.person_id and c.source_organisation_id = o.origin_organisation_id
    and c.item_group = any(o.approved_groups) and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now()
  where o.id = p_id and o.ended_at is null
    and exists (select 1 from record_party p where p.record_id = o.id and p.office_id = current_office() and p.valid_until > app_now()) $$;
${definedByGate('onward_visible(uuid)', 'madoguchi_app')}
create function onward_ask(p_id uuid, p_person uuid, p_origin uuid, p_recipient uuid, p_groups text[], p_reason text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare v_needed boolean := onward_needs_approval(p_person);
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  perform access_lock(p_person);
  if person_protected(p_person) then
    raise exception 'DV等支援措置の対象のため、再提供できません。' using errcode = 'MD409', constraint = 'protected';
  end if;
  -- An office of the own organisation is no third party.
  if not exists (select 1 from office f where f.id = p_recipient and f.kind in ('welfare', 'self_reliance', 'single_parent', 'hello_work')
      and f.organisation_id <> current_organisation()) then
    raise exception 'not for this office' using errcode = '42501';
  end if;
  if exists (select 1 from unnest(p_groups) g(code) where not exists (select 1 from onward_origins(p_person) w where w.office_id = p_origin and g.code = any(w.item_groups))) then
    raise exception 'not received' using errcode = '42501';
  end if;
  if not p_groups <@ coalesce((
      select array_agg(s.item_group) from consent c
      join consent_scope s on s.consent_id = c.id and s.narrowed_at is null and s.purpose = 'support' and s.direction = 'onward'
      where c.person_id = p_person and c.source_office_id = current_office()
        and coalesce(c.recipient_office_id, p_recipient) = p_recipient
        and c.recipient_organisation_id = (select x.organisation_id from office x where x.id = p_recipient)
        and c.withdrawn_at is null and c.superseded_at is null and c.valid_from_at <= app_now() and c.valid_until_at > app_now()), '{}') then
    raise exception 'no consent' using errcode = '42501';
  end if;
  insert into onward_sharing (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, origin_office_id, origin_organisation_id,
    recipient_office_id, item_groups, reason, approval_needed, decision, approved_groups, decided_at)
  select p_id, p_person, p.municipality_id, current_office(), current_organisation(), current_staff(), app_now(), p_origin, f.organisation_id,
    p_recipient, p_groups, p_reason, v_needed, case when v_needed then null else 'approved' end,
    case when v_needed then null else p_groups end, case when v_needed then null else app_now() end
  from person p join office f on f.id = p_origin and f.organisation_id <> (select x.organisation_id from office x where x.id = p_recipient)
  where p.id = p_person;
  if not found then raise exception 'back to its origin' using errcode = '42501'; end if;
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select p_id, f, p_person, '-infinity', 'infinity' from unnest(array[current_office(), p_origin]) f;
  perform onward_works(p_id);
end $$;
-- The recipient takes part from the approval on; what it sees follows in the same moment.
create function onward_works(p_id uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select o.id, o.recipient_office_id, o.person_id, o.decided_at, coalesce(o.ended_at, 'infinity')
  from onward_sharing o where o.id = p_id and o.decision = 'approved'
  on conflict (record_id, office_id) do update set valid_until = excluded.valid_until;
  perform access_sync_consents(o.person_id) from onward_sharing o where o.id = p_id;
end $$;
-- For the origin: one of its supervisors, who did not ask. No groups: refused. @returns the person, or null when it was settled meanwhile.
create function onward_decide(p_id uuid, p_version integer, p_groups text[], p_note text) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare v_asked onward_sharing%rowtype;
begin
  select o.* into v_asked from onward_sharing o where o.id = p_id and o.origin_office_id = current_office();
  if not found then return null; end if;
  perform access_lock(v_asked.person_id);
  select o.* into v_asked from onward_sharing o where o.id = p_id for update;
  if v_asked.version <> p_version or v_asked.decision is not null or v_asked.ended_at is not null then return null; end if;
  if not actor_is_supervisor() or v_asked.written_by = current_staff() then raise exception 'two persons' using errcode = '42501'; end if;
  if cardinality(p_groups) > 0 and person_protected(v_asked.person_id) then
    raise exception 'DV等支援措置の対象のため、再提供できません。' using errcode = 'MD409', constraint = 'protected';
  end if;
  update onward_sharing set decision = case when cardinality(p_groups) > 0 then 'approved' else 'refused' end,
    approved_groups = case when cardinality(p_groups) > 0 then p_groups end, decision_note = p_note, decided_by = current_staff(), decided_at = app_now(),
    version = version + 1 where id = p_id;
  perform onward_works(p_id);
  return v_asked.person_id;
end $$;
-- By the passing office, or by the origin's supervisor, at any time: asked or working. @returns as above.
create function onward_end(p_id uuid, p_version integer) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare v_person uuid := (select o.person_id from onward_sharing o where o.id = p_id);
begin
  perform access_lock(v_person);
  update onward_sharing set ended_at = app_now(), ended_by = current_staff(), version = version + 1
  where id = p_id and version = p_version and ended_at is null and decision is distinct from 'refused' and actor_may_read('number')
    and (source_office_id = current_office() or (origin_office_id = current_office() and actor_is_supervisor()));
  if not found then return null; end if;
  perform onward_works(p_id);
  return v_person;
end $$;
-- What rests on a consent: on the one to the recipient, or on the one by which the information came.
create function onward_under(p_consent uuid) returns table (id uuid, recipient_office_id uuid, reached boolean)
  language sql stable security definer set search_path = pg_catalog, public as $$
  select o.id, o.recipient_office_id, o.decision is not null
  from consent k join onward_sharing o on o.person_id = k.person_id and o.ended_at is null and o.decision is distinct from 'refused'
  join lateral (select f.id from office f where f.organisation_id = k.recipient_organisation_id and f.id = coalesce(k.recipient_office_id, f.id)) t
    on (o.source_office_id, t.id) in ((k.source_office_id, o.recipient_office_id), (k.source_office_id, o.origin_office_id))
      or (o.origin_office_id, o.source_office_id) = (k.source_office_id, t.id)
  where k.id = p_consent and k.source_office_id = current_office() $$;
${definedByGate('onward_under(uuid)', 'madoguchi_app')}
-- The person took the consent back: ended by whoever withdraws it, which may be neither passing office nor origin's supervisor.
create function onward_end_under(p_consent uuid) returns table (id uuid, recipient_office_id uuid, reached boolean)
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  if not exists (select 1 from consent k where k.id = p_consent and k.withdrawn_at is not null) then raise exception 'not withdrawn' using errcode = '42501'; end if;
  for id, recipient_office_id, reached in select * from onward_under(p_consent) loop
    update onward_sharing o set ended_at = app_now(), ended_by = current_staff(), version = o.version + 1 where o.id = onward_end_under.id;
    perform onward_works(onward_end_under.id);
    return next;
  end loop;
end $$;
${definedByGate('onward_works(uuid)')}
${definedByGate('onward_ask(uuid, uuid, uuid, uuid, text[], text)', 'madoguchi_app')}
${definedByGate('onward_decide(uuid, integer, text[], text)', 'madoguchi_app')}
${definedByGate('onward_end(uuid, integer)', 'madoguchi_app')}
${definedByGate('onward_end_under(uuid)', 'madoguchi_app')}
-- The list of what went to whom, with what was passed on: to the origin what it approved, to the passing office the name it added.
create or replace function disclosures_of(p_person uuid)
  returns table (kind text, subject_id uuid, at timestamptz, until timestamptz, office_name text, item_groups text[], legal_basis text, document_number text, note text)
  language sql stable security definer set search_path = pg_catalog, public as $$
  with mine as (
    select true from access_cell c where c.person_id = p_person and c.grantee_office_id = current_office() and c.source_organisation_id = current_organisation()
      and c.item_group = 'basic' and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now() and actor_may_read('basic') limit 1),
  listed as (
    select 'referral' as kind, s.id as subject_id, s.at, null::timestamptz as until, o.name as office_name,
      (select array_agg(t.item_group order by t.item_group) from referral_part t where t.referral_id = r.id and t.sent_as = s.document_number) as item_groups,
      'consent' as legal_basis, s.document_number, null::text as note
    from referral_step s join referral r on r.id = s.referral_id join office o on o.id = r.recipient_office_id
    where s.to_status = 'sent' and r.person_id = p_person and r.source_organisation_id = current_organisation()
    union all
    select 'consent', x.cause_id, min(x.valid_from), max(x.valid_until), o.name, array_agg(distinct g.item_group), 'consent', null, null
    from access_reason x cross join lateral unnest(x.item_groups) as g(item_group) join office o on o.id = x.grantee_office_id
    where x.person_id = p_person and x.kind = 'consent' and x.source_organisation_id = current_organisation() and x.valid_from < x.valid_until
    group by x.cause_id, o.name
    union all
    select 'exceptional', e.id, e.decided_at, least(e.valid_until_at, coalesce(e.ended_at, 'infinity')), o.name, e.item_groups, e.legal_basis, null, e.reason
    from exceptional_access e join office o on o.id = e.office_id join person p on p.id = e.person_id
    where e.person_id = p_person and e.decision = 'approved' and p.source_organisation_id = current_organisation()
    union all
    select 'release', l.id, l.decided_at, least(l.valid_until_at, coalesce(l.revoked_at, 'infinity')), o.name, l.item_groups, 'consent', null, l.reason
    from protection_release l join office o on o.id = l.recipient_office_id
    where l.person_id = p_person and l.decision = 'approved' and l.source_organisation_id = current_organisation()
    union all
    select 'onward', o.id, o.decided_at, least(o.ended_at, (select max(r.valid_until) from access_reason r where r.referral_id = o.id and r.kind = 'onward')), t.name,
      case current_organisation() when o.origin_organisation_id then o.approved_groups else array['basic'] end, 'consent', null, m.name
    from onward_sharing o join office t on t.id = o.recipient_office_id join office m on m.id = o.source_office_id
    where o.person_id = p_person and o.decision = 'approved' and current_organisation() in (o.origin_organisation_id, o.source_organisation_id)
    union all
    select 'file', f.id, f.finished_at, f.expires_at, o.name, array_agg(distinct e.item_group), 'consent', null, f.reason
    from export_person e join export_file f on f.id = e.export_id join office o on o.id = f.office_id
    where e.person_id = p_person and e.source_organisation_id = current_organisation() and o.organisation_id <> current_organisation() and f.status = 'done'
    group by f.id, f.finished_at, f.expires_at, o.name, f.reason
    union all
    select 'request', q.id, q.decided_at, null, coalesce((select k.label from code k where k.kind = 'requester_kind' and k.code = q.requester_kind limit 1), q.requester_kind),
      (select array_agg(distinct i.item_group) from disclosure_item i where i.request_id = q.id and i.own and i.mark in ('disclose', 'partial')), 'request', q.document_number, null
    from disclosure_request q
    where q.person_id = p_person and q.source_organisation_id = current_organisation() and q.outcome in ('disclose', 'partial')
    union all
    select 'looks', o.id, min(a.at), max(a.at), o.name, null, null, null, count(*)::text
    from audit_subject u join audit_event a on a.id = u.event_id join office o on o.id = a.office_id
    where u.person_id = p_person and o.organisation_id <> current_organisation() group by o.id, o.name)
  select l.* from listed l where exists (select 1 from mine) order by l.at desc, l.kind, l.subject_id $$;
revoke create on schema public from madoguchi_gate;
`,
);
