import { definedByGate, officeReading, readAtOnce, step } from '../ddl';

const live = (alias: string): string => `${alias}.valid_from <= (select app_now()) and ${alias}.valid_until > (select app_now())`;

/**
 * Who acts, in one row. Every statement about persons asks for it some eight times, and each time three tables and a
 * function stood between question and answer. Nothing is remembered from one statement to the next: the row is derived in
 * the transaction that changes an assignment, an account, an office or a role, and is read live.
 */
export const CurrentActor = step(
  29,
  'CurrentActor',
  `
grant create on schema public to madoguchi_gate;
create table actor ( -- [staff] What an assignment makes of its holder: derived from assignment, account, office and role; nobody who is switched off has a row
  assignment_id uuid primary key, -- [technical] key
  staff_id uuid not null, -- [technical] who
  office_id uuid not null, -- [technical] where
  organisation_id uuid not null, -- [technical] whose office
  role text not null, -- [domain] as what
  item_groups text[] not null, -- [domain] which item groups the role may read at all
  days daterange not null -- [domain] on which days
) with (fillfactor = 10); -- Wide apart, so that the planner takes the key even in a town of ten.
alter table actor enable row level security;
create policy actor_read on actor for select to madoguchi_app using (true);
create policy actor_gate on actor to madoguchi_gate using (true) with check (true);
grant select on actor to madoguchi_app;
grant select, insert, delete on actor to madoguchi_gate;

create view actor_wanted with (security_invoker = true) as
  select a.id as assignment_id, a.staff_id, a.office_id, o.organisation_id, a.role,
    array(select g.item_group from role_item_group g where g.role = a.role order by g.item_group) as item_groups,
    daterange(a.valid_from, a.valid_until) as days
  from assignment a join staff s on s.id = a.staff_id join office o on o.id = a.office_id
  where s.disabled_at is null;
create view current_actor with (security_invoker = true) as
  select r.assignment_id, r.staff_id, r.office_id, r.organisation_id, r.role, r.item_groups from actor r
  where r.assignment_id = current_assignment() and r.days @> app_today();
grant select on actor_wanted to madoguchi_gate;
grant select on current_actor to madoguchi_app, madoguchi_gate;

create function actor_derive() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- One at a time: of two changes that do not see each other, the later would leave a row behind.
  perform pg_advisory_xact_lock(20290001);
  delete from actor where assignment_id in (select d.assignment_id from (select * from actor except select * from actor_wanted) d);
  insert into actor select * from actor_wanted except select * from actor;
  return null;
end $$;
${definedByGate('actor_derive()')}
create trigger actor_of_assignment after insert or update or delete or truncate on assignment for each statement execute function actor_derive();
create trigger actor_of_staff after update on staff for each statement execute function actor_derive();
create trigger actor_of_office after update on office for each statement execute function actor_derive();
create trigger actor_of_role after insert or update or delete or truncate on role_item_group for each statement execute function actor_derive();
insert into actor select * from actor_wanted;

-- For the differential job: rows that changes with triggers off have left behind, of which there must be none.
create function actor_differences() returns bigint language sql stable security definer set search_path = pg_catalog, public as $$
  select count(*) from ((select * from actor except select * from actor_wanted) union all (select * from actor_wanted except select * from actor)) d $$;
${definedByGate('actor_differences()', 'madoguchi_worker')}

-- The same answers as before. plpgsql keeps its plans for the session; SQL functions do so from PostgreSQL 18 on only.
create or replace function current_office() returns uuid language plpgsql stable security definer set search_path = pg_catalog, public
  as $$ begin return (select a.office_id from current_actor a); end $$;
create or replace function current_staff() returns uuid language plpgsql stable security definer set search_path = pg_catalog, public
  as $$ begin return (select a.staff_id from current_actor a); end $$;
create or replace function current_organisation() returns uuid language plpgsql stable security definer set search_path = pg_catalog, public
  as $$ begin return (select a.organisation_id from current_actor a); end $$;
create or replace function actor_may_read(p_group text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, public
  as $$ begin return exists (select 1 from current_actor a where p_group = any (a.item_groups)); end $$;

${readAtOnce('basic', 'person_basic', 'support_case')}
${readAtOnce('contact', 'person_contact')}
${readAtOnce('health', 'person_health')}
${readAtOnce('work_history', 'person_work_history')}
${readAtOnce('income', 'welfare_status')}
${readAtOnce('household', 'household_member')}
${readAtOnce('plan', 'support_plan', 'plan_goal', 'plan_menu', 'plan_member')}
${readAtOnce('consultation', 'consultation', 'appointment')}
${readAtOnce('job_search', 'job_seeker_registration', 'job_introduction')}
${readAtOnce('placement', 'placement', 'retention_check', 'job_separation')}
alter policy person_read on person using (exists (
  select 1 from access_cell c
  where c.grantee_office_id = ${officeReading('number')} and c.person_id = person.id
    and c.source_organisation_id = person.source_organisation_id
    and c.item_group = 'number' and c.purpose = (select current_purpose()) and ${live('c')}));
alter policy access_cell_own on access_cell using (grantee_office_id = ${officeReading('number')});
alter policy access_reason_own on access_reason using (grantee_office_id = ${officeReading('number')});
alter policy record_party_own on record_party using (office_id = ${officeReading('number')} and ${live('record_party')});
alter policy follow_up_read on follow_up using (office_id = ${officeReading('number')});
revoke create on schema public from madoguchi_gate;
`,
);
