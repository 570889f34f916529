import { APP, definer, gate, type StandingObject } from '../object';
import { groupReadable } from '../policies';

export const EXPORT_FILES: readonly StandingObject[] = [
  // A file tells what it told when it was written: what was written without knowing of a measure that is in force now is
  // closed, whatever of the person is in it.
  definer(
    'mask',
    `create function file_row_withholds(p_person uuid, p_guarded boolean) returns boolean
  language sql stable as $$
  select not p_guarded and person_protected(p_person) $$`,
    APP,
  ),
  // As version 0.4.0 asks it, which knows when a file was asked for and not what it knew.
  definer(
    'mask',
    `create function file_withholds(p_person uuid, p_group text, p_requested timestamptz) returns boolean
  language sql stable as $$
  select person_withholds(p_person, p_group) or exists (select 1 from protection p where p.person_id = p_person
    and p.started_at <= app_now() and coalesce(p.ended_at, 'infinity') > app_now() and p.started_at > p_requested) $$`,
    APP,
  ),
  gate(
    'export_file',
    `
create policy export_file_own on export_file to madoguchi_app
  using (assignment_id = (select current_assignment()) and office_id = (select current_office()))
  with check (assignment_id = (select current_assignment()) and office_id = (select current_office()));
create policy export_file_worker on export_file for select to madoguchi_worker using (true);
create policy export_file_refuse on export_file for update to madoguchi_worker
  using (finished_at is null) with check (finished_at is not null and status <> 'done');
create policy export_file_gate on export_file for select to madoguchi_gate using (true);
grant select, insert, update (status, rows_done, rows_total, sha256, bytes, finished_at) on export_file to madoguchi_app;
grant select (id, assignment_id, status, finished_at), update (status, finished_at) on export_file to madoguchi_worker;
grant select on export_file to madoguchi_gate;
grant select (expires_at) on export_file to madoguchi_worker;
`,
  ),
  gate(
    'export_chunk',
    `
-- The bytes open to whoever asked for them, while everybody in the file is open to the reader.
create policy export_chunk_read on export_chunk for select to madoguchi_app using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at > (select app_now())
  and not exists (select 1 from export_person e where e.export_id = f.id
    and not (${groupReadable('e')} and not file_row_withholds(e.person_id, e.guarded)))));
create policy export_chunk_add on export_chunk for insert to madoguchi_app with check (
  exists (select 1 from export_file f where f.id = export_chunk.export_id));
create policy export_chunk_sweep on export_chunk for delete to madoguchi_worker using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at <= (select app_now())));
create policy export_chunk_sweep_read on export_chunk for select to madoguchi_worker using (
  exists (select 1 from export_file f where f.id = export_chunk.export_id and f.expires_at <= (select app_now())));
grant select, insert on export_chunk to madoguchi_app;
grant select (export_id), delete on export_chunk to madoguchi_worker;
`,
  ),
  gate(
    'export_person',
    `
create policy export_person_own on export_person to madoguchi_app
  using (exists (select 1 from export_file f where f.id = export_person.export_id))
  with check (exists (select 1 from export_file f where f.id = export_person.export_id));
create policy export_person_gate on export_person for select to madoguchi_gate using (true);
grant select, insert, update (guarded) on export_person to madoguchi_app;
grant select on export_person to madoguchi_gate;
`,
  ),
  // Files that a withdrawal would close to their readers: each holds something that this consent alone keeps open. Told
  // to the office that took the consent, and nothing of a file but when and where it was asked for.
  definer(
    'mask',
    `create function exports_closed_by(p_consent uuid) returns table (id uuid, requested_at timestamptz, office_name text)
  language sql stable as $$
  with held as (
    select f.id, f.requested_at, o.name, exists (
        select 1 from access_reason r where r.person_id = e.person_id and r.grantee_office_id = f.office_id and r.purpose = 'report'
          and r.valid_from <= app_now() and r.valid_until > app_now() and r.kind = 'consent' and r.cause_id = c.id
          and (e.item_group = 'number' or (r.source_organisation_id = e.source_organisation_id and e.item_group = any(r.item_groups)))) as by_consent,
      exists (
        select 1 from access_reason r where r.person_id = e.person_id and r.grantee_office_id = f.office_id and r.purpose = 'report'
          and r.valid_from <= app_now() and r.valid_until > app_now() and r.cause_id <> c.id
          and (e.item_group = 'number' or (r.source_organisation_id = e.source_organisation_id and e.item_group = any(r.item_groups)))) as otherwise
    from consent c join export_person e on e.person_id = c.person_id join export_file f on f.id = e.export_id join office o on o.id = f.office_id
    where c.id = p_consent and c.source_office_id = current_office() and f.status = 'done' and f.expires_at > app_now())
  select distinct h.id, h.requested_at, h.name from held h where h.by_consent and not h.otherwise $$`,
    APP,
  ),
];
