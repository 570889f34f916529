import { PROVENANCE, step } from './step';

/** 支援要請: the request, each sending of it, its parts, and every move. */
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
  assigned_to uuid references staff -- [domain] 担当ナビゲーター
);
create index referral_tray on referral (recipient_office_id, status, id);
create index referral_sent on referral (source_office_id, status, id);
create index referral_person on referral (person_id);
create unique index referral_one_open on referral (person_id, source_office_id, recipient_office_id) where status in ('draft', 'submitted', 'sent', 'assigned');
create table referral_sending ( -- [case] 送付: each time a request went out, what came back, and how long something was shared under it
  id uuid primary key, -- [technical] key
${PROVENANCE}
  referral_id uuid not null references referral, -- [technical] request
  recipient_office_id uuid not null references office, -- [domain] to whom
  decided_by uuid not null references staff, -- [domain] 決裁者
  document_number text not null unique, -- [domain] 文書番号
  sent_on date not null, -- [domain] 文書日付
  sent_at timestamptz not null, -- [technical] moment of sending, from which something is shared
  reply_due_on date not null, -- [domain] 回答期限, on 開庁日 of both offices
  reply text check (reply in ('accepted', 'returned', 'declined')), -- [domain] 回答: 受理・差戻し・不可
  replied_on date, -- [domain] 回答日
  reply_reason text, -- [domain] coded reason of a 差戻し
  declined_by text, -- [domain] coded reason of a 不可
  reply_note text check (length(reply_note) <= 1000), -- [sensitive] 回答の説明
  reply_decided_by uuid references staff, -- [domain] 回答の決裁者
  reply_number text, -- [domain] 回答の文書番号
  sharing_ended_at timestamptz, -- [technical] moment from which nothing more is shared under it
  sharing_end text check (sharing_end in ('withdrawn', 'returned', 'declined', 'recalled')), -- [domain] because of what
  check ((reply is null) = (replied_on is null)),
  check ((reply is not distinct from 'returned') = (reply_reason is not null)),
  check ((reply is not distinct from 'declined') = (declined_by is not null)),
  check ((sharing_ended_at is null) = (sharing_end is null)),
  check (reply is not null or (reply_note is null and reply_decided_by is null and reply_number is null))
);
create index referral_sending_referral on referral_sending (referral_id);
create index referral_sending_person on referral_sending (person_id, source_office_id);
create index referral_sending_facts on referral_sending (municipality_id, sent_on) include (person_id);
alter table referral add column sending_id uuid references referral_sending deferrable initially deferred;
comment on column referral.sending_id is '[technical] the newest sending; absent until the request goes out';
create table referral_part ( -- [case] The packet of a referral, one row per item group
  id uuid primary key, -- [technical] key
${PROVENANCE}
  referral_id uuid not null references referral, -- [technical] referral
  item_group text not null references item_group, -- [domain] item group of this part
  body text not null check (length(body) <= 4000), -- [sensitive] text sent
  sending_id uuid references referral_sending, -- [domain] with which it went out; absent while it is written. What went out is never changed
  unique nulls not distinct (referral_id, sending_id, item_group)
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
  internal boolean not null generated always as (to_status in ('draft', 'submitted')) stored, -- [technical] 起案 and 決裁 stay inside the sending office
  from_status text, -- [domain] before
  to_status text not null, -- [domain] after
  reason text, -- [domain] coded reason
  note text check (length(note) <= 1000) -- [sensitive] reason in words
);
create unique index referral_step_referral on referral_step (referral_id, request_version);
`,
);
