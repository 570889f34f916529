import { PROVENANCE, step } from './step';

/** Text not yet saved, and files of records: bytes in PostgreSQL, so that one backup and one gate hold them. */
export const documentsTables = step(
  '0.2.0-documents',
  `
create table draft ( -- [draft] Text not yet saved; seen by its author only until supervisors may look
  staff_id uuid not null references staff, -- [technical] author
  office_id uuid not null references office, -- [technical] office it was typed for
  kind text not null, -- [technical] screen
  subject text not null, -- [technical] id of the record or new
  body jsonb not null, -- [sensitive] fields as typed
  saved_at timestamptz not null, -- [technical] when
  primary key (staff_id, office_id, kind, subject)
);
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
`,
);
