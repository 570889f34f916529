import { definedByGate, step } from '../ddl';

/** What every command leaves behind in its own transaction: the audit row, the outbox row, the answer to a repeated key. */
export const AuditAndOutbox = step(
  3,
  'AuditAndOutbox',
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
  xid xid8 not null default pg_current_xact_id(), -- [technical] transaction that wrote it; with the id it gives the order of sealing
  leaf_hash bytea not null -- [technical] SHA-256 over the row, sealed into a tree a few seconds later
);
create index audit_event_at on audit_event (at);
create index audit_event_order on audit_event (xid, id);
create table audit_checkpoint ( -- [audit] What was sealed, as far as the database remembers it; the signed originals lie outside
  number integer primary key, -- [technical] order
  until_xid xid8 not null, -- [technical] rows of earlier transactions are sealed
  size bigint not null, -- [technical] rows sealed so far
  hash text not null, -- [technical] SHA-256 of the signed checkpoint
  sealed_at timestamptz not null -- [technical] when
);
alter table audit_checkpoint enable row level security;
create policy audit_checkpoint_seal on audit_checkpoint for insert to madoguchi_worker with check (true);
create policy audit_checkpoint_read on audit_checkpoint for select to madoguchi_worker using (true);
grant select, insert on audit_checkpoint to madoguchi_worker;
alter table audit_event enable row level security;
create policy audit_event_order on audit_event for select to madoguchi_worker using (true);
grant select (xid, id, leaf_hash) on audit_event to madoguchi_worker;
create policy audit_event_gate on audit_event for insert to madoguchi_gate with check (true);
grant insert on audit_event to madoguchi_gate;
create function audit_append(p_action text, p_subjects uuid[], p_detail jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  v_id uuid := gen_random_uuid();
  v_at timestamptz := coalesce(app_now(), clock_timestamp());
  v_request text := coalesce(current_request(), '-');
  v_assignment uuid := current_assignment();
  v_staff uuid; v_office uuid;
  v_purpose text := current_purpose();
  v_xid xid8 := pg_current_xact_id();
begin
  select a.staff_id, a.office_id into v_staff, v_office from assignment a where a.id = v_assignment;
  insert into audit_event (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail, xid, leaf_hash)
  values (v_id, v_at, v_request, v_assignment, v_staff, v_office, v_purpose, p_action, p_subjects, p_detail, v_xid,
    sha256(convert_to(concat_ws(E'\\x1f', v_xid, v_id, to_char(v_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), v_request,
      coalesce(v_assignment::text, ''), coalesce(v_staff::text, ''), coalesce(v_office::text, ''), coalesce(v_purpose, ''), p_action,
      array_to_string(p_subjects, ','), p_detail::text), 'UTF8')));
end $$;
${definedByGate('audit_append(text, uuid[], jsonb)', 'madoguchi_app', 'madoguchi_worker')}

create table outbox ( -- [technical] Messages that leave with their transaction; payload is ids only
  id uuid primary key, -- [technical] also the job id
  topic text not null, -- [technical] job name
  payload jsonb not null, -- [technical] ids and the request id
  created_at timestamptz not null, -- [technical] when it was written
  sent_at timestamptz -- [technical] when the relay handed it to the queue
);
create index outbox_unsent on outbox (created_at, id) where sent_at is null;
alter table outbox enable row level security;
create policy outbox_add on outbox for insert to madoguchi_app, madoguchi_worker with check (true);
create policy outbox_relay on outbox to madoguchi_worker using (true) with check (true);
grant insert on outbox to madoguchi_app;
grant select, insert, update, delete on outbox to madoguchi_worker;

create table inbox ( -- [technical] Messages whose effect is done: what makes a second delivery harmless
  message_id uuid not null, -- [technical] outbox id
  handler text not null, -- [technical] job name
  done_at timestamptz not null, -- [technical] when
  primary key (message_id, handler)
);
alter table inbox enable row level security;
create policy inbox_add on inbox for insert to madoguchi_app, madoguchi_worker with check (true);
create policy inbox_read on inbox for select to madoguchi_app, madoguchi_worker using (true);
create policy inbox_tidy on inbox for delete to madoguchi_worker using (true);
grant select, insert on inbox to madoguchi_app;
grant select, insert, delete on inbox to madoguchi_worker;

create table idempotency_key ( -- [technical] Answers given to commands, so that a retry repeats nothing
  assignment_id uuid not null references assignment, -- [technical] who sent it
  key text not null check (length(key) between 8 and 80), -- [technical] chosen by the client
  route text not null, -- [technical] command
  request_hash text not null, -- [technical] SHA-256 of the body
  response jsonb, -- [technical] ids and versions only
  created_at timestamptz not null, -- [technical] when
  primary key (assignment_id, key)
);
alter table idempotency_key enable row level security;
create policy idempotency_key_own on idempotency_key to madoguchi_app
  using (assignment_id = (select current_assignment()) and (select current_office()) is not null)
  with check (assignment_id = (select current_assignment()) and (select current_office()) is not null);
create policy idempotency_key_tidy on idempotency_key for delete to madoguchi_worker using (true);
create policy idempotency_key_tidy_read on idempotency_key for select to madoguchi_worker using (true);
grant select, insert, update on idempotency_key to madoguchi_app;
grant select (created_at), delete on idempotency_key to madoguchi_worker;

create table worker_heartbeat ( -- [technical] Lets readiness see that a worker lives
  worker_id text primary key, -- [technical] process
  beat_at timestamptz not null -- [technical] last sign of life, clock of the database
);
alter table worker_heartbeat enable row level security;
create policy worker_heartbeat_write on worker_heartbeat to madoguchi_worker using (true) with check (true);
create policy worker_heartbeat_read on worker_heartbeat for select to madoguchi_app using (true);
grant select, insert, update, delete on worker_heartbeat to madoguchi_worker;
grant select on worker_heartbeat to madoguchi_app;

create table draft ( -- [draft] Text not yet saved; seen by its author only until supervisors may look
  staff_id uuid not null references staff, -- [technical] author
  office_id uuid not null references office, -- [technical] office it was typed for
  kind text not null, -- [technical] screen
  subject text not null, -- [technical] id of the record or new
  body jsonb not null, -- [sensitive] fields as typed
  saved_at timestamptz not null, -- [technical] when
  primary key (staff_id, office_id, kind, subject)
);
alter table draft enable row level security;
create policy draft_own on draft to madoguchi_app
  using (staff_id = (select current_staff()) and office_id = (select current_office()))
  with check (staff_id = (select current_staff()) and office_id = (select current_office()));
grant select, insert, update, delete on draft to madoguchi_app;
`,
);
