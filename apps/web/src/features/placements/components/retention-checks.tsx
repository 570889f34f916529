import { RETENTION_CHECK } from '@madoguchi/placements/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { StatusTag, Tag } from '../../../components/status-tag';
import { addDays, formatDay, today } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import type { Placement, RetentionCheck } from '../api/placements';
import { RetentionForm } from './retention-form';
import { ja } from '../ja';

const isOpen = (check: RetentionCheck): boolean => check.outcome === null || check.outcome === 'unknown';

const { milestone, dueOn, outcome, attemptedOn } = RETENTION_CHECK.fields;
const HEADINGS = [milestone.label, dueOn.label, outcome.label, attemptedOn.label, ja.actions];

/** 定着確認: one line a milestone, recorded where it stands. */
export function RetentionChecks({ placement }: { readonly placement: Placement }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [open, setOpen] = useState<string | null>(null);
  const chosen = placement.checks.find((check) => check.id === open);
  const recordable = placement.own && placement.separation === null && may('placements.write');
  return (
    <section aria-label={ja.checks} className="grid gap-2">
      <table className="w-full border-collapse text-sm">
        <caption className="pb-1 text-left font-bold">{ja.checks}</caption>
        <thead>
          <tr className="border-b bg-solid-gray-100 text-left">
            {HEADINGS.map((heading) => (
              <th key={heading} scope="col" className="px-2 py-1">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placement.checks.map((check) => {
            const after = codes.label('retention_milestone', check.milestone);
            return (
              <tr key={check.id} className="border-b">
                <th scope="row" className="px-2 py-1 text-left">{after}</th>
                <td className="px-2 py-1 whitespace-nowrap">{formatDay(check.dueOn, today())}</td>
                <td className="px-2 py-1">
                  <Outcome check={check} ended={placement.separation !== null} />
                  {check.note !== null && <span className="ml-2">{check.note}</span>}
                </td>
                <td className="px-2 py-1 whitespace-nowrap">{check.attemptedOn === null ? '－' : formatDay(check.attemptedOn, today())}</td>
                <td className="px-2 py-1">
                  {recordable && isOpen(check) && (
                    <Button size="xs" label={ja.recordCheckOf(after)} onClick={() => setOpen(check.id)}>
                      {ja.record}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {chosen !== undefined && <RetentionForm key={chosen.id} check={chosen} onDone={() => setOpen(null)} />}
    </section>
  );
}

function Outcome({ check, ended }: { readonly check: RetentionCheck; readonly ended: boolean }): ReactNode {
  const codes = useCodes();
  if (check.outcome === null) {
    if (ended) return ja.notNeeded;
    const on = today();
    const status = check.dueOn < on ? 'overdue' : check.dueOn === on ? 'today' : check.dueOn <= addDays(on, 7) ? 'week' : 'later';
    return <StatusTag status={status} {...(status === 'later' ? { label: ja.planned } : {})} />;
  }
  const tone = check.outcome === 'employed' ? 'green' : check.outcome === 'left' ? 'orange' : 'gray';
  return (
    <Tag tone={tone} symbol={check.outcome === 'employed' ? '✓' : check.outcome === 'left' ? '△' : '？'}>
      {codes.label('retention_outcome', check.outcome)}
    </Tag>
  );
}
