import { gate, type StandingObject } from '../object';
import { OWN, cityOfPerson, groupReadable, seesBasic } from '../policies';

export const STORED_FILES: readonly StandingObject[] = [
  gate(
    'stored_file',
    `
create policy stored_file_read on stored_file for select to madoguchi_app using (
  source_office_id = (select current_office()) and not exists (
    select 1 from unnest(item_groups) as g(code) where not ${groupReadable('stored_file', 'g.code')}));
create policy stored_file_add on stored_file for insert to madoguchi_app with check (
  ${OWN}
  and written_by = (select current_staff()) and (select actor_may_read('number'))
  and ${cityOfPerson('stored_file')}
  and ${seesBasic('stored_file')});
grant select, insert on stored_file to madoguchi_app;
`,
  ),
  gate(
    'stored_file_chunk',
    `
create policy stored_file_chunk_read on stored_file_chunk for select to madoguchi_app using (exists (select 1 from stored_file f where f.id = stored_file_chunk.file_id));
create policy stored_file_chunk_add on stored_file_chunk for insert to madoguchi_app with check (exists (select 1 from stored_file f where f.id = stored_file_chunk.file_id));
grant select, insert on stored_file_chunk to madoguchi_app;
`,
  ),
];
