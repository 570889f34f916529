import { APP, definer, gate, invoker, type StandingObject } from '../object';
import { live, officeReading } from '../policies';

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
  gate(
    'access_cell',
    `
create policy access_cell_own on access_cell for select to madoguchi_app using (grantee_office_id = ${officeReading('number')});
create policy access_cell_gate on access_cell to madoguchi_gate using (true) with check (true);
grant select on access_cell to madoguchi_app;
grant select, insert, update, delete on access_cell to madoguchi_gate;
`,
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
    `create function access_all_groups() returns text[] language sql stable as $$
  select array_agg(code order by sort) from item_group where code <> 'number' $$`,
  ),
  // Whether another office may read what the acting organisation holds in one group: a cell of the other side is not readable itself.
  definer(
    `create function access_shares(p_person uuid, p_office uuid, p_group text) returns boolean
  language sql stable as $$
  select exists (select 1 from access_cell c
    where c.grantee_office_id = p_office and c.person_id = p_person and c.source_organisation_id = current_organisation()
      and c.item_group = p_group and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now()
      and exists (select 1 from access_cell own where own.person_id = p_person and own.grantee_office_id = current_office()
        and own.source_organisation_id = current_organisation() and own.valid_from <= app_now() and own.valid_until > app_now())) $$`,
    APP,
  ),
  // Looking exceptionally is looking: whoever has no other reason writes nothing about the person.
  definer(
    `create function actor_only_looks(p_person uuid) returns boolean language sql stable as $$
  with live as (select r.kind from access_reason r where r.person_id = p_person and r.grantee_office_id = current_office()
    and r.valid_from <= app_now() and r.valid_until > app_now())
  select exists (select 1 from live where kind = 'exceptional') and not exists (select 1 from live where kind <> 'exceptional') $$`,
    APP,
  ),
];
