import { PROVENANCE, step } from './step';

/** 支援プラン: goals, menus, team. */
export const supportPlansTables = step(
  '0.2.0-support-plans',
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
create index support_plan_person on support_plan (person_id, source_organisation_id);
create table support_plan_goal ( -- [case] 達成目標 and who does what by when
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  position integer not null, -- [technical] order
  goal text not null check (length(goal) between 1 and 500), -- [sensitive] 目標
  owner text not null, -- [domain] who
  due_on date not null, -- [domain] by when
  unique (plan_id, position)
);
create index support_plan_goal_person on support_plan_goal (person_id, source_organisation_id);
create table support_plan_menu ( -- [case] 支援メニュー with periods
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  menu text not null, -- [domain] code of the menu
  owner text not null, -- [domain] who
  period_from date not null, -- [domain] from
  period_until date not null, -- [domain] last day
  unique (plan_id, menu),
  check (period_from <= period_until)
);
create index support_plan_menu_person on support_plan_menu (person_id, source_organisation_id);
create table support_plan_member ( -- [case] 就労支援チーム
  id uuid primary key, -- [technical] key
${PROVENANCE}
  plan_id uuid not null references support_plan, -- [technical] plan
  staff_id uuid not null references staff, -- [domain] member
  duty text not null check (length(duty) between 1 and 60), -- [domain] 役割
  unique (plan_id, staff_id)
);
create index support_plan_member_person on support_plan_member (person_id, source_organisation_id);
`,
);
