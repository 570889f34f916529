import { PROVENANCE, step } from './step';

/** 就職, 定着確認 and 離職. */
export const placementsTables = step(
  '0.2.0-placements',
  `
create table placement ( -- [case] 就職
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  referral_id uuid references referral, -- [technical] referral under which it counts
  introduction_id uuid references job_introduction, -- [technical] introduction it came from
  status text not null check (status in ('recorded', 'confirmed', 'cancelled')), -- [domain] 未確認・確認済・取消
  introduced_on date, -- [domain] 紹介日
  hired_on date not null, -- [domain] 就職日
  confirmed_on date, -- [domain] 把握日
  confirmed_by uuid references staff, -- [domain] 確認者
  route text not null, -- [domain] 就職経路
  term text not null, -- [domain] 期間の定め: 常用・臨時・日雇・季節
  hours text not null, -- [domain] 一般・パート
  permanent_employee boolean not null, -- [domain] 正社員, by the employer's name for it
  dispatched boolean not null, -- [domain] 派遣
  weekly_hours numeric(4,1) check (weekly_hours between 0.5 and 60), -- [domain] 週所定時間
  employer_name text not null check (length(employer_name) between 1 and 100), -- [sensitive] 就職先
  occupation text not null check (length(occupation) between 1 and 100), -- [sensitive] 職種
  cancelled_reason text, -- [domain] coded reason of a cancellation
  check ((status = 'confirmed') <= (confirmed_on is not null and confirmed_by is not null)),
  check (introduced_on is null or introduced_on <= hired_on),
  check ((status = 'cancelled') = (cancelled_reason is not null))
);
create unique index placement_introduction on placement (introduction_id) where status <> 'cancelled';
create index placement_facts on placement (municipality_id, hired_on) where status = 'confirmed';
create index placement_person on placement (person_id, source_organisation_id);
create table retention_check ( -- [case] 定着確認: due, attempted, reached, still employed, unknown
  id uuid primary key, -- [technical] key
${PROVENANCE}
  placement_id uuid not null references placement, -- [technical] placement
  milestone text not null, -- [domain] 1週・1月・3月・6月
  due_on date not null, -- [domain] 予定日
  attempted_on date, -- [domain] 連絡した日
  reached boolean, -- [domain] 連絡がついたか
  asked_whom text, -- [domain] 本人・事業所・支援機関
  outcome text check (outcome in ('employed', 'left', 'unknown')), -- [domain] 就労継続・離職・不明
  note text check (length(note) <= 1000), -- [sensitive] メモ
  unique (placement_id, milestone),
  check ((attempted_on is null) = (outcome is null) and (attempted_on is null) = (reached is null)),
  check (outcome is distinct from 'employed' or reached)
);
create index retention_check_person on retention_check (person_id, source_organisation_id);
create table job_separation ( -- [case] 離職
  id uuid primary key, -- [technical] key
${PROVENANCE}
  placement_id uuid not null unique references placement, -- [technical] placement it ends
  left_on date not null, -- [domain] 離職日
  reason text not null, -- [domain] coded reason
  note text check (length(note) <= 1000) -- [sensitive] メモ
);
create index job_separation_person on job_separation (person_id, source_organisation_id);
`,
);
