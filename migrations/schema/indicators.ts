import { step } from './step';

/** What a plan's lines count. Which facts there are, and by which dates, is the register's: a standing check holds the lines to it. */
export const indicatorsTables = step(
  '0.2.0-indicators',
  `
create table annual_plan_line ( -- [plan] One part of a target line that is computed from cases
  id uuid primary key, -- [technical] key
  plan_id uuid not null references annual_plan, -- [technical] plan
  line_key text not null, -- [domain] line of the document
  part integer not null check (part >= 0), -- [domain] which of paired values
  fact text not null, -- [domain] countable fact
  basis text not null check (basis in ('persons', 'events')), -- [domain] 実人数 / 件
  date_basis text not null, -- [domain] which date counts
  routes text[] not null, -- [domain] 就職経路 that count; empty = all
  version integer not null default 1, -- [technical] rises with every change
  unique (plan_id, line_key, part)
);
`,
);
