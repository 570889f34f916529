import { step } from './step';

/** 協定 and 事業計画: the published plan as data, exactly as printed, and what is reported beside it. */
export const agreementsTables = step(
  '0.2.0-agreements',
  `
create table agreement ( -- [plan] 協定
  id uuid primary key, -- [technical] key
  municipality_id uuid not null references municipality, -- [domain] city
  kind text not null check (kind in ('employment_measures', 'integrated_facility', 'self_reliance_promotion')), -- [domain] kind of agreement
  name text not null, -- [domain] name as printed
  onward_needs_approval boolean not null default true, -- [domain] 相手方の承諾: information of the other party is passed on only with its approval
  started_on date -- [domain] since when, where the source says it
);
create table annual_plan ( -- [plan] 事業計画 of one fiscal year
  id uuid primary key, -- [technical] key
  agreement_id uuid not null references agreement, -- [technical] agreement
  fiscal_year integer not null check (fiscal_year between 2000 and 2100), -- [domain] 年度 (April to March)
  title text not null, -- [domain] title of the table as printed
  sample boolean not null, -- [domain] 見本: made by copying, not published
  source_document text not null, -- [domain] document it was taken from
  document jsonb not null, -- [domain] the plan as printed: sections, lines, cells with their kinds of blank
  version integer not null default 1, -- [technical] rises with every change
  unique (agreement_id, fiscal_year, sample)
);
create table reported_figure ( -- [plan] 報告値: typed, with who, when and evidence
  id uuid primary key, -- [technical] key
  plan_id uuid not null references annual_plan, -- [technical] plan
  line_key text not null, -- [domain] line
  part integer not null, -- [domain] which of paired values
  month date not null check (extract(day from month) = 1), -- [domain] month, first day
  amount integer not null check (amount >= 0), -- [domain] figure
  evidence text not null check (length(evidence) between 1 and 200), -- [domain] where it was read
  reported_by uuid not null references staff, -- [domain] who
  reported_at timestamptz not null, -- [technical] when
  version integer not null default 1, -- [technical] rises with every change
  unique (plan_id, line_key, part, month)
);
`,
);
