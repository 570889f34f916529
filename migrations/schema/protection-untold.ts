import { step } from './step';

/**
 * A 秘匿 that says the danger is at the registering office is not told there: that office may record a measure beside it, or the
 * refusal of a second one would tell. Every office still keeps one at a time.
 */
export const untoldMarks = step(
  '0.7.0-untold-marks',
  `
drop index protection_one_in_force;
create unique index protection_one_in_force on protection (person_id, source_organisation_id) where ended_at is null and danger_at_registrar is not true;
create unique index protection_one_untold on protection (person_id, source_office_id) where ended_at is null and danger_at_registrar;
`,
);
