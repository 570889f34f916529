import { PROVENANCE, step } from '../ddl';

/**
 * Files that belong to a record, such as the signed paper of a consent: bytes in PostgreSQL, so that one backup and one
 * gate hold them. A file opens to the office that stored it, while it may read every item group that the file shows.
 */
export const StoredFiles = step(
  27,
  'StoredFiles',
  `
create table stored_file ( -- [case] A file of a record
  id uuid primary key, -- [technical] key
${PROVENANCE}
  subject_id uuid not null, -- [technical] record it belongs to
  kind text not null check (kind in ('consent_paper')), -- [domain] what it is
  item_groups text[] not null check (cardinality(item_groups) > 0), -- [technical] item groups that can be read in it
  media_type text not null check (media_type in ('application/pdf', 'image/png', 'image/jpeg')), -- [technical] type, as its first bytes say
  bytes integer not null check (bytes between 1 and 5242880), -- [technical] size
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$') -- [technical] hash of the whole file
);
create index stored_file_subject on stored_file (subject_id, entered_at desc, id);
create index stored_file_person on stored_file (person_id);
create table stored_file_chunk ( -- [case] Bytes of a file, in order
  file_id uuid not null references stored_file, -- [technical] file
  position integer not null, -- [technical] order
  content bytea not null check (length(content) <= 262144), -- [sensitive] contents
  primary key (file_id, position)
);
alter table stored_file enable row level security;
create policy stored_file_read on stored_file for select to madoguchi_app using (
  source_office_id = (select current_office()) and not exists (
    select 1 from unnest(item_groups) as g(code) where not exists (
      select 1 from access_cell c join assignment a on a.id = (select current_assignment()) join role_item_group r on r.role = a.role and r.item_group = c.item_group
      where c.grantee_office_id = (select current_office()) and c.person_id = stored_file.person_id
        and c.source_organisation_id = stored_file.source_organisation_id and c.item_group = g.code and c.purpose = (select current_purpose())
        and c.valid_from <= (select app_now()) and c.valid_until > (select app_now()))));
create policy stored_file_add on stored_file for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())
  and written_by = (select current_staff()) and (select actor_may_read('number'))
  and municipality_id = (select p.municipality_id from person p where p.id = stored_file.person_id)
  and exists (select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = stored_file.person_id
    and c.source_organisation_id = stored_file.source_organisation_id and c.item_group = 'basic' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
grant select, insert on stored_file to madoguchi_app;
alter table stored_file_chunk enable row level security;
create policy stored_file_chunk_read on stored_file_chunk for select to madoguchi_app using (exists (select 1 from stored_file f where f.id = stored_file_chunk.file_id));
create policy stored_file_chunk_add on stored_file_chunk for insert to madoguchi_app with check (exists (select 1 from stored_file f where f.id = stored_file_chunk.file_id));
grant select, insert on stored_file_chunk to madoguchi_app;
`,
);
