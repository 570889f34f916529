import { definedByGate, step } from '../ddl';

/**
 * What auditors may ask: the events of the offices of their own organisation, by person, staff, time and purpose.
 * Persons are found through a folded table, because an array is no index under policies.
 */
export const AuditSearch = step(
  14,
  'AuditSearch',
  `
grant create on schema public to madoguchi_gate;
create table audit_subject ( -- [audit] Who an event was about, folded from the event by the worker
  person_id uuid not null, -- [technical] person
  at timestamptz not null, -- [technical] time of the event
  event_id uuid not null references audit_event, -- [technical] event
  primary key (person_id, at, event_id)
);
create index audit_event_office on audit_event (office_id, at desc, id);

create function actor_is_auditor() returns boolean language sql stable security definer set search_path = pg_catalog, public
  as $$ select exists (select 1 from assignment a join staff s on s.id = a.staff_id
        where a.id = current_assignment() and s.disabled_at is null and a.role = 'auditor'
          and a.valid_from <= app_today() and a.valid_until > app_today()) $$;
${definedByGate('actor_is_auditor()', 'madoguchi_app')}

create policy audit_event_read on audit_event for select to madoguchi_app using (
  (select actor_is_auditor()) and exists (
    select 1 from office o where o.id = audit_event.office_id and o.organisation_id = (select current_organisation())));
grant select (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail) on audit_event to madoguchi_app;
create policy audit_event_fold on audit_event for select to madoguchi_gate using (true);
grant select on audit_event to madoguchi_gate;
alter table audit_subject enable row level security;
create policy audit_subject_read on audit_subject for select to madoguchi_app using (
  (select actor_is_auditor()) and exists (select 1 from audit_event e where e.id = audit_subject.event_id));
create policy audit_subject_fold on audit_subject for insert to madoguchi_gate with check (true);
create policy audit_subject_known on audit_subject for select to madoguchi_gate using (true);
grant select on audit_subject to madoguchi_app;
grant select, insert on audit_subject to madoguchi_gate;

-- Called by the sealer with the stretch that it has just sealed.
create function audit_fold(p_from xid8, p_until xid8) returns void language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into audit_subject (person_id, at, event_id)
  select distinct s.person_id, e.at, e.id from audit_event e cross join lateral unnest(e.subjects) as s(person_id)
  where e.xid >= p_from and e.xid < p_until on conflict do nothing $$;
-- An auditor names a person by the record number and sees persons by it; no name is ever told.
create function audit_person(p_number text) returns uuid language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id from person p where p.number = p_number and actor_is_auditor() $$;
create function audit_numbers(p_persons uuid[]) returns table (person_id uuid, number text) language sql stable security definer set search_path = pg_catalog, public as $$
  select p.id, p.number from person p where p.id = any(p_persons) and actor_is_auditor() $$;
${definedByGate('audit_fold(xid8, xid8)', 'madoguchi_worker')}
${definedByGate('audit_person(text)', 'madoguchi_app')}
${definedByGate('audit_numbers(uuid[])', 'madoguchi_app')}

revoke create on schema public from madoguchi_gate, madoguchi_facts;
`,
);
