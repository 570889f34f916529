import { gate, type StandingObject } from '../object';

/** The first process that starts says which master key is in use; only the owner says another. */
export const MASTER_KEY: readonly StandingObject[] = [
  gate(
    'master_key',
    `
create policy master_key_read on master_key for select to madoguchi_app, madoguchi_worker using (true);
create policy master_key_first on master_key for insert to madoguchi_app, madoguchi_worker with check (true);
grant select, insert on master_key to madoguchi_app, madoguchi_worker;
`,
  ),
];
