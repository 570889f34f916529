import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { recentMonths } from '../../../lib/months';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { type RequestExport, requestExport } from '../api/exports';

interface Values {
  readonly month: string;
  readonly format: RequestExport['format'];
  readonly reason: string;
}

export function ExportForm(): ReactNode {
  const codes = useCodes();
  const request = useCommand(requestExport);
  const months = recentMonths(24);
  const fresh: Values = { month: months[0]?.value ?? '', format: 'xlsx', reason: '' };
  const form = useForm<Values>(fresh);
  return (
    <Form
      label="月次実績の出力"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => (values.reason.trim() === '' ? [{ field: 'reason', message: '出力の目的を入力してください。' }] : []),
          async ({ month, format, reason }) => {
            await request.send({ kind: 'monthly_outcomes', month, format, reason });
            form.reset(fresh);
            showToast('出力を始めました。できあがると、ここからダウンロードできます。');
          },
        )
      }
    >
      <Select label="月" required empty={null} choices={months} {...form.field('month')} />
      <RadioGroup
        label="形式"
        required
        choices={codes.choices<Values['format']>('export_format')}
        {...form.field('format')}
      />
      <TextInput label="出力の目的" required hint="だれが何のために出力したかを記録します" {...form.field('reason')} />
      <Button type="submit" variant="solid" className="justify-self-start">
        出力する
      </Button>
    </Form>
  );
}
