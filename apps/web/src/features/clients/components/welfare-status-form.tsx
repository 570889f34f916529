import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { changeWelfareStatus } from '../api/clients';

interface Values {
  readonly status: string;
  readonly validFrom: DateEntry;
}

/** A change of 対象区分 ends the present one on the day before; the case goes on. */
export function WelfareStatusForm({ clientId, onDone }: { readonly clientId: string; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const change = useCommand(changeWelfareStatus);
  const form = useForm<Values>({ status: '', validFrom: todayEntry() });
  return (
    <Form
      label="対象区分の変更"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.status === '' ? [{ field: 'status', message: '対象区分を選んでください。' }] : []),
            ...(values.validFrom.date === null ? [{ field: 'validFrom', message: '変更日を入力してください。' }] : []),
          ],
          async (values) => {
            if (values.validFrom.date === null) return;
            await change.send({ id: clientId, body: { status: values.status, validFrom: values.validFrom.date } });
            showToast('対象区分を変更しました。');
            onDone();
          },
        )
      }
    >
      <Select label="新しい対象区分" required choices={codes.choices('welfare_status', { on: form.values.validFrom.date, kept: form.values.status })} {...form.field('status')} />
      <DateBox label="変更日" required {...form.field('validFrom')} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          保存
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
