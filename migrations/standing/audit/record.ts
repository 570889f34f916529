import { APP, definer, gate, type StandingObject, WORKER } from '../object';

export const AUDIT_RECORD: readonly StandingObject[] = [
  gate(
    'audit_event',
    `
create policy audit_event_order on audit_event for select to madoguchi_worker using (true);
create policy audit_event_gate on audit_event for insert to madoguchi_gate with check (true);
create policy audit_event_read on audit_event for select to madoguchi_app using (
  (select actor_is_auditor()) and exists (
    select 1 from office o where o.id = audit_event.office_id and o.organisation_id = (select current_organisation())));
create policy audit_event_fold on audit_event for select to madoguchi_gate using (true);
grant select (xid, id, leaf_hash) on audit_event to madoguchi_worker;
grant insert on audit_event to madoguchi_gate;
grant select (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail) on audit_event to madoguchi_app;
grant select on audit_event to madoguchi_gate;
grant select (sealed) on audit_event to madoguchi_app;
`,
  ),
  gate(
    'audit_checkpoint',
    `
create policy audit_checkpoint_seal on audit_checkpoint for insert to madoguchi_worker with check (true);
create policy audit_checkpoint_read on audit_checkpoint for select to madoguchi_worker using (true);
create policy audit_checkpoint_known on audit_checkpoint for select to madoguchi_gate using (true);
grant select on audit_checkpoint to madoguchi_gate;
grant select, insert on audit_checkpoint to madoguchi_worker;
`,
  ),
  // The lock of sealing: a row that only the worker may lock, and what it noted of the transaction that holds sealing back.
  gate(
    'audit_seal',
    `
create policy audit_seal_worker on audit_seal to madoguchi_worker using (true) with check (true);
create policy audit_seal_gate on audit_seal for select to madoguchi_gate using (true);
grant select, update on audit_seal to madoguchi_worker;
grant select on audit_seal to madoguchi_gate;
`,
  ),
  // For auditors: how far sealing is, and who holds it. The noted transaction counts while it still is the oldest.
  definer(
    'actor',
    `create function audit_seal_state() returns table (sealed_at timestamptz, unsealed_since timestamptz, role text, pid integer, seconds integer)
  language sql stable as $$
  with newest as (select c.sealed_at, c.until_xid from audit_checkpoint c order by c.number desc limit 1),
  held as (
    select a.usename::text as role, l.pid, extract(epoch from clock_timestamp() - s.horizon_since)::integer as seconds
    from audit_seal s
    join pg_locks l on l.locktype = 'transactionid' and l.granted and l.mode = 'ExclusiveLock' and l.transactionid = s.horizon::xid
    join pg_stat_activity a on a.pid = l.pid
    where s.horizon = pg_snapshot_xmin(pg_current_snapshot()))
  select (select n.sealed_at from newest n),
    (select e.at from audit_event e where e.xid >= coalesce((select n.until_xid from newest n), '0'::xid8) order by e.xid, e.id limit 1),
    h.role, h.pid, h.seconds
  from (select 1) one left join held h on true where actor_is_auditor() $$`,
    APP,
  ),
  definer(
    'actor',
    `create function audit_append(p_action text, p_subjects uuid[], p_detail jsonb, p_sealed jsonb default null, p_at timestamptz default null) returns void
  language plpgsql volatile as $$
declare
  v_id uuid := gen_random_uuid();
  v_at timestamptz := coalesce(app_now(), p_at, clock_timestamp());
  v_request text := coalesce(current_request(), '-');
  v_assignment uuid := current_assignment();
  v_staff uuid; v_office uuid;
  v_purpose text := current_purpose();
  v_xid xid8;
  v_sealed xid8;
  v_text text;
begin
  select ((pg_current_xact_id()::text::bigint + s.ahead)::text)::xid8, (select c.until_xid from audit_checkpoint c order by c.number desc limit 1)
  into v_xid, v_sealed from audit_seal s;
  -- It would lie in a stretch that is sealed already: never sealed itself, and taken for a forgery.
  if v_xid < v_sealed then raise exception 'The audit record comes from another server: stop apis and workers and run restore-audit.'; end if;
  if v_assignment is not null then
    select a.staff_id, a.office_id into v_staff, v_office from assignment a where a.id = v_assignment;
  elsif p_detail ? 'staffId' then
    v_staff := (p_detail ->> 'staffId')::uuid;
    select a.office_id into v_office from assignment a where a.staff_id = v_staff order by a.valid_until desc, a.valid_from desc, a.id limit 1;
  end if;
  -- Each column with its length before it, and a sign of its own for NULL: verify-audit computes the same without this function.
  select string_agg(coalesce(octet_length(c.value) || ':' || c.value, '-'), '' order by c.n) into v_text
  from unnest(array['2', v_xid::text, v_id::text, extract(epoch from v_at)::text, v_request, v_assignment::text, v_staff::text, v_office::text,
    v_purpose, p_action, p_subjects::text, p_detail::text, p_sealed::text]) with ordinality as c(value, n);
  insert into audit_event (id, at, request_id, assignment_id, staff_id, office_id, purpose, action, subjects, detail, sealed, xid, leaf_version, leaf_hash)
  values (v_id, v_at, v_request, v_assignment, v_staff, v_office, v_purpose, p_action, p_subjects, p_detail, p_sealed, v_xid, 2, sha256(convert_to(v_text, 'UTF8')));
end $$`,
    APP, WORKER,
  ),
];
