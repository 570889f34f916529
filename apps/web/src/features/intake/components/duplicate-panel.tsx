import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Checkbox } from '../../../components/choices';
import { ageOn, formatWareki, today } from '../../../lib/dates';
import { identityOf } from '../../../lib/person';
import { words } from '../../../lib/words';
import type { Hit } from '../../clients/api/clients';
import { ja } from '../ja';

interface DuplicatePanelProps {
  readonly candidates: readonly Hit[];
  /** Everything needed for the search has been typed. */
  readonly asked: boolean;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** Who may be the same person, before anything is saved. */
export function DuplicatePanel({ candidates, asked, confirmed, onConfirm }: DuplicatePanelProps): ReactNode {
  return (
    <section aria-labelledby="duplicates" className="grid content-start gap-2 rounded-8 border bg-white px-4 py-3">
      <h2 id="duplicates" className="text-base">
        {ja.duplicates}
      </h2>
      <div role="status" className="grid gap-2">
        {!asked && <p className="text-sm text-solid-gray-700">{ja.askedOnce}</p>}
        {asked && candidates.length === 0 && <p className="text-sm">{ja.noDuplicates}</p>}
        {candidates.length > 0 && (
          <p className="text-sm font-bold text-orange-1000">
            <span aria-hidden="true">△ </span>
            {ja.found(candidates.length)}
          </p>
        )}
      </div>
      {candidates.length > 0 && (
        <>
          <ul className="grid gap-2">
            {candidates.map((hit) => {
              const { name, kana, birthDate } = identityOf(hit);
              return (
                <li key={hit.id} className="rounded-4 border border-solid-gray-400 px-3 py-2 text-sm">
                  <Link to="/clients/$id" params={{ id: hit.id }} className="font-bold">
                    {name ?? hit.number}
                  </Link>
                  <span className="block">{kana}</span>
                  <span className="block">{birthDate ? words.withAge(formatWareki(birthDate), ageOn(birthDate, today())) : ''}</span>
                  <span className="block text-solid-gray-700">
                    {ja.numberAndWorker(hit.number, hit.workerName ?? '－')}
                  </span>
                </li>
              );
            })}
          </ul>
          <Checkbox id="different-person" label={ja.differentPerson} value={confirmed} onChange={onConfirm} />
        </>
      )}
    </section>
  );
}
