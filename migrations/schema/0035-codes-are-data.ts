import { openToRead, step } from '../ddl';

/** Columns that hold words of the field: the list in force on the day of the record is asked when a row is written. */
const CODED: readonly (readonly [table: string, column: string])[] = [
  ['person_basic', 'sex'],
  ['welfare_status', 'status'],
  ['household', 'household_type'],
  ['household_member', 'relation'],
  ['consent', 'method'],
  ['referral', 'declined_by'],
  ['plan_goal', 'owner'],
  ['plan_menu', 'owner'],
  ['job_seeker_registration', 'wish'],
  ['placement', 'route'],
  ['placement', 'term'],
  ['placement', 'hours'],
  ['retention_check', 'milestone'],
  ['retention_check', 'asked_whom'],
  ['protection_adversary', 'relation'],
];

/**
 * Lists of codes know their name and whether their words are a town's to add to; a word may carry what rules take it
 * for, so that no rule and no constraint names a single word. One head a household is kept by a lock where it is written.
 */
export const CodesAreData = step(
  35,
  'CodesAreData',
  `
create table code_list ( -- [reference] Lists of codes
  kind text primary key, -- [domain] stable name of the list
  name text not null, -- [domain] name on screens
  words boolean not null -- [domain] words of the field, which a town adds to and ends; false: states and answers that the product's rules know one by one
);
${openToRead('code_list')}
insert into code_list (kind, name, words) select distinct kind, kind, true from code;
alter table code add foreign key (kind) references code_list;
alter table code add column means text;
comment on column code.means is '[domain] what rules take the word for, where one asks; several words may mean the same';
${CODED.map(([table, column]) => `alter table ${table} drop constraint ${table}_${column}_check;`).join('\n')}
-- Own introductions and their day, part-time work and 正社員, spoken consents and their witness: rules of the domain, by what the word means.
alter table placement drop constraint placement_check1;
alter table placement drop constraint placement_check4;
alter table consent drop constraint consent_check1;
drop index household_one_head;
`,
);
