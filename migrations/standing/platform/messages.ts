import { gate, type StandingObject } from '../object';

export const MESSAGES: readonly StandingObject[] = [
  // Which steps the schema has seen: a process of another version does not begin.
  gate(
    'schema_migration',
    `
create policy schema_migration_read on schema_migration for select to madoguchi_app using (true);
grant select (name) on schema_migration to madoguchi_app;
`,
  ),
  gate(
    'outbox',
    `
create policy outbox_add on outbox for insert to madoguchi_app, madoguchi_worker with check (true);
create policy outbox_age on outbox for select to madoguchi_app using (true);
create policy outbox_relay on outbox to madoguchi_worker using (true) with check (true);
grant insert, select (created_at, given_up_at) on outbox to madoguchi_app;
grant select, insert, update, delete on outbox to madoguchi_worker;
`,
  ),
  gate(
    'inbox',
    `
create policy inbox_add on inbox for insert to madoguchi_app, madoguchi_worker with check (true);
create policy inbox_read on inbox for select to madoguchi_app, madoguchi_worker using (true);
create policy inbox_tidy on inbox for delete to madoguchi_worker using (true);
grant select, insert on inbox to madoguchi_app;
grant select, insert, delete on inbox to madoguchi_worker;
`,
  ),
  gate(
    'idempotency_key',
    `
create policy idempotency_key_own on idempotency_key to madoguchi_app
  using (assignment_id = (select current_assignment()) and (select current_office()) is not null)
  with check (assignment_id = (select current_assignment()) and (select current_office()) is not null);
create policy idempotency_key_tidy on idempotency_key for delete to madoguchi_worker using (true);
create policy idempotency_key_tidy_read on idempotency_key for select to madoguchi_worker using (true);
grant select, insert, update on idempotency_key to madoguchi_app;
grant select (created_at), delete on idempotency_key to madoguchi_worker;
`,
  ),
  gate(
    'worker_heartbeat',
    `
create policy worker_heartbeat_write on worker_heartbeat to madoguchi_worker using (true) with check (true);
create policy worker_heartbeat_read on worker_heartbeat for select to madoguchi_app using (true);
grant select, insert, update, delete on worker_heartbeat to madoguchi_worker;
grant select on worker_heartbeat to madoguchi_app;
`,
  ),
];
