import { type PlanFile, type PlanFileReading, wordsOfPlace } from '@madoguchi/agreements/documents';
import type { ReactNode } from 'react';
import { PanelCard } from '../../../components/panel-card';
import { ja } from '../ja';

/** Moves to the box of a place in the plan, where the grid has one. */
function goTo(at: string): void {
  const places = [...document.querySelectorAll<HTMLElement>('[data-place]')].filter((box) => at.startsWith(box.dataset['place'] ?? ' '));
  // The longest place that leads there is the nearest box.
  const box = places.sort((a, b) => (b.dataset['place'] ?? '').length - (a.dataset['place'] ?? '').length)[0];
  box?.focus();
  box?.scrollIntoView({ block: 'center' });
}

/** What has to be mended before it can be saved, and what is kept as printed though it is odd; each leads to its box. */
export function Findings({ plan, reading }: { readonly plan: PlanFile; readonly reading: PlanFileReading }): ReactNode {
  const [title, found] = 'faults' in reading ? ([ja.toMend, reading.faults] as const) : ([ja.keptAsPrinted, reading.notes] as const);
  if (found.length === 0) return null;
  return (
    <PanelCard title={`${title}（${found.length}）`}>
      <ul className="grid list-disc gap-1 pl-5 text-sm">
        {found.map(({ at, code, message }) => (
          <li key={`${at} ${code}`}>
            <button type="button" className="text-left text-blue-1000 underline" onClick={() => goTo(at)}>
              {wordsOfPlace(at, plan)}
            </button>
            ：{message}
          </li>
        ))}
      </ul>
    </PanelCard>
  );
}
