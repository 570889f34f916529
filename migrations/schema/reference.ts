import { step } from './step';

/** Dated codes, calendars, settings and the forms whose wording people signed. */
export const referenceTables = step(
  '0.2.0-reference',
  `
create table code_list ( -- [reference] Lists of codes
  kind text primary key, -- [domain] stable name of the list
  name text not null, -- [domain] name on screens
  words boolean not null -- [domain] words of the field, which a town adds to and ends; false: states and answers that the product's rules know one by one
);
create table code ( -- [reference] Dated codes and their labels
  kind text not null references code_list, -- [domain] list
  code text not null, -- [domain] stable code
  label text not null, -- [domain] word on screens and prints
  means text, -- [domain] what rules take the word for, where one asks; several words may mean the same
  sort integer not null, -- [technical] order
  valid_from date not null default '1989-01-01', -- [domain] first day
  valid_until date not null default 'infinity', -- [domain] first day no longer
  primary key (kind, code)
);
create table item_group ( -- [reference] What consent separates; each group is a table of its own
  code text primary key, -- [domain] stable code
  label text not null, -- [domain] word on screens
  sort integer not null, -- [technical] order
  shareable boolean not null, -- [domain] may stand in a consent; the record number may not
  locating boolean not null default false -- [domain] tells where a person can be found: withheld under DV等支援措置
);
create table holiday ( -- [reference] National holidays
  day date primary key, -- [domain] day
  name text not null -- [domain] name
);
create table office_closure ( -- [reference] Days on which one office is closed besides weekends, holidays and year end
  office_id uuid not null references office, -- [technical] office
  day date not null, -- [domain] day
  name text not null, -- [domain] why
  primary key (office_id, day)
);
create table setting ( -- [reference] Periods and defaults that differ from town to town
  key text primary key, -- [domain] name
  value jsonb not null, -- [domain] value
  description text not null -- [domain] what it does and where the default comes from
);
create table consent_form ( -- [reference] 同意書様式: a named form that sets the whole matrix; a wording is never edited
  id uuid primary key, -- [technical] key
  name text not null, -- [domain] name of the form
  wording_version text not null, -- [domain] version
  wording text not null, -- [domain] text as read out and signed
  validity_months integer not null, -- [domain] default validity in months
  valid_from date not null, -- [domain] first day of use
  valid_until date not null default 'infinity', -- [domain] first day no longer
  unique (name, wording_version)
);
create table consent_form_scope ( -- [reference] What a form lets through by default
  form_id uuid not null references consent_form, -- [technical] form
  direction text not null check (direction in ('to_recipient', 'from_recipient', 'onward')), -- [domain] 福祉→ハローワーク or back
  item_group text not null references item_group, -- [domain] item group
  purpose text not null check (purpose in ('support', 'report')), -- [domain] 就労支援 / 実績把握
  primary key (form_id, direction, item_group, purpose)
);
`,
);
