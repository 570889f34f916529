import { step } from './step';

/** The cells of a row's actuals, without what the plan file has no place for. */
const cell = (from: string): string => `jsonb_build_object('printed', ${from}->'printed', 'kind', ${from}->'kind', 'amounts', ${from}->'amounts')`;

/** The value of a member of an object, where it is there. */
const given = (name: string, value: string): string => `case when ${value} is null then '{}'::jsonb else jsonb_build_object('${name}', ${value}) end`;

/**
 * A plan is held as its plan file: of several years, of any parties, typed as a draft, adopted, revised as an edition. The text
 * before stays beside it for one version. What is reported may be a year's figure, a part of a number, or one of the blanks.
 */
export const planAsFile = step(
  '0.7.0-plan-file',
  `
alter table agreement alter column municipality_id drop not null;
alter table annual_plan
  alter column document drop not null,
  add column content jsonb,
  add column last_fiscal_year integer,
  add column revises uuid references annual_plan,
  add column edition integer not null default 1;
update annual_plan p set last_fiscal_year = p.fiscal_year, content =
  jsonb_build_object(
    'format', 'madoguchi-plan-1',
    'agreement', jsonb_build_object('name', a.name, 'parties', jsonb_build_array(jsonb_build_object('key', 'city', 'name', m.name, 'kind', 'city'))),
    'title', p.document->'title', 'tableTitle', p.document->'tableTitle', 'fiscalYears', jsonb_build_array(p.fiscal_year),
    'bracketMeans', 'last_target', 'headings', p.document->'headings', 'actualColumns', p.document->'actualColumns', 'footnotes', p.document->'footnotes',
    'sections', (
      select jsonb_agg(
        jsonb_build_object('key', s.n::text, 'heading', s.section->'heading', 'textHeading', s.section->'textHeading', 'lines', (
          select jsonb_agg(
            jsonb_build_object(
              'key', l.line->'key', 'label', l.line->'label', 'note', l.line->'note',
              'parts', (select jsonb_agg(jsonb_build_object('key', part.n::text, 'label', part.one->'label', 'unit', part.one->'unit', 'basis', part.one->'basis') order by part.n)
                        from jsonb_array_elements(l.line->'parts') with ordinality as part(one, n)),
              'actuals', (select coalesce(jsonb_agg(${cell('actual.one')} order by actual.n), '[]') from jsonb_array_elements(l.line->'actuals') with ordinality as actual(one, n)),
              'targets', jsonb_build_array(
                jsonb_build_object('fiscalYear', p.fiscal_year, 'form', 'number', 'value', ${cell("(l.line->'target'->'value')")})
                || case when l.line#>>'{target,lastYear,printed}' = '' then '{}'::jsonb else jsonb_build_object('bracket', ${cell("(l.line->'target'->'lastYear')")} || jsonb_build_object('printed', '(' || (l.line#>>'{target,lastYear,printed}') || ')')) end)
            )
            || ${given('text', "l.line->'text'->'printed'")} || ${given('conflicts', "l.line->'text'->'differences'")}
            order by l.n)
          from jsonb_array_elements(s.section->'lines') with ordinality as l(line, n)))
        order by s.n)
      from jsonb_array_elements(p.document->'sections') with ordinality as s(section, n)))
from agreement a left join municipality m on m.id = a.municipality_id where a.id = p.agreement_id;
alter table annual_plan
  alter column content set not null,
  alter column last_fiscal_year set not null,
  add check (last_fiscal_year between fiscal_year and 2100),
  add check (revises is null or sample);
comment on column annual_plan.content is '[domain] the plan file: the plan as printed';
comment on column annual_plan.last_fiscal_year is '[domain] last 年度 of a plan over several';
comment on column annual_plan.revises is '[technical] 改定案: the adopted plan whose next edition it becomes';
comment on column annual_plan.edition is '[domain] 版: 1 when it was adopted, one more with every 改定';
comment on column annual_plan.sample is '[domain] 案: typed or copied, adopted by nobody yet';
create table annual_plan_edition ( -- [plan] 版: what was adopted, by whom and when, kept as it was
  id uuid primary key, -- [technical] key
  plan_id uuid not null references annual_plan, -- [technical] plan
  number integer not null check (number >= 1), -- [domain] 版
  content jsonb not null, -- [domain] the plan file as it was adopted
  decided_on date not null, -- [domain] day of the decision
  decided_by text not null check (length(decided_by) between 1 and 60), -- [domain] body that decided it: 運営協議会
  adopted_by uuid not null references staff, -- [domain] who recorded it
  adopted_at timestamptz not null, -- [technical] when
  unique (plan_id, number)
);
alter table reported_figure
  drop constraint reported_figure_plan_id_line_key_part_month_key,
  add column period text not null default 'month' check (period in ('month', 'year')),
  add column kind text not null default 'number' check (kind in ('number', 'cancelled', 'partly_held', 'dash')),
  alter column amount type numeric(14, 4),
  alter column amount drop not null,
  add check ((kind = 'dash') = (amount is null)),
  add unique (plan_id, line_key, part, period, month);
comment on column reported_figure.period is '[domain] figure of a month, or of the whole fiscal year that begins with it';
comment on column reported_figure.kind is '[domain] 値, 中止, 一部開催 or 該当なし';
`,
);
