import { step } from './step';

/**
 * A message is given up for its own failures, and not for how often the database was away while it was tried. A worker says
 * whether it seals, so that nobody has to guess why nothing is sealed.
 */
export const platformWorker = step(
  '0.6.0-platform-worker',
  `
alter table outbox add column failures integer not null default 0;
comment on column outbox.failures is '[technical] how often its handler failed by itself, and not because the database was away';
alter table worker_heartbeat add column seals boolean not null default false;
comment on column worker_heartbeat.seals is '[technical] whether it was given a folder for the checkpoints of the audit record';
`,
);
