import { missingSentence } from '@madoguchi/kernel';
import { PLACEMENT } from '@madoguchi/placements/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { cancelPlacement, confirmPlacement, type Placement } from '../api/placements';
import { ja } from '../ja';

interface MoveProps {
  readonly placement: Placement;
  readonly onDone: () => void;
}

/** 確認: the retention checks begin with it. */
export function ConfirmForm({ placement, onDone }: MoveProps): ReactNode {
  const confirm = useCommand(confirmPlacement);
  const form = useForm({ confirmedOn: todayEntry() });
  return (
    <Form
      label={ja.confirming}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          ({ confirmedOn }) => (confirmedOn.date === null ? [{ field: 'confirmedOn', message: confirmedOn.problem ?? missingSentence(PLACEMENT.fields.confirmedOn) }] : []),
          async ({ confirmedOn }) => {
            await confirm.send({ id: placement.id, version: placement.version, confirmedOn: confirmedOn.date ?? '' });
            showToast(ja.confirmed);
            onDone();
          },
        )
      }
    >
      <DateBox label={PLACEMENT.fields.confirmedOn.label} required {...form.field('confirmedOn')} />
      <FormButtons label={ja.doConfirm} onCancel={onDone} />
    </Form>
  );
}

export function CancelForm({ placement, onDone }: MoveProps): ReactNode {
  const codes = useCodes();
  const cancel = useCommand(cancelPlacement);
  const form = useForm({ reason: '' });
  return (
    <Form
      label={ja.cancelling}
      summary={form.summary}
      className="gap-2"
      onSubmit={() =>
        form.submit(
          ({ reason }) => (reason === '' ? [{ field: 'reason', message: missingSentence(PLACEMENT.fields.cancelledReason) }] : []),
          async ({ reason }) => {
            await cancel.send({ id: placement.id, version: placement.version, reason });
            showToast(ja.cancelled);
            onDone();
          },
        )
      }
    >
      <RadioGroup label={PLACEMENT.fields.cancelledReason.label} required choices={codes.choices('placement_cancelled_reason')} {...form.field('reason')} />
      <div className="flex flex-wrap gap-3">
        <Button size="sm" onClick={onDone}>
          {ja.goBack}
        </Button>
        <Button type="submit" size="sm" variant="danger">
          {ja.doCancel}
        </Button>
      </div>
    </Form>
  );
}
