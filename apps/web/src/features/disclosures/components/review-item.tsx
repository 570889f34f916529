import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { ProblemNotice } from '../../../components/notices';
import { Tag, type Tone } from '../../../components/status-tag';
import { formatDay, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useCodes } from '../../reference/use-codes';
import { type Mark, markItem, type ReviewItem as Item } from '../api/requests';
import { MarkForm } from './mark-form';
import { ja } from '../ja';

const TONE: Readonly<Record<Mark, { readonly tone: Tone; readonly symbol: string }>> = {
  disclose: { tone: 'green', symbol: '○' },
  partial: { tone: 'orange', symbol: '◐' },
  withhold: { tone: 'gray', symbol: '×' },
};

/** One record: its text, and what is disclosed of it. Can be changed until the decision. */
export function ReviewItem({ item, reviewing }: { readonly item: Item; readonly reviewing: boolean }): ReactNode {
  const codes = useCodes();
  const mark = useCommand(markItem);
  const [form, setForm] = useState<'partial' | 'withhold' | null>(null);
  const shown = item.output ?? item.body;
  return (
    <section aria-label={`${item.title}${item.happenedOn === null ? '' : ` ${item.happenedOn}`}`} className="grid gap-2 rounded-8 border px-4 py-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {item.mark === null ? (
          <Tag tone="yellow" symbol="…">
            {ja.unmarked}
          </Tag>
        ) : (
          <Tag {...TONE[item.mark]}>{codes.label('disclosure_outcome', item.mark)}</Tag>
        )}
        <span className="font-bold">{item.title}</span>
        <span>{codes.itemGroup(item.itemGroup)}</span>
        {item.happenedOn !== null && <span>{formatDay(item.happenedOn, today())}</span>}
        {item.reason !== null && <span>{codes.label('withhold_reason', item.reason)}</span>}
        {item.markedByName !== null && <span className="text-solid-gray-700">{ja.reviewedBy(item.markedByName)}</span>}
      </p>
      {form !== 'partial' && (shown === null ? <p className="text-solid-gray-700">{ja.textGone}</p> : <p className="whitespace-pre-wrap">{shown}</p>)}
      {item.forced && reviewing && <p>{ja.forcedByMeasure}</p>}
      {reviewing && !item.forced && form === null && (
        <div className="flex flex-wrap gap-3">
          <Button size="sm" pressed={item.mark === 'disclose'} onClick={() => mark.send({ id: item.id, body: { version: item.version, mark: 'disclose' } }).catch(() => undefined)}>
            {ja.disclose}
          </Button>
          <Button size="sm" pressed={item.mark === 'partial'} onClick={() => setForm('partial')}>
            {ja.disclosePartly}
          </Button>
          <Button size="sm" pressed={item.mark === 'withhold'} onClick={() => setForm('withhold')}>
            {ja.withhold}
          </Button>
        </div>
      )}
      {mark.problem !== null && <ProblemNotice error={mark.problem} />}
      {form !== null && <MarkForm item={item} mark={form} onDone={() => setForm(null)} />}
    </section>
  );
}
