import { OFFICE_KINDS, tasksOf } from '@madoguchi/identity';
import { APP, definer, oneOf, type StandingObject } from '../object';

const TAKES_PERSONS = oneOf('f.kind', OFFICE_KINDS.filter((kind) => tasksOf(kind).takesPersons));

export const ORIGINS: readonly StandingObject[] = [
  // From which offices the acting one has information of a person now, and of which groups.
  definer(
    'mask',
    `create function onward_origins(p_person uuid) returns table (office_id uuid, organisation_id uuid, item_groups text[])
  language sql stable as $$
  select f.id, f.organisation_id, array_agg(distinct g.item_group)
  from access_reason r
  join consent c on c.id = r.cause_id
  join referral_sending q on q.id = r.under_id
  join office f on f.id = case when c.source_office_id = r.grantee_office_id then q.recipient_office_id else c.source_office_id end
  cross join lateral unnest(r.item_groups) as g(item_group)
  where r.person_id = p_person and r.kind = 'consent' and r.grantee_office_id = current_office() and actor_may_read('number')
    and r.purpose = 'support' and r.valid_from <= app_now() and r.valid_until > app_now()
    and r.source_organisation_id <> current_organisation() and f.organisation_id = r.source_organisation_id
  group by f.id, f.organisation_id $$`,
    APP,
  ),
  definer(
    'mask',
    `create function onward_ask(p_id uuid, p_person uuid, p_origin uuid, p_recipient uuid, p_groups text[], p_reason text) returns void
  language plpgsql volatile as $$
declare v_needed boolean := onward_needs_approval(p_person);
begin
  if current_office() is null or not actor_may_read('number') then raise exception 'no actor' using errcode = '42501'; end if;
  perform access_lock(p_person);
  -- An office of the own organisation is no third party.
  if not exists (select 1 from office f where f.id = p_recipient and ${TAKES_PERSONS}
      and f.organisation_id <> current_organisation()) then
    raise exception 'not for this office' using errcode = '42501';
  end if;
  if exists (select 1 from unnest(p_groups) g(code) where not exists (select 1 from onward_origins(p_person) w where w.office_id = p_origin and g.code = any(w.item_groups))) then
    raise exception 'not received' using errcode = '42501';
  end if;
  -- Behind what only somebody who knows the person gets past: to a stranger it would tell. Refused without a word where the
  -- office is not told of the 秘匿.
  if protection_in_force(p_person) and not person_protected(p_person) then raise exception 'not received' using errcode = '42501'; end if;
  if protection_in_force(p_person) then
    raise exception 'DV等支援措置の対象のため、再提供できません。' using errcode = 'MD409', constraint = 'protected';
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
end $$`,
    APP,
  ),
];
