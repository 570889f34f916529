import { WELFARE_STATUS } from '@madoguchi/clients/records';
import { some } from '@madoguchi/kernel';
import type { ReactNode } from 'react';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { todayEntry } from '../../../lib/dates';
import { bodyOf, checkValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordFields } from '../../reference/components/record-fields';
import { changeWelfareStatus } from '../api/clients';
import { ja } from '../ja';

const CHANGE = some(WELFARE_STATUS, ['status', 'validFrom']);

/** A change of 対象区分 ends the present one on the day before; the case goes on. */
export function WelfareStatusForm({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }): ReactNode {
  const change = useCommand(changeWelfareStatus);
  const form = useForm({ ...valuesOf(CHANGE, null), validFrom: todayEntry() });
  return (
    <Form
      label={ja.changingWelfareStatus}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => checkValues(CHANGE, values),
          async (values) => {
            await change.send({ id: clientId, body: bodyOf(CHANGE, values) });
            showToast(ja.welfareStatusChanged);
            onDone();
          },
        )
      }
    >
      <RecordFields of={CHANGE} form={form} on={form.values.validFrom.date} />
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
