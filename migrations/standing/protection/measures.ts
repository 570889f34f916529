import { APP, definer, gate, invoker, type StandingObject, trigger } from '../object';
import { OWN, cityOfPerson, holdsPerson, knowsPerson, live, untold, worksNow } from '../policies';

const IN_FORCE = worksNow('p');

/** In force, and the acting office may be told. */
const TOLD = `${IN_FORCE} and not exists (select 1 from person w where w.id = p.person_id and w.source_office_id = current_office() and ${untold('p', 'w.source_office_id')})`;

/** What every office that knows the person reads of a measure; the rest is its keeper's (measure_kept). */
const TOLD_COLUMNS = `id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, version, kind, lead_id, started_on, started_at, expires_on,
  ended_at, lapses_at, kept_by`;

/** No mark of an office's own works longer by one decision: some open days, with the longest closures between them. */
const LONGEST = "interval '45 days'";

export const MEASURES: readonly StandingObject[] = [
  definer(
    'actor',
    `create function actor_decides_protection() returns boolean language sql stable
  as $$ select actor_is_supervisor() or exists (select 1 from protection_deputy d where d.office_id = current_office()
          and d.staff_id = current_staff() and d.valid_from <= app_today() and d.valid_until > app_today()) $$`,
    APP,
  ),
  gate(
    'protection',
    `
-- A person who is not seen has no registrar here, and the row stays hidden.
create policy protection_read on protection for select to madoguchi_app using (${knowsPerson('protection')}
  and case when danger_at_registrar is true and source_office_id <> (select current_office())
    then coalesce((select w.source_office_id from person w where w.id = protection.person_id) <> (select current_office()), false) else true end);
create policy protection_add on protection for insert to madoguchi_app with check (
  ${OWN} and (select actor_may_read('number')) and ended_at is null and end_asked_at is null and prolong_asked_at is null and coalesce(lapses_at - ${LONGEST} <= (select app_now()), true)
  and ${cityOfPerson('protection')} and ${holdsPerson('protection')});
create policy protection_change on protection for update to madoguchi_app
  using (${OWN} and ${knowsPerson('protection')}) with check (${OWN});
create policy protection_gate on protection for select to madoguchi_gate using (true);
grant select (${TOLD_COLUMNS}), insert, update (expires_on, end_asked_by, end_asked_at, end_reason, ended_by, ended_at, lapses_at, prolong_asked_by, prolong_asked_at, prolong_reason,
  answered_on, answered_by, version) on protection to madoguchi_app;
grant select on protection to madoguchi_gate;
`,
  ),
  gate(
    'protection_renewal',
    `
create policy protection_renewal_read on protection_renewal for select to madoguchi_app using (${OWN} and ${knowsPerson('protection_renewal')});
create policy protection_renewal_add on protection_renewal for insert to madoguchi_app with check (
  ${OWN} and exists (select 1 from protection p where p.id = protection_renewal.protection_id and p.source_office_id = (select current_office())));
grant select, insert on protection_renewal to madoguchi_app;
`,
  ),
  gate(
    'protection_adversary',
    `
create policy protection_adversary_read on protection_adversary for select to madoguchi_app using (${OWN} and ${knowsPerson('protection_adversary')});
create policy protection_adversary_add on protection_adversary for insert to madoguchi_app with check (
  ${OWN} and exists (select 1 from person q where q.id = coalesce(protection_adversary.adversary_person_id, protection_adversary.person_id))
  and exists (select 1 from protection p where p.id = protection_adversary.protection_id and p.person_id = protection_adversary.person_id
    and p.source_office_id = (select current_office())));
create policy protection_adversary_gate on protection_adversary for select to madoguchi_gate using (true);
create policy protection_adversary_names on protection_adversary for select to madoguchi_gate using (true);
grant select, insert on protection_adversary to madoguchi_app;
grant select on protection_adversary to madoguchi_gate;
`,
  ),
  gate(
    'protection_release',
    `
create policy protection_release_read on protection_release for select to madoguchi_app using (${OWN} and ${knowsPerson('protection_release')});
create policy protection_release_add on protection_release for insert to madoguchi_app with check (
  ${OWN} and decision is null and written_by = (select current_staff()) and recipient_office_id <> source_office_id
  and ${holdsPerson('protection_release')});
create policy protection_release_change on protection_release for update to madoguchi_app
  using (${OWN} and ${knowsPerson('protection_release')}) with check (${OWN});
create policy protection_release_gate on protection_release for select to madoguchi_gate using (true);
grant select, insert, update (decision, decided_by, decided_at, valid_until_at, revoked_at, version) on protection_release to madoguchi_app;
grant select on protection_release to madoguchi_gate;
`,
  ),
  gate(
    'protection_deputy',
    `
create policy protection_deputy_read on protection_deputy for select to madoguchi_app using (office_id = (select current_office()));
create policy protection_deputy_name on protection_deputy for insert to madoguchi_app with check (
  office_id = (select current_office()) and named_by = (select current_staff()) and (select actor_is_supervisor()));
create policy protection_deputy_end on protection_deputy for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_is_supervisor())) with check (office_id = (select current_office()));
create policy protection_deputy_gate on protection_deputy for select to madoguchi_gate using (true);
grant select, insert, update (valid_until) on protection_deputy to madoguchi_app;
grant select on protection_deputy to madoguchi_gate;
`,
  ),
  // Two persons: who confirms an end or decides a release is somebody who may, in person, and not who asked.
  invoker(
    `create function protection_guard() returns trigger language plpgsql as $$
begin
  if new.end_asked_at is distinct from old.end_asked_at and new.end_asked_at is not null and new.end_asked_by is distinct from current_staff() then
    raise exception 'not the asker' using errcode = '42501';
  end if;
  if old.ended_at is not null and new is distinct from old then raise exception 'ended' using errcode = '42501'; end if;
  if new.ended_at is not null and (new.ended_by is distinct from current_staff() or not actor_decides_protection()
      or new.end_asked_by is distinct from old.end_asked_by or old.end_asked_by = current_staff() or new.ended_at <> app_now()) then
    raise exception 'two persons' using errcode = '42501';
  end if;
  if new.prolong_asked_at is distinct from old.prolong_asked_at and new.prolong_asked_at is not null and new.prolong_asked_by is distinct from current_staff() then
    raise exception 'not the asker' using errcode = '42501';
  end if;
  if new.lapses_at is distinct from old.lapses_at and (old.prolong_asked_by is null or old.prolong_asked_by = current_staff() or not actor_decides_protection()
      or new.prolong_asked_by is not null or new.lapses_at < old.lapses_at or new.lapses_at > app_now() + ${LONGEST}) then
    raise exception 'two persons' using errcode = '42501';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger protection_guard before update on protection for each row execute function protection_guard()`),
  invoker(
    `create function protection_release_guard() returns trigger language plpgsql as $$
begin
  if old.decision is not null and (new.decision, new.decided_by, new.decided_at, new.valid_until_at)
      is distinct from (old.decision, old.decided_by, old.decided_at, old.valid_until_at) then
    raise exception 'decided' using errcode = '42501';
  end if;
  if old.decision is null and new.decision is not null and (new.decided_by is distinct from current_staff() or not actor_decides_protection()
      or new.written_by = current_staff() or new.decided_at <> app_now()
      or new.valid_until_at > app_now() + make_interval(days => new.lasts_days)) then
    raise exception 'two persons' using errcode = '42501';
  end if;
  if old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at then raise exception 'revoked' using errcode = '42501'; end if;
  return new;
end $$`,
  ),
  trigger(`create trigger protection_release_guard before update on protection_release for each row execute function protection_release_guard()`),
  // Whether a measure is in force for a person now: what the database's own rules ask, whoever acts.
  definer(
    'nobody',
    `create function protection_in_force(p_person uuid) returns boolean language sql stable as $$
  select exists (select 1 from protection p where p.person_id = p_person and ${IN_FORCE}) $$`,
  ),
  // The acting office knows the person, or takes part in something about it; an auditor knows whom the record names.
  definer(
    'nobody',
    `create function person_known(p_person uuid) returns boolean language sql stable as $$
  select exists (select 1 from access_mask m where m.grantee_office_id = current_office() and m.person_id = p_person
      and m.valid_from <= app_now() and m.valid_until > app_now())
    or exists (select 1 from record_party r where r.office_id = current_office() and r.person_id = p_person and ${live('r')})
    or actor_is_auditor() $$`,
  ),
  // What only the office that keeps a measure reads of it: why, by whose word, and against whom.
  definer(
    'mask',
    `create function measure_kept(p_id uuid)
  returns table (end_asked_by uuid, end_reason text, answered_on date, answered_by text, prolong_asked_by uuid, prolong_reason text, danger_at_registrar boolean)
  language sql stable as $$
  select p.end_asked_by, p.end_reason, p.answered_on, p.answered_by, p.prolong_asked_by, p.prolong_reason, p.danger_at_registrar
  from protection p where p.id = p_id and p.source_office_id = current_office() and p.source_organisation_id = current_organisation() and ${knowsPerson('p')} $$`,
    APP,
  ),
  // What to keep back about a person: lists mark it, files withhold. A stranger is answered as for somebody protected: the
  // answer says nothing, and whoever asks by mistake shows nothing. The office at which the danger is, is answered as if the
  // 秘匿 that says so were not there.
  definer(
    'mask',
    `create function person_protected(p_person uuid) returns boolean language sql stable as $$
  select exists (select 1 from protection p where p.person_id = p_person and ${TOLD}) or not person_known(p_person) $$`,
    APP,
  ),
  // The same of a whole list: for which of these persons.
  definer(
    'mask',
    `create function persons_protected(p_persons uuid[]) returns setof uuid language sql stable as $$
  select p.person_id from protection p where p.person_id = any (p_persons) and ${TOLD}
  union
  select x.id from unnest(p_persons) as x(id) where not person_known(x.id) $$`,
    APP,
  ),
  definer(
    'mask',
    `create function person_withholds(p_person uuid, p_group text) returns boolean language sql stable as $$
  select exists (select 1 from item_group i where i.code = p_group and i.locating) and person_protected(p_person) $$`,
    APP,
  ),
  // Persons who must be kept apart from this one: the other side of a measure in force, in either direction.
  definer(
    'nobody',
    `create function protection_apart(p_person uuid) returns table (other_id uuid) language sql stable as $$
  select case when a.person_id = p_person then a.adversary_person_id else a.person_id end
  from protection_adversary a join protection p on p.id = a.protection_id and ${IN_FORCE}
  where (a.person_id = p_person or a.adversary_person_id = p_person) and a.adversary_person_id is not null $$`,
  ),
];
