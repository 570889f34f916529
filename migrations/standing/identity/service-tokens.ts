import { APP, definer, gate, type StandingObject } from '../object';

export const SERVICE_TOKENS: readonly StandingObject[] = [
  gate(
    'service_token',
    `
create policy service_token_gate on service_token to madoguchi_gate using (true) with check (true);
create policy service_token_read on service_token for select to madoguchi_app using (
  (select actor_is_administrator()) and exists (
    select 1 from assignment a join office o on o.id = a.office_id
    where a.id = service_token.assignment_id and o.organisation_id = (select current_organisation())));
create policy service_token_issue on service_token for insert to madoguchi_app with check (
  (select actor_is_administrator()) and issued_by = (select current_staff()) and exists (
    select 1 from assignment a join staff s on s.id = a.staff_id join office o on o.id = a.office_id
    where a.id = service_token.assignment_id and s.service and a.role <> 'administrator'
      and o.organisation_id = (select current_organisation())));
create policy service_token_revoke on service_token for update to madoguchi_app
  using ((select actor_is_administrator()) and exists (
    select 1 from assignment a join office o on o.id = a.office_id
    where a.id = service_token.assignment_id and o.organisation_id = (select current_organisation())))
  with check (revoked_by = (select current_staff()));
grant select, update (last_used_at) on service_token to madoguchi_gate;
grant select (id, assignment_id, name, permissions, issued_at, issued_by, valid_until, revoked_at, revoked_by, last_used_at),
  insert (id, assignment_id, name, token_hash, permissions, issued_at, issued_by, valid_until),
  update (revoked_at, revoked_by) on service_token to madoguchi_app;
`,
  ),
  // One token, if it is good now: as whom it acts, and whether this use is the first of the minute.
  definer(
    'session',
    `create function service_token_use(p_hash bytea, p_now timestamptz) returns jsonb
  language sql volatile as $$
  with good as (
    select t.id, t.permissions, t.last_used_at, a.id as assignment_id, a.role, s.id as staff_id, s.name, s.demo, o.id as office_id,
      o.organisation_id, o.municipality_id
    from service_token t join assignment a on a.id = t.assignment_id join staff s on s.id = a.staff_id join office o on o.id = a.office_id
    where t.token_hash = p_hash and t.revoked_at is null and s.service and s.disabled_at is null and a.role <> 'administrator'
      and t.valid_until > (p_now at time zone 'Asia/Tokyo')::date
      and a.valid_from <= (p_now at time zone 'Asia/Tokyo')::date and a.valid_until > (p_now at time zone 'Asia/Tokyo')::date),
  seen as (update service_token t set last_used_at = p_now from good
    where t.id = good.id and (t.last_used_at is null or t.last_used_at < p_now - interval '1 minute') returning t.id)
  select jsonb_build_object('id', g.id, 'permissions', g.permissions, 'assignmentId', g.assignment_id, 'role', g.role, 'staffId', g.staff_id,
    'staffName', g.name, 'demo', g.demo, 'officeId', g.office_id, 'organisationId', g.organisation_id, 'municipalityId', g.municipality_id,
    'firstOfMinute', exists (select 1 from seen)) from good g $$`,
    APP,
  ),
];
