import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { MonthlyBars } from '../../../components/charts/monthly-bars';
import { Facts, PanelCard } from '../../../components/panel-card';
import { today } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import type { Figure, Plan } from '../api/plans';
import { definitionOf, monthNumber } from '../definition';
import { written } from './parts-table';
import { ja } from '../ja';

const number = new Intl.NumberFormat('ja-JP');

interface FigureCardProps {
  readonly plan: Plan;
  readonly figure: Figure;
  readonly onOpen: () => void;
  readonly onDefine: () => void;
}

export function FigureCard({ plan, figure, onOpen, onDefine }: FigureCardProps): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const { unit } = figure;
  const line = plan.plan.sections.flatMap((section) => section.lines).find((one) => one.key === figure.lineKey);
  const lineLabel = line?.label;
  // A part that is alone in its line is called as the line is.
  const title = line?.parts.length === 1 ? line.label : figure.label;
  return (
    <PanelCard title={title}>
      {title !== lineLabel && <p className="text-sm text-solid-gray-700">{lineLabel}</p>}
      <p className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
        <span>
          <span className="mr-2 text-sm">{ja.counted}</span>
          <span className="text-3xl font-bold tabular-nums">{number.format(figure.computed)}</span>
          {unit}
        </span>
        <span className="text-sm">{ja.target(written(figure.target, unit))}</span>
        <span className="text-sm">{ja.rate(figure.rate === null ? '－' : `${figure.rate.toFixed(1)}%`)}</span>
        <span className="text-sm">{ja.yearBefore(written(figure.samePeriodLastYear, unit))}</span>
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {figure.basis === 'events' && <Pair term={ja.asPersons} words={written(figure.persons, ja.persons)} />}
        {figure.routes.length > 0 && <Pair term={ja.allRoutes} words={written(figure.allRoutes, unit)} />}
      </dl>
      <MonthlyBars
        title={figure.label}
        unit={unit}
        months={figure.months.map(({ month, actual }) => ({ month: monthNumber(month), actual, plan: null }))}
        current={monthNumber(today())}
        actualOnly
      />
      <Facts items={definitionOf(figure, codes)} />
      <div className="flex flex-wrap gap-3">
        <Button size="sm" label={ja.openRecordsOf(figure.label)} onClick={onOpen}>
          {ja.openRecords}
        </Button>
        {may('annual_plans.write') && plan.revises === null && (
          <Button size="sm" label={ja.definitionOf(lineLabel ?? '', figure.label)} onClick={onDefine}>
            {ja.changeDefinition}
          </Button>
        )}
      </div>
    </PanelCard>
  );
}

function Pair({ term, words }: { readonly term: string; readonly words: string }): ReactNode {
  return (
    <div className="flex gap-2">
      <dt className="text-solid-gray-700">{term}</dt>
      <dd className="tabular-nums">{words}</dd>
    </div>
  );
}
