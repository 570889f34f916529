import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { recentMonths } from '../../../lib/months';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { type RequestExport, requestExport } from '../api/exports';
import { ja } from '../ja';

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
      label={ja.form}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => (values.reason.trim() === '' ? [{ field: 'reason', message: ja.reasonMissing }] : []),
          async ({ month, format, reason }) => {
            await request.send({ kind: 'monthly_outcomes', month, format, reason });
            form.reset(fresh);
            showToast(ja.started);
          },
        )
      }
    >
      <Select label={words.month} required empty={null} choices={months} {...form.field('month')} />
      <RadioGroup
        label={ja.format}
        required
        choices={codes.choices<Values['format']>('export_format')}
        {...form.field('format')}
      />
      <TextInput label={ja.reason} required hint={ja.reasonHint} {...form.field('reason')} />
      <Button type="submit" variant="solid" className="justify-self-start">
        {ja.start}
      </Button>
    </Form>
  );
}
