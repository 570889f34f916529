import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button } from '../../components/button';
import { Loaded } from '../../components/notices';
import { planQuery } from './api/plans';
import { PlanTable } from './components/plan-table';
import './print-plan.css';
import { ja } from './ja';

const route = getRouteApi('/print/annual-plans/$id');

/** 目標値一覧 on A4 across, without the shell: every column stands on the paper, the headings on every page. */
export function PrintPlanScreen(): ReactNode {
  const { id } = route.useParams();
  const query = useQuery(planQuery(id));
  return (
    <div className="print-plan">
      <title>{ja.printTitle}</title>
      <div className="no-print flex items-center gap-4 py-3">
        <Button size="sm" variant="solid" onClick={() => window.print()}>
          {ja.print}
        </Button>
        <a href="/annual-plans">{ja.back}</a>
      </div>
      <h1 className="sr-only">{ja.title}</h1>
      <Loaded query={query}>{(plan) => <PlanTable plan={plan} />}</Loaded>
    </div>
  );
}
