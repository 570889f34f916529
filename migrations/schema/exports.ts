import { step } from './step';

/** Files asked for by somebody: progress, bytes, and who is in them. */
export const exportsTables = step(
  '0.2.0-exports',
  `
create table export_file ( -- [export] An export asked for by somebody: its progress, its hash, its end
  id uuid primary key, -- [technical] key
  assignment_id uuid not null references assignment, -- [technical] who asked, and under what
  office_id uuid not null references office, -- [technical] for which office
  kind text not null check (kind in ('monthly_outcomes')), -- [domain] what
  format text not null check (format in ('xlsx', 'csv')), -- [domain] how
  month date not null check (extract(day from month) = 1), -- [domain] month, first day
  reason text not null check (length(reason) between 1 and 200), -- [domain] what for, as typed
  status text not null check (status in ('queued', 'running', 'done', 'failed', 'refused')), -- [domain] state
  rows_done integer not null default 0, -- [technical] progress
  rows_total integer, -- [technical] rows to write, once known
  sha256 text, -- [technical] hash of the whole file
  bytes bigint not null default 0, -- [technical] size
  requested_at timestamptz not null, -- [technical] when
  finished_at timestamptz, -- [technical] when it ended
  expires_at timestamptz not null -- [technical] no download after this
);
create index export_file_office on export_file (office_id, requested_at desc, id);
create table export_chunk ( -- [export] Bytes of a file, in order
  export_id uuid not null references export_file, -- [technical] file
  position integer not null, -- [technical] order
  bytes bytea not null, -- [sensitive] contents
  primary key (export_id, position)
);
create table export_person ( -- [export] Who is in a file and through which cell: re-checked at every download
  export_id uuid not null references export_file, -- [technical] file
  person_id uuid not null references person, -- [technical] who
  source_organisation_id uuid not null, -- [technical] records of which holder
  item_group text not null, -- [domain] item group
  primary key (export_id, person_id, source_organisation_id, item_group)
);
`,
);
