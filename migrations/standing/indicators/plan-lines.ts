import { DATED_FACTS } from '@madoguchi/indicators';
import { plansFor } from '../agreements/plans';
import { check, gate, type StandingObject } from '../object';
import { openToRead } from '../policies';

const known = DATED_FACTS.map(({ fact, date }) => `(fact = '${fact}' and date_basis = '${date}')`).join(' or ');

export const PLAN_LINES: readonly StandingObject[] = [
  gate(
    'plan_line',
    `
${openToRead('plan_line')}
create policy plan_line_write on plan_line for insert to madoguchi_app with check (${plansFor('plan_line')});
create policy plan_line_change on plan_line for update to madoguchi_app using (${plansFor('plan_line')}) with check (true);
grant insert on plan_line to madoguchi_app;
grant update (routes, version) on plan_line to madoguchi_app;
`,
  ),
  // A line counts what the register knows; a fact that nobody knows would be a silent zero.
  check('plan_line', 'plan_line_counts', known),
];
