import { definedByGate, gatedBy, PROVENANCE, step } from '../ddl';

/** 支援プラン, 支援経過, 求職活動, 就職 and 定着: what either side writes while it supports a person. */
export const Support = step(
  9,
  'Support',
  `
create table support_plan ( -- [case] 支援プラン; a person may have several side by side
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  referral_id uuid references referral, -- [technical] referral it answers
  status text not null check (status in ('draft', 'agreed', 'approved', 'evaluated')), -- [domain] 作成中・本人同意・支援決定・評価済
  long_term_goal text not null check (length(long_term_goal) between 1 and 1000), -- [sensitive] 長期目標
  period_from date not null, -- [domain] 支援期間
  period_until date not null, -- [domain] last day of the period
  review_on date not null, -- [domain] 次回見直し日
  agreed_on date, -- [domain] 本人が同意した日
  approved_on date, -- [domain] 支援決定日
  approved_by uuid references staff, -- [domain] 決裁者
  check (period_from <= period_until and review_on between period_from and period_until)
);
create table plan_goal ( -- [case] 達成目標 and who does what by when
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  position integer not null, -- [technical] order
  goal text not null check (length(goal) between 1 and 500), -- [sensitive] 目標
  owner text not null check (owner in ('city', 'hello_work', 'client')), -- [domain] who
  due_on date not null, -- [domain] by when
  unique (plan_id, position)
);
create table plan_menu ( -- [case] 支援メニュー with periods
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  menu text not null, -- [domain] code of the menu
  owner text not null check (owner in ('city', 'hello_work', 'client')), -- [domain] who
  period_from date not null, -- [domain] from
  period_until date not null, -- [domain] last day
  unique (plan_id, menu),
  check (period_from <= period_until)
);
create table plan_member ( -- [case] 就労支援チーム
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  staff_id uuid not null references staff, -- [domain] member
  duty text not null check (length(duty) between 1 and 60), -- [domain] 役割
  unique (plan_id, staff_id)
);
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
create table job_seeker_registration ( -- [case] 求職申込
  id uuid primary key, -- [technical] key
${PROVENANCE}
  case_id uuid not null references support_case, -- [technical] case
  registration_number text not null check (registration_number ~ '^[0-9]{5}-[0-9]{8}$'), -- [personal] 求職番号
  registered_on date not null, -- [domain] 申込日
  valid_until date not null, -- [domain] 有効期限, last day
  first_ever text not null check (first_ever in ('yes', 'no', 'unknown')), -- [domain] 初めての登録か
  last_used_on date, -- [domain] 前回利用日
  wish text not null check (wish in ('full_time', 'part_time')), -- [domain] 一般 / パート
  unique (source_office_id, registration_number, registered_on),
  check (registered_on <= valid_until)
);
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
  route text not null check (route in ('own_office', 'other_office', 'city', 'private_agency', 'acquaintance', 'self')), -- [domain] 就職経路
  term text not null check (term in ('regular', 'temporary', 'daily', 'seasonal')), -- [domain] 期間の定め: 常用・臨時・日雇・季節
  hours text not null check (hours in ('full_time', 'part_time')), -- [domain] 一般・パート
  permanent_employee boolean not null, -- [domain] 正社員, by the employer's name for it
  dispatched boolean not null, -- [domain] 派遣
  weekly_hours numeric(4,1) check (weekly_hours between 0.5 and 60), -- [domain] 週所定時間
  employer_name text not null check (length(employer_name) between 1 and 100), -- [sensitive] 就職先
  occupation text not null check (length(occupation) between 1 and 100), -- [sensitive] 職種
  cancelled_reason text, -- [domain] coded reason of a cancellation
  check ((status = 'confirmed') <= (confirmed_on is not null and confirmed_by is not null)),
  check ((route = 'own_office') <= (introduced_on is not null)),
  check (introduced_on is null or introduced_on <= hired_on),
  check ((status = 'cancelled') = (cancelled_reason is not null)),
  check (not (permanent_employee and hours = 'part_time'))
);
create unique index placement_introduction on placement (introduction_id) where status <> 'cancelled';
create table retention_check ( -- [case] 定着確認: due, attempted, reached, still employed, unknown
  id uuid primary key, -- [technical] key
${PROVENANCE}
  placement_id uuid not null references placement, -- [technical] placement
  milestone text not null check (milestone in ('w1', 'm1', 'm3', 'm6')), -- [domain] 1週・1月・3月・6月
  due_on date not null, -- [domain] 予定日
  attempted_on date, -- [domain] 連絡した日
  reached boolean, -- [domain] 連絡がついたか
  asked_whom text check (asked_whom in ('client', 'employer', 'supporter')), -- [domain] 本人・事業所・支援機関
  outcome text check (outcome in ('employed', 'left', 'unknown')), -- [domain] 就労継続・離職・不明
  note text check (length(note) <= 1000), -- [sensitive] メモ
  unique (placement_id, milestone),
  check ((attempted_on is null) = (outcome is null) and (attempted_on is null) = (reached is null)),
  check (outcome is distinct from 'employed' or reached)
);
create table job_separation ( -- [case] 離職
  id uuid primary key, -- [technical] key
${PROVENANCE}
  placement_id uuid not null unique references placement, -- [technical] placement it ends
  left_on date not null, -- [domain] 離職日
  reason text not null, -- [domain] coded reason
  note text check (length(note) <= 1000) -- [sensitive] メモ
);
${gatedBy('plan', 'support_plan', 'plan_goal', 'plan_menu', 'plan_member')}
${gatedBy('consultation', 'consultation', 'appointment')}
${gatedBy('job_search', 'job_seeker_registration', 'job_introduction')}
${gatedBy('placement', 'placement', 'retention_check', 'job_separation')}
create index appointment_consultation on appointment (consultation_id);

-- Whether another office may read what the acting organisation holds in one group: a cell of the other side is not readable itself.
create function access_shares(p_person uuid, p_office uuid, p_group text) returns boolean
  language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from access_cell c
    where c.grantee_office_id = p_office and c.person_id = p_person and c.source_organisation_id = current_organisation()
      and c.item_group = p_group and c.purpose = 'support' and c.valid_from <= app_now() and c.valid_until > app_now()
      and exists (select 1 from access_cell own where own.person_id = p_person and own.grantee_office_id = current_office()
        and own.source_organisation_id = current_organisation() and own.valid_from <= app_now() and own.valid_until > app_now())) $$;
-- A case follows the placements under it. Another holder's case moves only while that holder may read those placements.
create function case_follow(p_person uuid, p_case uuid, p_status text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if p_status not in ('open', 'retention') then raise exception 'not a move' using errcode = '42501'; end if;
  if not exists (select 1 from placement p where p.case_id = p_case and p.person_id = p_person
    and p.source_organisation_id = current_organisation()) then return; end if;
  update support_case s set status = p_status, version = s.version + 1
  where s.id = p_case and s.person_id = p_person and s.status <> 'closed' and s.status <> p_status
    and access_shares(p_person, s.source_office_id, 'placement');
end $$;
create policy placement_gate on placement for select to madoguchi_gate using (true);
create policy support_case_gate on support_case to madoguchi_gate using (true) with check (true);
grant select on placement to madoguchi_gate;
grant select, update on support_case to madoguchi_gate;
${definedByGate('access_shares(uuid, uuid, text)', 'madoguchi_app')}
${definedByGate('case_follow(uuid, uuid, text)', 'madoguchi_app')}
create policy placement_facts on placement for select to madoguchi_facts using (true);
create index placement_facts on placement (municipality_id, hired_on) where status = 'confirmed';
`,
);
