import { APP, definer, gate, type StandingObject } from '../object';
import { openToRead } from '../policies';

/** The acting planner plans for the city of the row's plan. */
export const plansFor = (table: string): string =>
  `exists (select 1 from annual_plan p where p.id = ${table}.plan_id and actor_plans_for(p.agreement_id))`;

export const ANNUAL_PLANS: readonly StandingObject[] = [
  definer(
    'actor',
    `create function actor_plans_for(p_agreement uuid) returns boolean language sql stable
  as $$ select exists (select 1 from assignment a join office o on o.id = a.office_id join agreement g on g.id = p_agreement
        where a.id = current_assignment() and a.office_id = current_office() and a.role = 'planner'
          and coalesce(o.municipality_id, g.municipality_id) = g.municipality_id) $$`,
    APP,
  ),
  gate(
    'agreement',
    `
${openToRead('agreement')}
`,
  ),
  gate(
    'annual_plan',
    `
${openToRead('annual_plan')}
create policy annual_plan_write on annual_plan for insert to madoguchi_app with check (actor_plans_for(agreement_id));
grant insert on annual_plan to madoguchi_app;
`,
  ),
  gate(
    'reported_figure',
    `
${openToRead('reported_figure')}
create policy reported_figure_write on reported_figure for insert to madoguchi_app with check (
  reported_by = (select current_staff()) and ${plansFor('reported_figure')});
create policy reported_figure_change on reported_figure for update to madoguchi_app
  using (${plansFor('reported_figure')}) with check (reported_by = (select current_staff()));
grant insert on reported_figure to madoguchi_app;
grant update (amount, evidence, reported_by, reported_at, version) on reported_figure to madoguchi_app;
`,
  ),
];
