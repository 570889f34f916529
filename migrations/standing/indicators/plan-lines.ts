import { DATED_FACTS } from '@madoguchi/indicators';
import { plansFor } from '../agreements/plans';
import { check, gate, type StandingObject } from '../object';
import { openToRead } from '../policies';

const known = DATED_FACTS.map(({ fact, date }) => `(fact = '${fact}' and date_basis = '${date}')`).join(' or ');

export const PLAN_LINES: readonly StandingObject[] = [
  gate(
    'annual_plan_line',
    `
${openToRead('annual_plan_line')}
create policy annual_plan_line_write on annual_plan_line for insert to madoguchi_app with check (${plansFor('annual_plan_line')});
create policy annual_plan_line_change on annual_plan_line for update to madoguchi_app using (${plansFor('annual_plan_line')}) with check (true);
create policy annual_plan_line_discard on annual_plan_line for delete to madoguchi_app using (
  exists (select 1 from annual_plan p where p.id = annual_plan_line.plan_id and p.sample and actor_plans_for(p.agreement_id)));
grant insert, delete on annual_plan_line to madoguchi_app;
grant update (fact, basis, date_basis, routes, version) on annual_plan_line to madoguchi_app;
`,
  ),
  // A line counts what the register knows; a fact that nobody knows would be a silent zero.
  check('annual_plan_line', 'annual_plan_line_counts', known),
];
