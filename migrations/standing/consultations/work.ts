import { APP, gate, type StandingObject, view } from '../object';
import { heldBy } from '../policies';

export const CONSULTATIONS: readonly StandingObject[] = [
  gate(
    'consultation',
    `
${heldBy('consultation', 'consultation')}
-- Whether colleagues' offices hold records of a person that the acting one does not read: who answers for the whole
-- organisation (開示請求) must know, and is told that alone.
create policy consultation_gate on consultation for select to madoguchi_gate using (true);
grant select (person_id, source_office_id, source_organisation_id) on consultation to madoguchi_gate;
`,
  ),
  gate(
    'appointment',
    `
${heldBy('appointment', 'consultation')}
create policy appointment_gate on appointment for select to madoguchi_gate using (true);
grant select on appointment to madoguchi_gate;
`,
  ),
  gate(
    'job_seeker_registration',
    `
${heldBy('job_seeker_registration', 'job_search')}
create policy job_seeker_registration_gate on job_seeker_registration for select to madoguchi_gate using (true);
grant select (person_id, source_office_id, source_organisation_id) on job_seeker_registration to madoguchi_gate;
`,
  ),
  gate(
    'job_introduction',
    `
${heldBy('job_introduction', 'job_search')}
create policy job_introduction_gate on job_introduction for select to madoguchi_gate using (true);
grant select (person_id, source_office_id, source_organisation_id) on job_introduction to madoguchi_gate;
`,
  ),
  // Under which cases an office has written: it goes on knowing them when the holder's case is closed to it.
  view(
    `create view cases_of_consultations as
  select t.person_id, t.case_id, t.source_organisation_id, t.source_office_id, 'consultation' as item_group, t.entered_at from consultation t
  union all
  select t.person_id, t.case_id, t.source_organisation_id, t.source_office_id, 'job_search', t.entered_at from job_seeker_registration t`,
    APP,
  ),
];
