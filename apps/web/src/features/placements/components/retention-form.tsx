import { without } from '@madoguchi/kernel';
import { ATTEMPT, SEPARATION_ENTRY } from '@madoguchi/placements/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { RecordField, RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { recordRetention, type RecordRetention, type RetentionCheck } from '../api/placements';
import { words } from '../../../lib/words';
import { ja } from '../ja';

const FOUND = without(ATTEMPT, ['reached']);

type Values = FormValues<typeof FOUND.fields> & FormValues<typeof SEPARATION_ENTRY.fields> & { readonly reached: 'yes' | 'no' };

function check(values: Values): readonly FieldError[] {
  return [...checkValues(FOUND, values), ...(values.outcome === 'left' ? checkValues(SEPARATION_ENTRY, values) : [])];
}

function attemptOf(values: Values): Omit<RecordRetention, 'version'> {
  return { ...bodyOf(FOUND, values), reached: values.reached === 'yes', ...(values.outcome === 'left' ? bodyOf(SEPARATION_ENTRY, values) : {}) };
}

export function RetentionForm({ check: retention, onDone }: { readonly check: RetentionCheck; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordRetention);
  const form = useForm<Values>({
    ...valuesOf(FOUND, { askedWhom: 'client' }),
    ...valuesOf(SEPARATION_ENTRY, null),
    attemptedOn: todayEntry(),
    reached: 'yes',
  });
  const { values } = form;
  return (
    <Form
      label={ja.recording}
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-4 py-3"
      onSubmit={() =>
        form.submit(check, async (typed) => {
          await record.send({ id: retention.id, body: { version: retention.version, ...attemptOf(typed) } });
          showToast(ja.recorded);
          onDone();
        })
      }
    >
      <h3>{ja.checkOf(codes.label('retention_milestone', retention.milestone))}</h3>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-3">
        <RecordField of={FOUND} name="attemptedOn" form={form} />
        <RadioGroup
          label={ATTEMPT.fields.reached.label}
          choices={[
            { value: 'yes', label: ja.reached },
            { value: 'no', label: ja.notReached },
          ]}
          {...form.field('reached')}
        />
        <RecordField of={FOUND} name="askedWhom" form={form} on={values.attemptedOn.date} radio />
      </div>
      <RecordField of={FOUND} name="outcome" form={form} radio />
      {values.outcome === 'left' && (
        <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
          <RecordFields of={SEPARATION_ENTRY} form={form} on={values.leftOn.date} />
        </div>
      )}
      <RecordField of={FOUND} name="note" form={form} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          {words.register}
        </Button>
        <Button size="sm" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
