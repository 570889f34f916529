import { definer, gate, invoker, type StandingObject, trigger } from '../object';
import { OWN, cityOfPerson, groupReachable, groupReadable, seesBasic, takesPart } from '../policies';

export const REFERRALS: readonly StandingObject[] = [
  gate(
    'referral',
    `
create policy referral_read on referral for select to madoguchi_app using (${takesPart('referral')});
create policy referral_add on referral for insert to madoguchi_app with check (
  ${OWN}
  and sending_id is null and ${cityOfPerson('referral')}
  and ${seesBasic('referral')});
create policy referral_change on referral for update to madoguchi_app
  using (${takesPart('referral')})
  with check (${takesPart('referral')});
create policy referral_gate on referral for select to madoguchi_gate using (true);
grant select, insert, update (status, submitted_at, assigned_to, sending_id, version) on referral to madoguchi_app;
grant select on referral to madoguchi_gate;
`,
  ),
  gate(
    'referral_sending',
    `
create policy referral_sending_read on referral_sending for select to madoguchi_app using (
  exists (select 1 from referral r where r.id = referral_sending.referral_id));
create policy referral_sending_add on referral_sending for insert to madoguchi_app with check (
  ${OWN} and decided_by = (select current_staff()) and ${cityOfPerson('referral_sending')}
  and ${seesBasic('referral_sending')}
  and exists (select 1 from referral r where r.id = referral_sending.referral_id and r.person_id = referral_sending.person_id
    and r.source_office_id = referral_sending.source_office_id and r.recipient_office_id = referral_sending.recipient_office_id));
create policy referral_sending_change on referral_sending for update to madoguchi_app
  using (exists (select 1 from referral r where r.id = referral_sending.referral_id))
  with check (exists (select 1 from referral r where r.id = referral_sending.referral_id));
create policy referral_sending_gate on referral_sending for select to madoguchi_gate using (true);
grant select, insert, update (reply, replied_on, reply_reason, declined_by, reply_note, reply_decided_by, reply_number, sharing_ended_at, sharing_end, version)
  on referral_sending to madoguchi_app;
grant select on referral_sending to madoguchi_gate;
grant usage on sequence document_number to madoguchi_app;
`,
  ),
  gate(
    'referral_part',
    `
create policy referral_part_read on referral_part for select to madoguchi_app using (
  source_office_id = case when sending_id is null then (select current_office()) else source_office_id end
  and exists (select 1 from referral r where r.id = referral_part.referral_id) and ${groupReadable('referral_part')});
create policy referral_part_add on referral_part for insert to madoguchi_app with check (
  ${OWN}
  and ${groupReachable('referral_part')});
create policy referral_part_change on referral_part for update to madoguchi_app
  using (source_office_id = (select current_office()) and sending_id is null) with check (source_office_id = (select current_office()));
create policy referral_part_drop on referral_part for delete to madoguchi_app
  using (source_office_id = (select current_office()) and sending_id is null);
create policy referral_part_gate on referral_part for select to madoguchi_gate using (true);
grant select, insert, update (body, sending_id, version), delete on referral_part to madoguchi_app;
grant select on referral_part to madoguchi_gate;
`,
  ),
  gate(
    'referral_step',
    `
create policy referral_step_read on referral_step for select to madoguchi_app using (
  office_id = case when internal then (select current_office()) else office_id end
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
create policy referral_step_add on referral_step for insert to madoguchi_app with check (
  office_id = (select current_office()) and staff_id = (select current_staff())
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
grant select, insert on referral_step to madoguchi_app;
`,
  ),
  // The sending office always takes part in its request, the receiving office from the moment it is first sent.
  definer(
    'nobody',
    `create function referral_parties() returns trigger language plpgsql as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.id, new.source_office_id, new.person_id, '-infinity', 'infinity') on conflict do nothing;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_parties before insert on referral for each row execute function referral_parties()`),
  definer(
    'nobody',
    `create function referral_sending_parties() returns trigger language plpgsql as $$
begin
  insert into record_party (record_id, office_id, person_id, valid_from, valid_until)
  values (new.referral_id, new.recipient_office_id, new.person_id, new.sent_at, 'infinity') on conflict do nothing;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_sending_parties before insert on referral_sending for each row execute function referral_sending_parties()`),
  // Either office moves a request, but only the sender puts it up and sends it.
  invoker(
    `create function referral_guard() returns trigger language plpgsql as $$
begin
  if current_office() <> old.source_office_id and (new.sending_id, new.submitted_at) is distinct from (old.sending_id, old.submitted_at) then
    raise exception 'only the sender sends' using errcode = '42501';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_guard before update on referral for each row execute function referral_guard()`),
  // What ended stays ended and ended for the reason that is told; a reply is the recipient's, and given once.
  invoker(
    `create function referral_sending_guard() returns trigger language plpgsql as $$
begin
  if old.sharing_ended_at is not null and (new.sharing_ended_at, new.sharing_end) is distinct from (old.sharing_ended_at, old.sharing_end) then
    raise exception 'sharing has ended' using errcode = '42501';
  end if;
  if current_office() <> old.recipient_office_id
      and (new.reply, new.replied_on, new.reply_reason, new.declined_by, new.reply_note, new.reply_decided_by, new.reply_number)
      is distinct from (old.reply, old.replied_on, old.reply_reason, old.declined_by, old.reply_note, old.reply_decided_by, old.reply_number) then
    raise exception 'only the recipient replies' using errcode = '42501';
  end if;
  if (old.reply is not null or old.sharing_ended_at is not null)
      and (new.reply, new.replied_on, new.reply_reason, new.declined_by, new.reply_note)
      is distinct from (old.reply, old.replied_on, old.reply_reason, old.declined_by, old.reply_note) then
    raise exception 'a reply is given once, while something is shared' using errcode = '42501';
  end if;
  if new.sharing_end in ('returned', 'declined') is true and new.sharing_end is distinct from new.reply
      or new.sharing_end is not distinct from 'recalled' and current_office() <> old.source_office_id
      or new.sharing_ended_at < old.sent_at then
    raise exception 'sharing ends for another reason' using errcode = '42501';
  end if;
  return new;
end $$`,
  ),
  trigger(`create trigger referral_sending_guard before update on referral_sending for each row execute function referral_sending_guard()`),
];
