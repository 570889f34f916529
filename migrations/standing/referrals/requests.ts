import { definer, gate, invoker, type StandingObject, trigger } from '../object';
import { OWN, cityOfPerson, live, roleReads, seesBasic, takesPart } from '../policies';

export const REFERRALS: readonly StandingObject[] = [
  gate(
    'referral',
    `
create policy referral_read on referral for select to madoguchi_app using (${takesPart('referral')});
create policy referral_add on referral for insert to madoguchi_app with check (
  ${OWN}
  and sent_at is null and ${cityOfPerson('referral')}
  and ${seesBasic('referral')});
create policy referral_change on referral for update to madoguchi_app
  using (${takesPart('referral')})
  with check (${takesPart('referral')});
create policy referral_gate on referral for select to madoguchi_gate using (true);
create policy referral_facts on referral for select to madoguchi_facts using (true);
grant select, insert, update (status, submitted_at, decided_by, document_number, sent_on, sent_at, reply_due_on, assigned_to, replied_on,
  reply_reason, declined_by, reply_note, sharing_ended_at, version) on referral to madoguchi_app;
grant select on referral to madoguchi_gate;
grant usage on sequence document_number to madoguchi_app;
grant select (id, person_id, municipality_id, source_office_id, recipient_office_id, status) on referral to madoguchi_facts;
`,
  ),
  gate(
    'referral_part',
    `
create policy referral_part_read on referral_part for select to madoguchi_app using (
  source_office_id = case when sent_as is null then (select current_office()) else source_office_id end
  and exists (select 1 from referral r where r.id = referral_part.referral_id) and exists (
    select 1 from access_cell c ${roleReads('c')}
    where c.grantee_office_id = (select current_office()) and c.person_id = referral_part.person_id
      and c.source_organisation_id = referral_part.source_organisation_id and c.item_group = referral_part.item_group
      and c.purpose = (select current_purpose()) and ${live('c')}));
create policy referral_part_add on referral_part for insert to madoguchi_app with check (
  ${OWN}
  and exists (select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = referral_part.person_id
    and c.source_organisation_id = referral_part.source_organisation_id and c.item_group = referral_part.item_group
    and c.purpose = (select current_purpose()) and ${live('c')}));
create policy referral_part_change on referral_part for update to madoguchi_app
  using (source_office_id = (select current_office()) and sent_as is null) with check (source_office_id = (select current_office()));
create policy referral_part_drop on referral_part for delete to madoguchi_app
  using (source_office_id = (select current_office()) and sent_as is null);
create policy referral_part_gate on referral_part for select to madoguchi_gate using (true);
grant select, insert, update (body, sent_as, version), delete on referral_part to madoguchi_app;
grant select on referral_part to madoguchi_gate;
`,
  ),
  gate(
    'referral_step',
    `
create policy referral_step_read on referral_step for select to madoguchi_app using (
  office_id = case when internal then (select current_office()) else office_id end
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
create policy referral_step_facts on referral_step for select to madoguchi_facts using (to_status = 'sent');
create policy referral_step_add on referral_step for insert to madoguchi_app with check (
  office_id = (select current_office()) and staff_id = (select current_staff())
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
create policy referral_step_gate on referral_step for select to madoguchi_gate using (true);
grant select, insert on referral_step to madoguchi_app;
grant select (id, referral_id, to_status, sent_on) on referral_step to madoguchi_facts;
grant select on referral_step to madoguchi_gate;
`,
  ),
  // The sending office always takes part in its referral, the receiving office from the moment it is sent.
  definer(
    `create function referral_parties() returns trigger language plpgsql as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  if new.sent_at is not null then
    insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
    values (new.id, new.recipient_office_id, new.person_id, new.sent_at, 'infinity') on conflict do nothing;
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_parties before insert or update on referral for each row execute function referral_parties()`),
  // Either office moves a request, but only the sender sends, and what ended stays ended until it is sent again.
  invoker(
    `create function referral_guard() returns trigger language plpgsql as $$
begin
  if current_office() <> old.source_office_id and (new.sent_at, new.sent_on, new.document_number, new.decided_by, new.submitted_at)
      is distinct from (old.sent_at, old.sent_on, old.document_number, old.decided_by, old.submitted_at) then
    raise exception 'only the sender sends' using errcode = '42501';
  end if;
  if old.sharing_ended_at is not null and new.sharing_ended_at is distinct from old.sharing_ended_at
      and new.document_number is not distinct from old.document_number then
    raise exception 'sharing has ended' using errcode = '42501';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_guard before update on referral for each row execute function referral_guard()`),
];
