import { APP, type StandingObject, view } from '../object';

/** Under which cases which office has written, in whatever room; read through the item group that each row names. */
export const KNOWN_CASES: readonly StandingObject[] = [
  view(
    `create view case_written as
  select * from cases_of_support_plans union all select * from cases_of_consultations union all select * from cases_of_placements`,
    APP,
  ),
];
