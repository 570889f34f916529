import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EmptyState, Loaded } from '../../../components/notices';
import { figuresQuery, type Plan, type PlanPart } from '../api/plans';
import { DefineForm } from './define-form';
import { FigureCard } from './figure-card';
import { PartsTable } from './parts-table';
import { RecordsDialog } from './records-dialog';
import { ReportDialog } from './report-dialog';
import { Dialog } from '../../../components/dialog';
import { ja } from '../ja';

type Open = { readonly what: 'records' | 'report' | 'define'; readonly lineKey: string; readonly part: number };

/** Every part with its target, what is counted and what was reported; and those that are counted, each with the words of its definition. */
export function Figures({ plan }: { readonly plan: Plan }): ReactNode {
  const query = useQuery(figuresQuery(plan.id));
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Loaded query={query}>
      {({ parts, figures, fiscalYear }) => {
        const ofOpen = <T extends { readonly lineKey: string; readonly part: number }>(list: readonly T[]): T | undefined =>
          list.find((one) => one.lineKey === open?.lineKey && one.part === open.part);
        const [part, figure] = [ofOpen(parts), ofOpen(figures)];
        const opener = (what: Open['what']) => (one: Pick<PlanPart, 'lineKey' | 'part'>) => setOpen({ what, lineKey: one.lineKey, part: one.part });
        if (parts.length === 0) return <EmptyState>{ja.noFigures}</EmptyState>;
        return (
          <>
            <p className="mb-3 text-sm text-solid-gray-700">{ja.countedAndReported}</p>
            <PartsTable parts={parts} year={fiscalYear} writable={plan.revises === null} onReport={opener('report')} onDefine={opener('define')} />
            <div className="mt-4 grid items-start gap-3 split:grid-cols-2">
              {figures.map((one) => (
                <FigureCard key={`${one.lineKey}/${one.part}`} plan={plan} figure={one} onOpen={() => opener('records')(one)} onDefine={() => opener('define')(one)} />
              ))}
            </div>
            {open?.what === 'records' && figure !== undefined && <RecordsDialog planId={plan.id} figure={figure} onClose={close} />}
            {open?.what === 'report' && part !== undefined && <ReportDialog planId={plan.id} part={part} year={fiscalYear} onClose={close} />}
            {open?.what === 'define' && part !== undefined && (
              <Dialog open title={ja.definitionOf(part.lineLabel, part.label)} onClose={close}>
                <DefineForm planId={plan.id} part={part} figure={figure} onDone={close} />
              </Dialog>
            )}
          </>
        );
      }}
    </Loaded>
  );
}
