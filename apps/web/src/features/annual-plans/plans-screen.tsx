import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Select } from '../../components/choices';
import { EmptyState, Loaded } from '../../components/notices';
import { Tag } from '../../components/status-tag';
import { Tabs } from '../../components/tabs';
import { fiscalYear, fiscalYearLabel } from '../../lib/dates';
import { useActing } from '../session/use-session';
import { type Plan, planQuery, plansQuery, type PlanSummary } from './api/plans';
import { Figures } from './components/figures';
import { PlanActions } from './components/plan-actions';
import { PlanTable } from './components/plan-table';
import { PlanText } from './components/plan-text';
import { PlanEditor } from './editor/plan-editor';
import { ja } from './ja';

const route = getRouteApi('/shell/annual-plans');

const PLAN_TABS = ['table', 'text', 'figures', 'edit'] as const;
type PlanTab = (typeof PLAN_TABS)[number];

const TAB_LABELS: Readonly<Record<PlanTab, string>> = { table: ja.tabTable, text: ja.tabText, figures: ja.tabFigures, edit: ja.tabEdit };

export function PlansScreen(): ReactNode {
  const plans = useQuery(plansQuery);
  return (
    <Page title={ja.title} headingHidden>
      <div className="grid gap-3 px-4 pt-3 pb-8">
        <Loaded query={plans}>{(list) => <Chosen plans={list} />}</Loaded>
      </div>
    </Page>
  );
}

function nameOf({ fiscalYear: first, lastFiscalYear: last, agreementName, draft, revises }: PlanSummary): string {
  const years = [...new Set([first, last])].map((year) => fiscalYearLabel(fiscalYear(year))).join('～');
  return `${years}　${agreementName}${revises !== null ? ja.revisionMark : draft ? ja.draftMark : ''}`;
}

function Chosen({ plans }: { readonly plans: readonly PlanSummary[] }): ReactNode {
  const { plan: id, tab: asked = 'table' } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useActing();
  const chosen = plans.find((plan) => plan.id === id) ?? plans[0];
  const query = useQuery({ ...planQuery(chosen?.id ?? ''), enabled: chosen !== undefined });
  const go = (plan: string | undefined, tab: PlanTab): void => void navigate({ to: '/annual-plans', search: plan === undefined ? {} : { plan, tab }, replace: true });
  if (chosen === undefined) {
    return (
      <>
        <h1>{ja.title}</h1>
        <EmptyState>{ja.none}</EmptyState>
        <PlanActions onShow={go} />
      </>
    );
  }
  const tabs = PLAN_TABS.filter((one) => one !== 'edit' || (chosen.draft && may('annual_plans.write')));
  const tab = tabs.includes(asked) ? asked : 'table';
  return (
    <>
      <div className="flex flex-wrap items-end gap-x-6 gap-y-2">
        <h1>{ja.title}</h1>
        <Select
          id="plan-choice"
          label={ja.plan}
          labelHidden
          className="min-w-72"
          empty={null}
          value={chosen.id}
          choices={plans.map((plan) => ({ value: plan.id, label: nameOf(plan) }))}
          onChange={(next) => go(next, tab)}
        />
        {chosen.draft && (
          <Tag tone="orange" symbol="△">
            {chosen.revises === null ? ja.isDraft : ja.isRevision}
          </Tag>
        )}
        <PlanActions plan={chosen} onShow={go} />
      </div>
      <Tabs label={ja.tabs} tabs={tabs.map((value) => ({ value, label: TAB_LABELS[value] }))} value={tab} onChange={(next) => go(chosen.id, next)}>
        {tab === 'edit' ? <PlanEditor key={chosen.id} id={chosen.id} /> : <Loaded query={query}>{(plan) => <Shown plan={plan} tab={tab} />}</Loaded>}
      </Tabs>
    </>
  );
}

function Shown({ plan, tab }: { readonly plan: Plan; readonly tab: Exclude<PlanTab, 'edit'> }): ReactNode {
  switch (tab) {
    case 'table':
      return <PlanTable plan={plan} />;
    case 'text':
      return <PlanText plan={plan} />;
    case 'figures':
      return <Figures plan={plan} />;
  }
}
