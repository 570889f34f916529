import { maskOf } from '@madoguchi/access';
import { APP, definer, GATE, gate, gateView, invoker, type StandingObject } from '../object';
import { live, officeReading } from '../policies';

/** An office's only reason of now to see the person is an exceptional one. */
function onlyLooks(person: string, office: string, now: string): string {
  const reason = (kind: string): string => `exists (select 1 from access_reason r where r.person_id = ${person} and r.grantee_office_id = ${office}
    and r.kind ${kind} 'exceptional' and r.valid_from <= ${now} and r.valid_until > ${now})`;
  return `(${reason('=')} and not ${reason('<>')})`;
}

export const ACCESS: readonly StandingObject[] = [
  gate(
    'access_reason',
    `
create policy access_reason_own on access_reason for select to madoguchi_app using (grantee_office_id = ${officeReading('number')});
create policy access_reason_gate on access_reason to madoguchi_gate using (true) with check (true);
grant select on access_reason to madoguchi_app;
grant select, insert, update, delete on access_reason to madoguchi_gate;
`,
  ),
  // No role of the application reads masks: it asks the views below.
  gate(
    'access_mask',
    `
create policy access_mask_gate on access_mask to madoguchi_gate using (true) with check (true);
grant select, insert, delete on access_mask to madoguchi_gate;
`,
  ),
  // What the acting office may see now, for the acting purpose, in the groups that the acting role reads. Who asks, and for
  // what, is looked up once a statement.
  gateView(
    `create view readable as
  with asking as materialized (select a.office_id, a.groups, current_purpose() as purpose, app_now() as now from current_actor a)
  select m.person_id, m.source_organisation_id, m.grantee_office_id as office_id, m.groups & k.groups as groups, m.own_rows & k.groups as own_rows
  from asking k join access_mask m on m.grantee_office_id = k.office_id and m.purpose = k.purpose and m.valid_from <= k.now and m.valid_until > k.now`,
    APP, GATE,
  ),
  // What it may write about: whatever groups the role reads, if it sees persons at all (reception takes down what it may not
  // look up again), and of nobody at whom it only looks.
  gateView(
    `create view reachable as
  with asking as materialized (select a.office_id, current_purpose() as purpose, app_now() as now from current_actor a where a.groups & ${maskOf('number')} <> 0)
  select m.person_id, m.source_organisation_id, m.groups
  from asking k join access_mask m on m.grantee_office_id = k.office_id and m.purpose = k.purpose and m.valid_from <= k.now and m.valid_until > k.now
  where not ${onlyLooks('m.person_id', 'k.office_id', 'k.now')}`,
    APP, GATE,
  ),
  // For the version before, which is still running while this one starts; it goes with the next version.
  gateView(
    `create view access_cell as
  select m.grantee_office_id, m.person_id, m.source_organisation_id, i.code as item_group, m.purpose, m.valid_from, m.valid_until, m.own_rows & (1 << i.bit) <> 0 as own_rows
  from access_mask m join item_group i on m.groups & (1 << i.bit) <> 0
  where m.grantee_office_id = (select a.office_id from current_actor a where a.groups & ${maskOf('number')} <> 0)`,
    APP,
  ),
  gate(
    'search_token',
    `
create policy search_token_own on search_token for select to madoguchi_app using (
  grantee_office_id = (select current_office()) and (select current_purpose()) = 'support'
  and case item_group when 'basic' then (select actor_may_read('basic')) when 'contact' then (select actor_may_read('contact')) else false end
  and valid_from <= (select app_now()) and valid_until > (select app_now()));
create policy search_token_gate on search_token to madoguchi_gate using (true) with check (true);
grant select on search_token to madoguchi_app;
grant select, insert, update, delete on search_token to madoguchi_gate;
`,
  ),
  gate(
    'record_party',
    `
create policy record_party_own on record_party for select to madoguchi_app using (office_id = ${officeReading('number')} and ${live('record_party')});
create policy record_party_gate on record_party to madoguchi_gate using (true) with check (true);
grant select on record_party to madoguchi_app;
grant select, insert, update, delete on record_party to madoguchi_gate;
`,
  ),
  invoker(
    `create function access_lock(p_person uuid) returns void language sql volatile as $$
  select pg_advisory_xact_lock(hashtextextended(p_person::text, 20260401)) $$`,
  ),
  definer(
    'nobody',
    `create function access_all_groups() returns text[] language sql stable as $$
  select array_agg(code order by sort) from item_group where code <> 'number' $$`,
  ),
  // Whether another office may read what the acting organisation holds in one group: a mask of the other side is not readable itself.
  definer(
    'mask',
    `create function access_shares(p_person uuid, p_office uuid, p_group text) returns boolean
  language sql stable as $$
  select exists (select 1 from access_mask m join item_group i on i.code = p_group
    where m.grantee_office_id = p_office and m.person_id = p_person and m.source_organisation_id = current_organisation()
      and m.groups & (1 << i.bit) <> 0 and m.purpose = 'support' and m.valid_from <= app_now() and m.valid_until > app_now()
      and exists (select 1 from access_mask own where own.person_id = p_person and own.grantee_office_id = current_office()
        and own.source_organisation_id = current_organisation() and own.groups & ${maskOf('basic')} <> 0 and own.valid_from <= app_now() and own.valid_until > app_now())) $$`,
    APP,
  ),
  // Looking exceptionally is looking: whoever has no other reason writes nothing about the person.
  definer(
    'mask',
    `create function actor_only_looks(p_person uuid) returns boolean language sql stable as $$
  select ${onlyLooks('p_person', 'current_office()', 'app_now()')} $$`,
    APP,
  ),
];
