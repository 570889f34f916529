import { PROVENANCE, step } from './step';

/** What an organisation holds of a person, one table per item group, so that a row policy is an item-group gate. */
export const clientsTables = step(
  '0.2.0-clients',
  `
create sequence person_number;
create table person ( -- [case] The spine of a client's record: a number, no name
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [technical] city whose counter opened the case; never changes
  source_office_id uuid not null references office, -- [technical] office that registered the person
  source_organisation_id uuid not null references organisation, -- [technical] organisation that registered the person
  number text not null unique, -- [domain] 受付番号
  merged_into uuid references person, -- [technical] canonical record of a merged duplicate
  written_by uuid not null references staff, -- [domain] who registered
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1 -- [technical] rises with every change
);
create table person_basic ( -- [case] 基本: names, birth date, as one organisation holds them
  id uuid primary key, -- [technical] key
${PROVENANCE}
  family_name text not null check (length(family_name) between 1 and 60), -- [personal] 姓; stored as typed, never normalised
  given_name text not null check (length(given_name) <= 60), -- [personal] 名
  family_kana text not null check (length(family_kana) between 1 and 60), -- [personal] 姓カナ
  given_kana text not null check (length(given_kana) <= 60), -- [personal] 名カナ
  birth_date date not null, -- [personal] 生年月日
  sex text not null, -- [personal] 性別
  search_tokens text[] not null, -- [personal] folded bigrams and the birth date
  unique (person_id, source_organisation_id)
);
create index person_basic_person on person_basic (person_id, source_organisation_id);
create table person_contact ( -- [case] 連絡先
  id uuid primary key, -- [technical] key
${PROVENANCE}
  postal_code text check (postal_code ~ '^[0-9]{7}$'), -- [personal] 郵便番号
  address text check (length(address) <= 200), -- [personal] 住所
  phone text check (length(phone) <= 20), -- [personal] 電話
  contact_note text check (length(contact_note) <= 400), -- [sensitive] 連絡時の注意
  search_tokens text[] not null, -- [personal] phone tail
  unique (person_id, source_organisation_id)
);
create index person_contact_person on person_contact (person_id, source_organisation_id);
create table person_health ( -- [case] 健康: health and obstacles to work
  id uuid primary key, -- [technical] key
${PROVENANCE}
  condition_note text not null check (length(condition_note) <= 2000), -- [sensitive] 健康状態
  obstacle_note text not null check (length(obstacle_note) <= 2000), -- [sensitive] 就労阻害要因
  unique (person_id, source_organisation_id)
);
create index person_health_person on person_health (person_id, source_organisation_id);
create table person_work_history ( -- [case] 就労歴: past work, licences, wishes
  id uuid primary key, -- [technical] key
${PROVENANCE}
  history_note text not null check (length(history_note) <= 4000), -- [personal] 職歴
  licence_note text not null check (length(licence_note) <= 1000), -- [personal] 資格・免許
  wish_note text not null check (length(wish_note) <= 1000), -- [personal] 希望条件
  unique (person_id, source_organisation_id)
);
create index person_work_history_person on person_work_history (person_id, source_organisation_id);
create table welfare_status ( -- [case] 収入と給付: dated 対象区分; a change never opens a new case
  id uuid primary key, -- [technical] key
${PROVENANCE}
  status text not null, -- [sensitive] 対象区分
  valid_from date not null, -- [sensitive] first day
  valid_until date not null default 'infinity', -- [sensitive] first day no longer
  check (valid_from < valid_until)
);
create unique index welfare_status_one_open on welfare_status (person_id, source_organisation_id) where valid_until = 'infinity';
create index welfare_status_person on welfare_status (person_id, source_organisation_id);
create table household ( -- [case] 世帯: 生活保護 is decided per household
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [technical] city
  source_office_id uuid not null references office, -- [technical] office that wrote it
  source_organisation_id uuid not null references organisation, -- [technical] organisation that holds it
  case_number text not null check (length(case_number) between 1 and 30), -- [sensitive] ケース番号
  household_type text not null, -- [sensitive] 世帯類型
  district_worker_id uuid references staff, -- [domain] 地区担当CW
  written_by uuid not null references staff, -- [domain] who typed it
  entered_at timestamptz not null, -- [technical] when it was typed
  version integer not null default 1, -- [technical] rises with every change
  unique (source_office_id, case_number)
);
create table household_member ( -- [case] 世帯員 with dates
  id uuid primary key, -- [technical] key
${PROVENANCE}
  household_id uuid not null references household, -- [technical] household
  relation text not null, -- [sensitive] 続柄
  joined_on date not null, -- [sensitive] from
  left_on date not null default 'infinity', -- [sensitive] first day no longer
  check (joined_on < left_on)
);
create index household_member_household on household_member (household_id);
create index household_member_person on household_member (person_id, source_organisation_id);
create table support_case ( -- [case] ケース: one person's support, from registration to closing
  id uuid primary key, -- [technical] key
${PROVENANCE}
  programme text not null, -- [domain] 事業
  status text not null check (status in ('open', 'retention', 'closed')), -- [domain] 支援中・定着支援中・終了
  opened_on date not null, -- [domain] 受付日
  chief_complaint text not null check (length(chief_complaint) <= 2000), -- [sensitive] 主訴
  worker_id uuid not null references staff, -- [domain] 担当
  closed_on date, -- [domain] 終了日
  closing_reason text, -- [domain] 終了理由
  check ((status = 'closed') = (closed_on is not null and closing_reason is not null)),
  check (closed_on is null or closed_on >= opened_on)
);
create index support_case_person on support_case (person_id, source_organisation_id);
`,
);
