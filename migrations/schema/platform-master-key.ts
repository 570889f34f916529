import { step } from './step';

/** One machine with another master key would wrap what no other machine can open: the database says which key is its own. */
export const platformMasterKey = step(
  '0.6.0-platform-master-key',
  `
create table master_key ( -- [technical] Which master key wraps what is wrapped in this database
  single boolean primary key default true check (single), -- [technical] there is one
  key_id text not null -- [technical] derived from the key and telling nothing of it
);
`,
);
