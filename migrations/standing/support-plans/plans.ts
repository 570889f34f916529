import { APP, gate, type StandingObject, view } from '../object';
import { heldBy } from '../policies';

export const SUPPORT_PLANS: readonly StandingObject[] = [
  gate(
    'support_plan',
    `
${heldBy('support_plan', 'plan')}
create policy support_plan_gate on support_plan for select to madoguchi_gate using (true);
grant select (person_id, source_office_id, source_organisation_id) on support_plan to madoguchi_gate;
`,
  ),
  gate(
    'support_plan_goal',
    `
${heldBy('support_plan_goal', 'plan')}
`,
  ),
  gate(
    'support_plan_menu',
    `
${heldBy('support_plan_menu', 'plan')}
`,
  ),
  gate(
    'support_plan_member',
    `
${heldBy('support_plan_member', 'plan')}
`,
  ),
  // Under which cases an office has written: it goes on knowing them when the holder's case is closed to it.
  view(
    `create view cases_of_support_plans as
  select t.person_id, t.case_id, t.source_organisation_id, t.source_office_id, 'plan' as item_group, t.entered_at from support_plan t`,
    APP,
  ),
];
