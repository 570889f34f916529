import { PROVENANCE, step } from './step';

/** 支援要請: the request, its parts, and every move of it. */
export const referralsTables = step(
  '0.2.0-referrals',
  `
create sequence document_number;
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
`,
);
