import { definer, gate, type StandingObject, WORKER } from '../object';

export const AUDIT_SEARCH: readonly StandingObject[] = [
  gate(
    'audit_subject',
    `
create policy audit_subject_read on audit_subject for select to madoguchi_app using (
  (select actor_is_auditor()) and exists (select 1 from audit_event e where e.id = audit_subject.event_id));
create policy audit_subject_fold on audit_subject for insert to madoguchi_gate with check (true);
create policy audit_subject_known on audit_subject for select to madoguchi_gate using (true);
grant select on audit_subject to madoguchi_app;
grant select, insert on audit_subject to madoguchi_gate;
`,
  ),
  // Called by the sealer with the stretch that it has just sealed.
  definer(
    'worker',
    `create function audit_fold(p_from xid8, p_until xid8) returns void language sql volatile as $$
  insert into audit_subject (person_id, at, event_id)
  select distinct s.person_id, e.at, e.id from audit_event e cross join lateral unnest(e.subjects) as s(person_id)
  where e.xid >= p_from and e.xid < p_until and s.person_id is not null on conflict do nothing $$`,
    WORKER,
  ),
];
