import { APP, definer, gate, type StandingObject } from '../object';
import { officeReading } from '../policies';

export const FOLLOW_UPS: readonly StandingObject[] = [
  // Something may be laid before the own office about whom it may see, and before another that takes part with it.
  definer(
    'mask',
    `create function follow_up_reaches(p_person uuid, p_office uuid) returns boolean
  language sql stable as $$
  select actor_may_read('number') and (exists (select 1 from access_mask m where m.person_id = p_person and m.grantee_office_id = current_office()
      and m.valid_from <= app_now() and m.valid_until > app_now())
    or exists (select 1 from record_party p where p.person_id = p_person and p.office_id = current_office()))
    and (p_office = current_office() or exists (select 1 from record_party p where p.person_id = p_person and p.office_id = p_office)) $$`,
    APP,
  ),
  gate(
    'follow_up',
    `
create policy follow_up_read on follow_up for select to madoguchi_app using (office_id = ${officeReading('number')});
create policy follow_up_change on follow_up for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_may_read('number'))) with check (office_id = (select current_office()));
create policy follow_up_sweep on follow_up for select to madoguchi_worker using (true);
create policy follow_up_mark on follow_up for update to madoguchi_worker using (true) with check (true);
create policy follow_up_add on follow_up for insert to madoguchi_app with check (
  written_by = (select current_staff()) and follow_up_reaches(person_id, office_id));
create policy follow_up_gate on follow_up to madoguchi_gate using (true) with check (true);
grant select, insert, update (due_on, status, assignee_id, assigned_at, waiting, remind_on, closed_at, version) on follow_up to madoguchi_app;
grant select (id, office_id, assignee_id, due_on, status, remind_on, kind), update (remind_on) on follow_up to madoguchi_worker;
grant select, update on follow_up to madoguchi_gate;
grant insert on follow_up to madoguchi_gate;
`,
  ),
  gate(
    'reminder',
    `
create policy reminder_own on reminder for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy reminder_seen on reminder for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_may_read('number'))) with check (office_id = (select current_office()));
create policy reminder_write on reminder to madoguchi_worker using (true) with check (true);
grant select on reminder to madoguchi_app;
grant update (seen_at) on reminder to madoguchi_app;
grant select, insert on reminder to madoguchi_worker;
`,
  ),
  // Another office's due item may have to be closed with the record it came from (a recalled referral, a withdrawal, a
  // cancelled placement): by whoever takes part in the record, owes an item of it, or caused one.
  definer(
    'mask',
    `create function follow_up_settle(p_kind text, p_subject uuid, p_status text) returns void
  language plpgsql volatile as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not exists (select 1 from record_party p where p.record_id = p_subject and p.office_id = current_office())
    and not exists (select 1 from follow_up f where f.kind = p_kind and f.subject_id = p_subject and f.office_id = current_office())
    and not exists (select 1 from follow_up f join assignment a on a.staff_id = f.written_by
      where f.kind = p_kind and f.subject_id = p_subject and a.office_id = current_office()) then return; end if;
  update follow_up set status = p_status, closed_at = app_now(), version = version + 1
  where kind = p_kind and subject_id = p_subject and status = 'open';
end $$`,
    APP,
  ),
];
