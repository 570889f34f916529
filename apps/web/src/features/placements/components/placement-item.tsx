import { factsOf, some } from '@madoguchi/kernel';
import { PLACEMENT, SEPARATION } from '@madoguchi/placements/records';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Facts } from '../../../components/panel-card';
import { Tag, type Tone } from '../../../components/status-tag';
import { formatDay, today } from '../../../lib/dates';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import type { Placement } from '../api/placements';
import { CancelForm, ConfirmForm } from './placement-moves';
import { RetentionChecks } from './retention-checks';
import { ja } from '../ja';

const LOOK: Readonly<Record<string, readonly [Tone, string]>> = {
  recorded: ['yellow', '…'],
  confirmed: ['green', '✓'],
  cancelled: ['gray', '×'],
};

const { permanentEmployee, dispatched } = PLACEMENT.fields;
const HIRING = some(PLACEMENT, ['hiredOn', 'introducedOn', 'route', 'occupation']);
const CANCELLING = some(PLACEMENT, ['cancelledReason']);
const LEAVING = some(SEPARATION, ['reason']);

export function PlacementItem({ placement }: { readonly placement: Placement }): ReactNode {
  const codes = useCodes();
  const { may } = useActing();
  const [open, setOpen] = useState<'confirm' | 'cancel' | null>(null);
  const words = { code: codes.label, day: (on: string) => formatDay(on, today()) };
  const [tone, symbol] = LOOK[placement.status] ?? ['gray', '・'];
  const mayConfirm = placement.own && placement.allowed.includes('confirm') && may('placements.confirm');
  const mayCancel = placement.own && placement.allowed.includes('cancel') && may('placements.write');
  const kind = [
    codes.label('term', placement.term),
    codes.label('hours', placement.hours),
    ...(placement.permanentEmployee ? [permanentEmployee.label] : []),
    ...(placement.dispatched ? [dispatched.label] : []),
    ...(placement.weeklyHours === null ? [] : [ja.weekly(placement.weeklyHours)]),
  ].join('・');
  return (
    <article aria-label={ja.placementAt(placement.employerName)} className="grid gap-3 border-t pt-3 first-of-type:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Tag tone={tone} symbol={symbol}>
          {codes.label('placement_status', placement.status)}
        </Tag>
        <h3>{placement.employerName}</h3>
        {placement.separation !== null && (
          <Tag tone="orange" symbol="△">
            {ja.leftOn(formatDay(placement.separation.leftOn, today()))}
          </Tag>
        )}
        <span className="ml-auto text-sm text-solid-gray-700">
          {placement.authorName}（{placement.officeName}）
        </span>
      </div>
      <Facts
        items={[
          ...factsOf(HIRING, placement, words),
          [ja.employment, kind],
          [
            ja.confirmation,
            placement.confirmedOn === null ? ja.notConfirmed : `${formatDay(placement.confirmedOn, today())}　${placement.confirmedByName ?? ''}`,
          ],
          ...(placement.cancelledReason === null ? [] : factsOf(CANCELLING, placement, words)),
          ...(placement.separation === null ? [] : factsOf(LEAVING, placement.separation, words)),
        ]}
      />
      {open === null && (mayConfirm || mayCancel) && (
        <div className="flex flex-wrap gap-3">
          {mayConfirm && (
            <Button size="sm" variant="solid" onClick={() => setOpen('confirm')}>
              {ja.confirm}
            </Button>
          )}
          {mayCancel && (
            <Button size="sm" variant="text" onClick={() => setOpen('cancel')}>
              {ja.cancel}
            </Button>
          )}
        </div>
      )}
      {open === 'confirm' && <ConfirmForm placement={placement} onDone={() => setOpen(null)} />}
      {open === 'cancel' && <CancelForm placement={placement} onDone={() => setOpen(null)} />}
      {placement.checks.length > 0 && <RetentionChecks placement={placement} />}
    </article>
  );
}
