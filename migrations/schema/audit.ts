import { step } from './step';

/** The record of reads and writes, what was sealed of it, the keys of its values, and who it was about. */
export const auditTables = step(
  '0.2.0-audit',
  `
create table audit_event ( -- [audit] Append-only record of reads and writes; ids, field names and codes only
  id uuid primary key default gen_random_uuid(), -- [technical] key
  at timestamptz not null, -- [technical] clock of the request
  request_id text not null, -- [technical] ties several rows of one request
  assignment_id uuid, -- [technical] under which assignment; absent before sign-in
  staff_id uuid, -- [technical] who
  office_id uuid, -- [technical] for which office
  purpose text, -- [domain] purpose declared by the route
  action text not null, -- [domain] what was done
  subjects uuid[] not null, -- [technical] persons looked at or changed
  detail jsonb not null, -- [technical] codes, field names, ids; never a value that a person is known by
  sealed jsonb, -- [sensitive] values before and after, or the text of a search: AES-256-GCM under the keys named beside them
  xid xid8 not null default pg_current_xact_id(), -- [technical] transaction that wrote it; with the id it gives the order of sealing
  leaf_hash bytea not null -- [technical] SHA-256 over the row, sealed into a tree a few seconds later
);
create index audit_event_at on audit_event (at);
create index audit_event_order on audit_event (xid, id);
create index audit_event_office on audit_event (office_id, at desc, id);
create index audit_event_staff on audit_event (staff_id, at);
create table audit_checkpoint ( -- [audit] What was sealed, as far as the database remembers it; the signed originals lie outside
  number integer primary key, -- [technical] order
  until_xid xid8 not null, -- [technical] rows of earlier transactions are sealed
  size bigint not null, -- [technical] rows sealed so far
  hash text not null, -- [technical] SHA-256 of the signed checkpoint
  sealed_at timestamptz not null -- [technical] when
);
create table audit_key ( -- [audit] Keys of the sealed values, wrapped by the master key; a destroyed one leaves its row
  id uuid primary key, -- [technical] key
  person_id uuid, -- [technical] whose values; the row outlives the person
  month text check (month ~ '^[0-9]{4}-[0-9]{2}$'), -- [technical] month of searches that are about nobody in particular
  master_key_id text not null, -- [technical] which master key wraps it
  wrapped bytea, -- [sensitive] the key, encrypted; absent once destroyed
  made_at timestamptz not null, -- [technical] when
  destroyed_at timestamptz, -- [technical] when it was destroyed
  check ((person_id is null) <> (month is null)),
  check ((wrapped is null) = (destroyed_at is not null))
);
create unique index audit_key_person on audit_key (person_id) where destroyed_at is null;
create unique index audit_key_month on audit_key (month) where destroyed_at is null;
create table audit_subject ( -- [audit] Who an event was about, folded from the event by the worker
  person_id uuid not null, -- [technical] person
  at timestamptz not null, -- [technical] time of the event
  event_id uuid not null references audit_event, -- [technical] event
  primary key (person_id, at, event_id)
);
`,
);
