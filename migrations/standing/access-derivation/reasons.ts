import { APP, definer, GATE, type StandingObject, view, WORKER } from '../object';

/** Reasons that follow from records of the rooms, and who takes part in them. Each room says its own; here they are united. */
export const REASONS: readonly StandingObject[] = [
  view(
    `create view access_wanted_reason as
  select * from reasons_of_consents union all select * from reasons_of_onward_sharing`,
    GATE,
  ),
  // One row a record and office: of several uses of a consent the one that is not over, or was over last.
  view(
    `create view access_wanted_party as
  select distinct on (u.person_id, u.record_id, u.office_id) u.person_id, u.record_id, u.office_id, u.valid_from, u.valid_until
  from (select * from parties_of_consents union all select * from parties_of_onward_sharing) u
  order by u.person_id, u.record_id, u.office_id, u.over_at desc nulls first, u.valid_from`,
    GATE,
  ),
  // After a consent, a request or a passing on changed. What no record wants any more ends now and stays on record.
  definer(
    'actor',
    `create function access_sync_consents(p_person uuid) returns void language plpgsql volatile as $$
begin
  if current_office() is null and session_user = '${APP}' then raise exception 'no actor' using errcode = '42501'; end if;
  perform access_lock(p_person);
  insert into access_reason (person_id, grantee_office_id, source_organisation_id, kind, cause_id, under_id, purpose, item_groups, valid_from, valid_until)
  select w.person_id, w.grantee_office_id, w.source_organisation_id, w.kind, w.cause_id, w.under_id, w.purpose, w.item_groups, w.valid_from, w.valid_until
  from access_wanted_reason w where w.person_id = p_person
  on conflict (person_id, grantee_office_id, source_organisation_id, kind, cause_id, under_id, purpose)
  do update set item_groups = excluded.item_groups, valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  update access_reason r set valid_until = least(r.valid_until, app_now())
  where r.person_id = p_person and r.kind in ('consent', 'onward') and not exists (
    select 1 from access_wanted_reason w
    where w.person_id = p_person and w.grantee_office_id = r.grantee_office_id and w.source_organisation_id = r.source_organisation_id and w.kind = r.kind
      and w.cause_id = r.cause_id and w.under_id is not distinct from r.under_id and w.purpose = r.purpose);
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  select w.record_id, w.office_id, w.person_id, w.valid_from, w.valid_until from access_wanted_party w where w.person_id = p_person
  on conflict (record_id, office_id) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until;
  perform access_rebuild(p_person);
end $$`,
    APP,
    WORKER,
  ),
];
