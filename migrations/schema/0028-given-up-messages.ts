import { step } from '../ddl';

/** A message whose handler fails again and again is given up and kept for somebody to look at, instead of being sent for ever. */
export const GivenUpMessages = step(
  28,
  'GivenUpMessages',
  `
alter table outbox add column sendings integer not null default 0;
alter table outbox add column given_up_at timestamptz;
comment on column outbox.sendings is '[technical] how often the relay handed it to the queue';
comment on column outbox.given_up_at is '[technical] when its handler had failed too often; it is not sent again';
alter policy export_file_refuse on export_file using (finished_at is null) with check (finished_at is not null and status <> 'done');
`,
);
