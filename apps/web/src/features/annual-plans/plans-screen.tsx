import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../app/page';
import { Button } from '../../components/button';
import { Select } from '../../components/choices';
import { EmptyState, Loaded, ProblemNotice } from '../../components/notices';
import { Tag } from '../../components/status-tag';
import { Tabs } from '../../components/tabs';
import { fiscalYear, fiscalYearLabel } from '../../lib/dates';
import { showToast } from '../../lib/undo-toast';
import { useCommand } from '../../lib/use-command';
import { useActing } from '../session/use-session';
import { copyPlan, planQuery, plansQuery, type PlanSummary } from './api/plans';
import { Figures } from './components/figures';
import { PlanTable } from './components/plan-table';
import { ja } from './ja';

const route = getRouteApi('/shell/annual-plans');

export function PlansScreen(): ReactNode {
  const plans = useQuery(plansQuery);
  return (
    <Page title={ja.title} headingHidden>
      <div className="grid gap-3 px-4 pt-3 pb-8">
        <Loaded query={plans}>
          {(list) =>
            list.length === 0 ? (
              <>
                <h1>{ja.title}</h1>
                <EmptyState>{ja.none}</EmptyState>
              </>
            ) : (
              <Chosen plans={list} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

const nameOf = (plan: PlanSummary): string =>
  `${fiscalYearLabel(fiscalYear(plan.fiscalYear))}　${plan.agreementName}${plan.sample ? ja.sample : ''}`;

function Chosen({ plans }: { readonly plans: readonly PlanSummary[] }): ReactNode {
  const { plan: id, tab = 'table' } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useActing();
  const copy = useCommand(copyPlan);
  const chosen = plans.find((plan) => plan.id === id) ?? plans[0];
  const query = useQuery({ ...planQuery(chosen?.id ?? ''), enabled: chosen !== undefined });
  if (chosen === undefined) return null;
  const go = (search: { plan: string; tab: 'table' | 'figures' }): void => void navigate({ to: '/annual-plans', search, replace: true });
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
          onChange={(next) => go({ plan: next, tab })}
        />
        {chosen.sample && (
          <Tag tone="orange" symbol="△">
            {ja.isSample}
          </Tag>
        )}
        {may('annual_plans.write') && (
          <Button
            size="sm"
            onClick={async () => {
              const made = await copy.send(chosen.id);
              showToast(ja.copied);
              go({ plan: made.id, tab });
            }}
          >
            {ja.copy}
          </Button>
        )}
      </div>
      {copy.problem !== null && <ProblemNotice error={copy.problem} />}
      <Tabs
        label={ja.tabs}
        tabs={[
          { value: 'table', label: ja.tabTable },
          { value: 'figures', label: ja.tabFigures },
        ]}
        value={tab}
        onChange={(next) => go({ plan: chosen.id, tab: next })}
      >
        <Loaded query={query}>
          {(plan) => (tab === 'table' ? <PlanTable plan={plan} /> : <Figures plan={plan} />)}
        </Loaded>
      </Tabs>
    </>
  );
}
