import { APP, definer, gate, invoker, type StandingObject, trigger } from '../object';
import { OWN, seesBasic, takesPart } from '../policies';

export const CONSENTS: readonly StandingObject[] = [
  gate(
    'consent',
    `
create policy consent_read on consent for select to madoguchi_app using (${takesPart('consent')});
create policy consent_add on consent for insert to madoguchi_app with check (
  ${OWN}
  and ${seesBasic('consent')});
create policy consent_change on consent for update to madoguchi_app
  using (source_office_id = (select current_office())) with check (source_office_id = (select current_office()));
create policy consent_gate on consent for select to madoguchi_gate using (true);
grant select, insert, update (withdrawn_on, withdrawn_at, withdrawal_note, support_continues, version) on consent to madoguchi_app;
grant select on consent to madoguchi_gate;
grant update (superseded_at) on consent to madoguchi_app;
`,
  ),
  gate(
    'consent_scope',
    `
create policy consent_scope_read on consent_scope for select to madoguchi_app using (exists (
  select 1 from consent c where c.id = consent_scope.consent_id));
create policy consent_scope_add on consent_scope for insert to madoguchi_app with check (exists (
  select 1 from consent c join consent_form_scope f on f.form_id = c.form_id
  where c.id = consent_scope.consent_id and c.source_office_id = (select current_office())
    and f.direction = consent_scope.direction and f.item_group = consent_scope.item_group and f.purpose = consent_scope.purpose));
create policy consent_scope_gate on consent_scope for select to madoguchi_gate using (true);
create policy consent_scope_narrow on consent_scope for update to madoguchi_app
  using (exists (select 1 from consent c where c.id = consent_scope.consent_id and c.source_office_id = (select current_office())))
  with check (narrowed_at is not null);
grant select, insert on consent_scope to madoguchi_app;
grant select on consent_scope to madoguchi_gate;
grant update (narrowed_on, narrowed_at) on consent_scope to madoguchi_app;
`,
  ),
  invoker(
    `create function consent_guard() returns trigger language plpgsql as $$
begin
  if (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
      or (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at) then
    raise exception 'ended' using errcode = '42501';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger consent_guard before update on consent for each row execute function consent_guard()`),
  // What was taken back does not come back: the person signs anew.
  invoker(
    `create function consent_scope_guard() returns trigger language plpgsql as $$
begin
  if old.narrowed_at is not null and new.narrowed_at is distinct from old.narrowed_at then raise exception 'narrowed' using errcode = '42501'; end if;
  return new;
end $$`,
  ),
  trigger(`create trigger consent_scope_guard before update on consent_scope for each row execute function consent_scope_guard()`),
  definer(
    'nobody',
    `create function consent_parties() returns trigger language plpgsql as $$
begin
  -- One in force a person, office and recipient; an index could not tell an expired one from one in force.
  perform access_lock(new.person_id);
  if new.recipient_organisation_id is null then
    new.recipient_organisation_id := (select o.organisation_id from office o where o.id = new.recipient_office_id);
  end if;
  if not exists (select 1 from office o where o.organisation_id = new.recipient_organisation_id and o.id = coalesce(new.recipient_office_id, o.id)) then
    raise exception 'another organisation' using errcode = '42501';
  end if;
  if exists (select 1 from consent c where c.person_id = new.person_id and c.source_office_id = new.source_office_id
      and c.recipient_organisation_id = new.recipient_organisation_id
      and coalesce(c.recipient_office_id, new.recipient_office_id) is not distinct from coalesce(new.recipient_office_id, c.recipient_office_id)
      and c.withdrawn_at is null and c.superseded_at is null and c.valid_until_at > app_now()) then
    raise exception 'a consent is in force' using errcode = '23505', constraint = 'consent_one_in_force';
  end if;
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  return new;
end $$`,
  ),
  trigger(`create trigger consent_parties before insert on consent for each row execute function consent_parties()`),
  // Offices that received something under a consent, told to the office that took it: a party row of another office is not readable itself.
  definer(
    'mask',
    `create function consent_receivers(p_consent uuid) returns table (office_id uuid) language sql stable as $$
  select p.office_id from consent c join record_party p on p.record_id = c.id and p.office_id <> c.source_office_id
  where c.id = p_consent and c.source_office_id = current_office() $$`,
    APP,
  ),
];
