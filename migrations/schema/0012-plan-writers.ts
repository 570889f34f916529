import { definedByGate, step } from '../ddl';

/** Who writes plans: planners, of the city whose agreement it is or of an office that serves several. */
export const PlanWriters = step(
  12,
  'PlanWriters',
  `
grant create on schema public to madoguchi_gate;
create function actor_plans_for(p_agreement uuid) returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select 1 from assignment a join office o on o.id = a.office_id join agreement g on g.id = p_agreement
        where a.id = current_assignment() and a.office_id = current_office() and a.role = 'planner'
          and coalesce(o.municipality_id, g.municipality_id) = g.municipality_id) $$;
${definedByGate('actor_plans_for(uuid)', 'madoguchi_app')}
alter policy annual_plan_write on annual_plan with check (actor_plans_for(agreement_id));
alter policy plan_line_write on plan_line with check (
  exists (select 1 from annual_plan p where p.id = plan_line.plan_id and actor_plans_for(p.agreement_id)));
alter policy plan_line_change on plan_line
  using (exists (select 1 from annual_plan p where p.id = plan_line.plan_id and actor_plans_for(p.agreement_id)));
alter policy reported_figure_write on reported_figure with check (
  reported_by = (select current_staff())
  and exists (select 1 from annual_plan p where p.id = reported_figure.plan_id and actor_plans_for(p.agreement_id)));
alter policy reported_figure_change on reported_figure
  using (exists (select 1 from annual_plan p where p.id = reported_figure.plan_id and actor_plans_for(p.agreement_id)));
revoke create on schema public from madoguchi_gate;
`,
);
