import { gate, type StandingObject } from '../object';

export const DRAFTS: readonly StandingObject[] = [
  gate(
    'draft',
    `
create policy draft_own on draft to madoguchi_app
  using (staff_id = (select current_staff()) and office_id = (select current_office()))
  with check (staff_id = (select current_staff()) and office_id = (select current_office()));
grant select, insert, update, delete on draft to madoguchi_app;
`,
  ),
];
