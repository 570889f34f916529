import { step } from './step';

/** Whether a row of a file was written knowing of a measure: rows from before this step were not, and close while one is in force. */
export const exportsGuarded = step(
  '0.5.0-exports-guarded',
  `
alter table export_person add column guarded boolean not null default false;
comment on column export_person.guarded is '[technical] every row of the person was written while a measure was in force';
`,
);
