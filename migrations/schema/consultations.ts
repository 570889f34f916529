import { PROVENANCE, step } from './step';

/** 支援経過, appointments, 求職申込 and 職業紹介. */
export const consultationsTables = step(
  '0.2.0-consultations',
  `
create table consultation ( -- [case] 支援経過: append-only; a mistake is put right by a correcting line
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  occurred_on date not null, -- [domain] when it happened, not when it was typed
  mode text not null, -- [domain] 方法
  attended boolean not null, -- [domain] 来所・応答あり
  absence_reason text, -- [domain] coded reason where not attended
  content text not null check (length(content) between 1 and 4000), -- [sensitive] 内容
  corrects_id uuid unique references consultation, -- [technical] the line that this one puts right
  check (attended = (absence_reason is null))
);
create index consultation_feed on consultation (person_id, occurred_on desc, id);
create index consultation_person on consultation (person_id, source_organisation_id);
create table appointment ( -- [case] 次回予定 of an office with a person
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  consultation_id uuid references consultation, -- [technical] where it was agreed
  planned_on date not null, -- [domain] day
  planned_time time, -- [domain] time, where known
  place text not null check (length(place) between 1 and 100), -- [sensitive] place
  staff_id uuid not null references staff, -- [domain] with whom
  status text not null check (status in ('planned', 'kept', 'missed', 'cancelled')) -- [domain] state
);
create index appointment_consultation on appointment (consultation_id);
create index appointment_person on appointment (person_id, source_organisation_id);
create table job_seeker_registration ( -- [case] 求職申込
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  registration_number text not null check (registration_number ~ '^[0-9]{5}-[0-9]{8}$'), -- [personal] 求職番号
  registered_on date not null, -- [domain] 申込日
  valid_until date not null, -- [domain] 有効期限, last day
  first_ever text not null check (first_ever in ('yes', 'no', 'unknown')), -- [domain] 初めての登録か
  last_used_on date, -- [domain] 前回利用日
  wish text not null, -- [domain] 一般 / パート
  unique (source_office_id, registration_number, registered_on),
  check (registered_on <= valid_until)
);
create index job_seeker_registration_person on job_seeker_registration (person_id, source_organisation_id);
create table job_introduction ( -- [case] 職業紹介
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  registration_id uuid not null references job_seeker_registration, -- [technical] the registration that was valid
  consultation_id uuid references consultation, -- [technical] contact in which it was made
  introduced_on date not null, -- [domain] 紹介日
  opening_number text not null check (opening_number ~ '^[0-9]{5}-[0-9]{8}$'), -- [domain] 求人番号
  employer_name text not null check (length(employer_name) between 1 and 100), -- [sensitive] 事業所
  occupation text not null check (length(occupation) between 1 and 100), -- [sensitive] 職種
  result text not null check (result in ('pending', 'hired', 'rejected', 'withdrawn')), -- [domain] 結果
  result_on date -- [domain] 結果の日
);
create index job_introduction_person on job_introduction (person_id, source_organisation_id);
`,
);
