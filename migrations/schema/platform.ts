import { step } from './step';

/** What every command leaves behind in its own transaction: the message it sends and the answer to a repeated key. */
export const platformTables = step(
  '0.2.0-platform',
  `
create table outbox ( -- [technical] Messages that leave with their transaction; payload is ids only
  id uuid primary key, -- [technical] also the job id
  topic text not null, -- [technical] job name
  payload jsonb not null, -- [technical] ids and the request id
  created_at timestamptz not null, -- [technical] when it was written
  sent_at timestamptz, -- [technical] when the relay handed it to the queue
  sendings integer not null default 0, -- [technical] how often the relay handed it to the queue
  given_up_at timestamptz -- [technical] when its handler had failed too often; it is not sent again
);
create index outbox_unsent on outbox (created_at, id) where sent_at is null;
create table inbox ( -- [technical] Messages whose effect is done: what makes a second delivery harmless
  message_id uuid not null, -- [technical] outbox id
  handler text not null, -- [technical] job name
  done_at timestamptz not null, -- [technical] when
  primary key (message_id, handler)
);
create table idempotency_key ( -- [technical] Answers given to commands, so that a retry repeats nothing
  assignment_id uuid not null references assignment, -- [technical] who sent it
  key text not null check (length(key) between 8 and 80), -- [technical] chosen by the client
  route text not null, -- [technical] command
  request_hash text not null, -- [technical] SHA-256 of the body
  response jsonb, -- [technical] ids and versions only
  created_at timestamptz not null, -- [technical] when
  primary key (assignment_id, key)
);
create table worker_heartbeat ( -- [technical] Lets readiness see that a worker lives
  worker_id text primary key, -- [technical] process
  beat_at timestamptz not null -- [technical] last sign of life, clock of the database
);
`,
);
