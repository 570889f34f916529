import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { EmptyState, Loaded } from '../../../components/notices';
import { figuresQuery, type Plan } from '../api/plans';
import { FigureCard } from './figure-card';
import { RecordsDialog } from './records-dialog';
import { ja } from '../ja';

/** The lines that are counted from cases, each with the words of its definition. */
export function Figures({ plan }: { readonly plan: Plan }): ReactNode {
  const query = useQuery(figuresQuery(plan.id));
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Loaded query={query}>
      {(figures) => {
        const chosen = figures.find((figure) => `${figure.lineKey}/${figure.part}` === open);
        return figures.length === 0 ? (
          <EmptyState>{ja.noFigures}</EmptyState>
        ) : (
          <>
            <p className="mb-3 text-sm text-solid-gray-700">
              {ja.countedAndReported}
            </p>
            <div className="grid items-start gap-3 split:grid-cols-2">
              {figures.map((figure) => (
                <FigureCard
                  key={`${figure.lineKey}/${figure.part}`}
                  plan={plan}
                  figure={figure}
                  onOpen={() => setOpen(`${figure.lineKey}/${figure.part}`)}
                />
              ))}
            </div>
            {chosen !== undefined && <RecordsDialog planId={plan.id} figure={chosen} onClose={() => setOpen(null)} />}
          </>
        );
      }}
    </Loaded>
  );
}
