import { PROVENANCE, step } from '../ddl';

/** 同意 and 支援要請: the two records from which access between organisations follows, and the one queue of what is due. */
export const ConsentsAndReferrals = step(
  7,
  'ConsentsAndReferrals',
  `
create table consent ( -- [case] 同意: what a person let through, to whom, in which words
  id uuid primary key, -- [technical] key
${PROVENANCE}
  recipient_office_id uuid not null references office, -- [domain] recipient
  form_id uuid not null references consent_form, -- [domain] form and wording version, frozen
  given_on date not null, -- [domain] 同意日
  method text not null check (method in ('written', 'oral')), -- [domain] 書面 / 口頭＋立会人
  witness text check (length(witness) <= 60), -- [personal] 立会人
  valid_from_at timestamptz not null, -- [domain] start of validity
  valid_until_at timestamptz not null, -- [domain] end, half-open; the screen shows the last day
  withdrawn_on date, -- [domain] 撤回日
  withdrawn_at timestamptz, -- [technical] moment from which nothing is shared
  withdrawal_note text check (length(withdrawal_note) <= 400), -- [sensitive] 撤回の経緯
  support_continues text check (support_continues in ('yes', 'no', 'undecided')), -- [domain] 情報共有なしで支援を続けるか
  check (valid_from_at < valid_until_at),
  check ((method = 'oral') = (witness is not null)),
  check ((withdrawn_on is null) = (withdrawn_at is null)),
  check (withdrawn_on is null or withdrawn_on >= given_on)
);
create index consent_pair on consent (person_id, source_office_id, recipient_office_id) where withdrawn_at is null;
create table consent_scope ( -- [case] The matrix of one consent
  consent_id uuid not null references consent, -- [technical] consent
  direction text not null check (direction in ('to_recipient', 'from_recipient')), -- [domain] direction
  item_group text not null references item_group, -- [domain] item group
  purpose text not null check (purpose in ('support', 'report')), -- [domain] purpose
  primary key (consent_id, direction, item_group, purpose)
);
create sequence document_number;
grant usage on sequence document_number to madoguchi_app;
create table referral ( -- [case] 支援要請: 福祉事務所長 to 公共職業安定所長, one per person
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  recipient_office_id uuid not null references office, -- [domain] receiving office
  status text not null check (status in ('draft', 'submitted', 'sent', 'assigned', 'accepted', 'returned', 'declined', 'recalled', 'closed')), -- [domain] state
  submitted_at timestamptz, -- [technical] 起案を決裁に回した時刻
  decided_by uuid references staff, -- [domain] 決裁者
  document_number text unique, -- [domain] 文書番号
  sent_on date, -- [domain] 文書日付
  sent_at timestamptz, -- [technical] moment of sending
  reply_due_on date, -- [domain] 回答期限, on 開庁日 of both offices
  assigned_to uuid references staff, -- [domain] 担当ナビゲーター
  replied_on date, -- [domain] 回答日
  reply_reason text, -- [domain] coded reason of 差戻し or 不可
  declined_by text check (declined_by in ('client', 'unsuitable', 'capacity', 'lost_contact')), -- [domain] who or what declined
  reply_note text check (length(reply_note) <= 1000), -- [sensitive] 回答の説明
  sharing_ended_at timestamptz, -- [technical] nothing more is shared under this referral
  check ((sent_at is null) = (sent_on is null) and (sent_at is null) = (document_number is null)),
  check (status not in ('draft', 'submitted') or sent_at is null or replied_on is not null)
);
create index referral_tray on referral (recipient_office_id, status, reply_due_on, id);
create index referral_sent on referral (source_office_id, status, reply_due_on, id);
create index referral_person on referral (person_id);
create unique index referral_one_open on referral (person_id, source_office_id, recipient_office_id)
  where status in ('draft', 'submitted', 'sent', 'assigned') or (status = 'accepted' and sharing_ended_at is null);
create table referral_part ( -- [case] The packet of a referral, one row per item group
  id uuid primary key, -- [technical] key
${PROVENANCE}
  referral_id uuid not null references referral, -- [technical] referral
  item_group text not null references item_group, -- [domain] item group of this part
  body text not null check (length(body) <= 4000), -- [sensitive] text sent
  sent_as text, -- [domain] 文書番号 under which it went out; absent while it is written. What went out is never changed
  unique nulls not distinct (referral_id, sent_as, item_group)
);
create index referral_part_person on referral_part (person_id, source_organisation_id);
create table referral_step ( -- [case] Every move of a referral: who, when, from where to where
  id uuid primary key, -- [technical] key
  referral_id uuid not null references referral, -- [technical] referral
  person_id uuid not null references person, -- [technical] whose
  office_id uuid not null references office, -- [domain] office that moved it
  staff_id uuid not null references staff, -- [domain] who moved it
  at timestamptz not null, -- [technical] when
  request_version integer not null, -- [technical] version of the request after this move: the order of moves
  sent_on date, -- [domain] 文書日付 of a sending: each is a fact of its own, whatever becomes of the request
  document_number text, -- [domain] 文書番号 of a sending
  internal boolean not null generated always as (to_status in ('draft', 'submitted')) stored, -- [technical] 起案 and 決裁 stay inside the sending office
  from_status text, -- [domain] before
  to_status text not null, -- [domain] after
  reason text, -- [domain] coded reason
  note text check (length(note) <= 1000), -- [sensitive] reason in words
  check ((to_status = 'sent') = (sent_on is not null) and (sent_on is null) = (document_number is null))
);
create index referral_step_facts on referral_step (sent_on) where to_status = 'sent';
create unique index referral_step_referral on referral_step (referral_id, request_version);

create table follow_up ( -- [case] The one queue of everything due; belongs to the office that must act
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [technical] city
  office_id uuid not null references office, -- [domain] office that owes the next move
  person_id uuid not null references person deferrable initially deferred, -- [technical] whom it is about
  kind text not null check (kind in ('referral_decide', 'referral_reply', 'referral_correct', 'plan_review', 'appointment', 'retention_check', 'consent_expiry', 'registration_expiry', 'income_report', 'disposal_confirmation', 'support_without_sharing', 'task')), -- [domain] what is due
  subject_id uuid not null, -- [technical] record it comes from
  milestone text not null default '', -- [domain] which of several (1週 1月 3月 6月)
  due_on date not null, -- [domain] 期限
  status text not null check (status in ('open', 'done', 'void')), -- [domain] state
  assignee_id uuid references staff, -- [domain] who; absent = the office's tray
  assigned_at timestamptz not null, -- [technical] since when with this person
  waiting boolean not null default false, -- [domain] 返事待ち: another office owes the move
  reminded_on date, -- [technical] last day a reminder went out
  closed_at timestamptz, -- [technical] when done or void
  written_by uuid not null references staff, -- [domain] who caused it
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1, -- [technical] rises with every change
  unique (kind, subject_id, milestone, office_id)
);
create index follow_up_queue on follow_up (office_id, status, due_on, id);
create index follow_up_mine on follow_up (office_id, assignee_id, status, due_on, id);
create index follow_up_due on follow_up (due_on, id) where status = 'open';
create index follow_up_person on follow_up (person_id);
create table reminder ( -- [technical] A reminder shown to one member of staff; names nobody
  id uuid primary key, -- [technical] key
  follow_up_id uuid not null references follow_up, -- [technical] what is due
  office_id uuid not null references office, -- [technical] whose queue
  staff_id uuid references staff, -- [technical] for whom; absent = the office
  remind_on date not null, -- [domain] day of the reminder
  created_at timestamptz not null, -- [technical] when
  seen_at timestamptz, -- [technical] when it was looked at
  unique (follow_up_id, remind_on)
);

alter table consent enable row level security;
create policy consent_read on consent for select to madoguchi_app using (exists (
  select 1 from record_party p where p.record_id = consent.id and p.office_id = (select current_office())
    and p.valid_from <= (select app_now()) and p.valid_until > (select app_now())));
create policy consent_add on consent for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())
  and exists (select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = consent.person_id
    and c.source_organisation_id = consent.source_organisation_id and c.item_group = 'basic' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
create policy consent_change on consent for update to madoguchi_app
  using (source_office_id = (select current_office())) with check (source_office_id = (select current_office()));
create policy consent_gate on consent for select to madoguchi_gate using (true);
grant select, insert, update (withdrawn_on, withdrawn_at, withdrawal_note, support_continues, version) on consent to madoguchi_app;
grant select on consent to madoguchi_gate;
create index consent_person on consent (person_id);
alter table consent_scope enable row level security;
create policy consent_scope_read on consent_scope for select to madoguchi_app using (exists (
  select 1 from consent c where c.id = consent_scope.consent_id));
create policy consent_scope_add on consent_scope for insert to madoguchi_app with check (exists (
  select 1 from consent c join consent_form_scope f on f.form_id = c.form_id
  where c.id = consent_scope.consent_id and c.source_office_id = (select current_office())
    and f.direction = consent_scope.direction and f.item_group = consent_scope.item_group and f.purpose = consent_scope.purpose));
create policy consent_scope_gate on consent_scope for select to madoguchi_gate using (true);
grant select, insert on consent_scope to madoguchi_app;
grant select on consent_scope to madoguchi_gate;

alter table referral enable row level security;
create policy referral_read on referral for select to madoguchi_app using (exists (
  select 1 from record_party p where p.record_id = referral.id and p.office_id = (select current_office())
    and p.valid_from <= (select app_now()) and p.valid_until > (select app_now())));
create policy referral_add on referral for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())
  and sent_at is null and municipality_id = (select p.municipality_id from person p where p.id = referral.person_id)
  and exists (select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = referral.person_id
    and c.source_organisation_id = referral.source_organisation_id and c.item_group = 'basic' and c.purpose = (select current_purpose())
    and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
create policy referral_change on referral for update to madoguchi_app
  using (exists (select 1 from record_party p where p.record_id = referral.id and p.office_id = (select current_office())
    and p.valid_from <= (select app_now()) and p.valid_until > (select app_now())))
  with check (exists (select 1 from record_party p where p.record_id = referral.id and p.office_id = (select current_office())
    and p.valid_from <= (select app_now()) and p.valid_until > (select app_now())));
create policy referral_gate on referral for select to madoguchi_gate using (true);
create policy referral_facts on referral for select to madoguchi_facts using (true);
grant select, insert, update (status, submitted_at, decided_by, document_number, sent_on, sent_at, reply_due_on, assigned_to, replied_on,
  reply_reason, declined_by, reply_note, sharing_ended_at, version) on referral to madoguchi_app;
grant select on referral to madoguchi_gate;
alter table referral_part enable row level security;
create policy referral_part_read on referral_part for select to madoguchi_app using (
  source_office_id = case when sent_as is null then (select current_office()) else source_office_id end
  and exists (select 1 from referral r where r.id = referral_part.referral_id) and exists (
    select 1 from access_cell c join assignment a on a.id = (select current_assignment()) join role_item_group g on g.role = a.role and g.item_group = c.item_group
    where c.grantee_office_id = (select current_office()) and c.person_id = referral_part.person_id
      and c.source_organisation_id = referral_part.source_organisation_id and c.item_group = referral_part.item_group
      and c.purpose = (select current_purpose()) and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
create policy referral_part_add on referral_part for insert to madoguchi_app with check (
  source_office_id = (select current_office()) and source_organisation_id = (select current_organisation())
  and exists (select 1 from access_cell c where c.grantee_office_id = (select current_office()) and c.person_id = referral_part.person_id
    and c.source_organisation_id = referral_part.source_organisation_id and c.item_group = referral_part.item_group
    and c.purpose = (select current_purpose()) and c.valid_from <= (select app_now()) and c.valid_until > (select app_now())));
create policy referral_part_change on referral_part for update to madoguchi_app
  using (source_office_id = (select current_office()) and sent_as is null) with check (source_office_id = (select current_office()));
create policy referral_part_drop on referral_part for delete to madoguchi_app
  using (source_office_id = (select current_office()) and sent_as is null);
grant select, insert, update (body, sent_as, version), delete on referral_part to madoguchi_app;
alter table referral_step enable row level security;
create policy referral_step_read on referral_step for select to madoguchi_app using (
  office_id = case when internal then (select current_office()) else office_id end
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
create policy referral_step_facts on referral_step for select to madoguchi_facts using (to_status = 'sent');
create policy referral_step_add on referral_step for insert to madoguchi_app with check (
  office_id = (select current_office()) and staff_id = (select current_staff())
  and exists (select 1 from referral r where r.id = referral_step.referral_id));
grant select, insert on referral_step to madoguchi_app;

alter table follow_up enable row level security;
create policy follow_up_read on follow_up for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy follow_up_change on follow_up for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_may_read('number'))) with check (office_id = (select current_office()));
create policy follow_up_sweep on follow_up for select to madoguchi_worker using (true);
create policy follow_up_mark on follow_up for update to madoguchi_worker using (true) with check (true);
grant select, insert, update (due_on, status, assignee_id, assigned_at, waiting, reminded_on, closed_at, version) on follow_up to madoguchi_app;
grant select (id, office_id, assignee_id, due_on, status, reminded_on, kind), update (reminded_on) on follow_up to madoguchi_worker;
alter table reminder enable row level security;
create policy reminder_own on reminder for select to madoguchi_app using (
  office_id = (select current_office()) and (select actor_may_read('number')));
create policy reminder_seen on reminder for update to madoguchi_app
  using (office_id = (select current_office()) and (select actor_may_read('number'))) with check (office_id = (select current_office()));
create policy reminder_write on reminder to madoguchi_worker using (true) with check (true);
grant select on reminder to madoguchi_app;
grant update (seen_at) on reminder to madoguchi_app;
grant select, insert on reminder to madoguchi_worker;

-- Another office's due item may have to be closed with the record it came from (a recalled referral, a withdrawal, a
-- cancelled placement): by whoever takes part in the record, owes an item of it, or caused one.
create function follow_up_settle(p_kind text, p_subject uuid, p_status text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if current_office() is null then raise exception 'no actor' using errcode = '42501'; end if;
  if not exists (select 1 from record_party p where p.record_id = p_subject and p.office_id = current_office())
    and not exists (select 1 from follow_up f where f.kind = p_kind and f.subject_id = p_subject and f.office_id = current_office())
    and not exists (select 1 from follow_up f join assignment a on a.staff_id = f.written_by
      where f.kind = p_kind and f.subject_id = p_subject and a.office_id = current_office()) then return; end if;
  update follow_up set status = p_status, closed_at = app_now(), version = version + 1
  where kind = p_kind and subject_id = p_subject and status = 'open';
end $$;
-- Something may be laid before the own office about whom it may see, and before another that takes part with it.
create function follow_up_reaches(p_person uuid, p_office uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select actor_may_read('number') and (exists (select 1 from access_cell c where c.person_id = p_person and c.grantee_office_id = current_office()
      and c.valid_from <= app_now() and c.valid_until > app_now())
    or exists (select 1 from record_party p where p.person_id = p_person and p.office_id = current_office()))
    and (p_office = current_office() or exists (select 1 from record_party p where p.person_id = p_person and p.office_id = p_office)) $$;
revoke all on function follow_up_reaches(uuid, uuid) from public;
grant execute on function follow_up_reaches(uuid, uuid) to madoguchi_app;
alter function follow_up_reaches(uuid, uuid) owner to madoguchi_gate;
create policy follow_up_add on follow_up for insert to madoguchi_app with check (
  written_by = (select current_staff()) and follow_up_reaches(person_id, office_id));
create policy follow_up_gate on follow_up to madoguchi_gate using (true) with check (true);
grant select, update on follow_up to madoguchi_gate;
revoke all on function follow_up_settle(text, uuid, text) from public;
grant execute on function follow_up_settle(text, uuid, text) to madoguchi_app;
alter function follow_up_settle(text, uuid, text) owner to madoguchi_gate;
`,
);
