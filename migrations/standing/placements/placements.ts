import { APP, definer, gate, type StandingObject, view } from '../object';
import { heldBy } from '../policies';

export const PLACEMENTS: readonly StandingObject[] = [
  gate(
    'placement',
    `
${heldBy('placement', 'placement')}
create policy placement_gate on placement for select to madoguchi_gate using (true);
grant select on placement to madoguchi_gate;
`,
  ),
  gate(
    'retention_check',
    `
${heldBy('retention_check', 'placement')}
`,
  ),
  gate(
    'job_separation',
    `
${heldBy('job_separation', 'placement')}
`,
  ),
  // A case follows the placements under it. Another holder's case moves only while that holder may read those placements.
  definer(
    'mask',
    `create function case_follow(p_person uuid, p_case uuid, p_status text) returns void
  language plpgsql volatile as $$
begin
  if p_status not in ('open', 'retention') then raise exception 'not a move' using errcode = '42501'; end if;
  if not exists (select 1 from placement p where p.case_id = p_case and p.person_id = p_person
    and p.source_organisation_id = current_organisation()) then return; end if;
  update support_case s set status = p_status, version = s.version + 1
  where s.id = p_case and s.person_id = p_person and s.status <> 'closed' and s.status <> p_status
    and access_shares(p_person, s.source_office_id, 'placement');
end $$`,
    APP,
  ),
  definer(
    'mask',
    `create function colleagues_hold_more(p_person uuid) returns boolean language sql stable as $$
  with mine as (
    select m.groups & ~m.own_rows as whole from access_mask m
    where m.person_id = p_person and m.grantee_office_id = current_office() and m.source_organisation_id = current_organisation()
      and m.purpose = 'support' and m.valid_from <= app_now() and m.valid_until > app_now() and actor_may_read('number')),
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
    and not exists (select 1 from mine m join item_group i on i.code = h.item_group and m.whole & (1 << i.bit) <> 0)) $$`,
    APP,
  ),
  // Under which cases an office has written: it goes on knowing them when the holder's case is closed to it.
  view(
    `create view cases_of_placements as
  select t.person_id, t.case_id, t.source_organisation_id, t.source_office_id, 'placement' as item_group, t.entered_at from placement t`,
    APP,
  ),
];
