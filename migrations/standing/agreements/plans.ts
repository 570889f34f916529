import { APP, definer, gate, invoker, type StandingObject, trigger } from '../object';
import { openToRead } from '../policies';

/** The acting planner plans for the city of the row's plan. */
export const plansFor = (table: string): string =>
  `exists (select 1 from annual_plan p where p.id = ${table}.plan_id and actor_plans_for(p.agreement_id))`;

/** What the planner of an agreement may write: everything of a draft; of an adopted plan what an edition brings. */
const WRITTEN = 'fiscal_year, last_fiscal_year, title, sample, source_document, content, edition, version';

export const ANNUAL_PLANS: readonly StandingObject[] = [
  definer(
    'actor',
    `create function actor_plans_for(p_agreement uuid) returns boolean language sql stable
  as $$ select exists (select 1 from assignment a join office o on o.id = a.office_id join agreement g on g.id = p_agreement
        where a.id = current_assignment() and a.office_id = current_office() and a.role = 'planner'
          and coalesce(o.municipality_id, g.municipality_id) is not distinct from g.municipality_id) $$`,
    APP,
  ),
  definer(
    'actor',
    `create function actor_plans_in(p_municipality uuid) returns boolean language sql stable
  as $$ select exists (select 1 from assignment a join office o on o.id = a.office_id
        where a.id = current_assignment() and a.office_id = current_office() and a.role = 'planner'
          and o.municipality_id is not distinct from p_municipality) $$`,
    APP,
  ),
  definer(
    'actor',
    `create function actor_beside_agreement(p_agreement uuid) returns boolean language sql stable
  as $$ select exists (select 1 from office o join agreement g on g.id = p_agreement
        where o.id = current_office() and coalesce(o.municipality_id, g.municipality_id) is not distinct from g.municipality_id) $$`,
    APP,
  ),
  gate(
    'agreement',
    `
${openToRead('agreement')}
create policy agreement_write on agreement for insert to madoguchi_app with check (actor_plans_in(municipality_id));
grant insert on agreement to madoguchi_app;
`,
  ),
  // A plan is published when it is adopted; a draft is read by whoever works in its city, or in an office of no city.
  gate(
    'annual_plan',
    `
create policy annual_plan_adopted on annual_plan for select to madoguchi_app using (not sample);
create policy annual_plan_draft on annual_plan for select to madoguchi_app using (sample and actor_beside_agreement(agreement_id));
create policy annual_plan_all on annual_plan for select to madoguchi_worker, madoguchi_gate, madoguchi_facts using (true);
grant select on annual_plan to madoguchi_app, madoguchi_worker, madoguchi_gate, madoguchi_facts;
create policy annual_plan_write on annual_plan for insert to madoguchi_app with check (sample and actor_plans_for(agreement_id));
create policy annual_plan_change on annual_plan for update to madoguchi_app using (actor_plans_for(agreement_id)) with check (actor_plans_for(agreement_id));
create policy annual_plan_discard on annual_plan for delete to madoguchi_app using (sample and actor_plans_for(agreement_id));
grant insert, delete on annual_plan to madoguchi_app;
grant update (${WRITTEN}) on annual_plan to madoguchi_app;
`,
  ),
  // Adopted words change with an edition, and the edition holds what was adopted.
  invoker(`create function annual_plan_edition_held() returns trigger language plpgsql as $$ begin
    if new.sample then raise exception 'an adopted plan is no draft again' using errcode = 'integrity_constraint_violation'; end if;
    if not exists (select 1 from annual_plan_edition e where e.plan_id = new.id and e.number = new.edition and e.content = new.content) then
      raise exception 'an adopted plan changes with an edition only' using errcode = 'integrity_constraint_violation';
    end if;
    return new; end $$`),
  trigger(`create trigger annual_plan_edition_held before update on annual_plan for each row when (not (old.sample and new.sample)) execute function annual_plan_edition_held()`),
  gate(
    'annual_plan_edition',
    `
${openToRead('annual_plan_edition')}
create policy annual_plan_edition_write on annual_plan_edition for insert to madoguchi_app with check (
  adopted_by = (select current_staff()) and ${plansFor('annual_plan_edition')});
grant insert on annual_plan_edition to madoguchi_app;
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
grant update (amount, kind, evidence, reported_by, reported_at, version) on reported_figure to madoguchi_app;
`,
  ),
];
