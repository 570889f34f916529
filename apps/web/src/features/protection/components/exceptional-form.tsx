import { EXCEPTIONAL_ACCESS } from '@madoguchi/protection/records';
import type { ReactNode } from 'react';
import { CheckboxGroup, RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE } from '../../../lib/dates';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { type AskExceptional, askExceptional } from '../api/exceptional-access';
import { ja } from '../ja';

interface Values extends FormValues<typeof EXCEPTIONAL_ACCESS.fields> {
  readonly number: string;
  readonly birthDate: DateEntry;
  readonly itemGroups: readonly string[];
  readonly legalBasis: AskExceptional['legalBasis'] | '';
}

/** Who asks knows number and birth date; which of them is wrong is not said. */
export function ExceptionalForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const ask = useCommand(askExceptional);
  const form = useForm<Values>({ number: '', birthDate: EMPTY_DATE, itemGroups: ['basic'], legalBasis: '', ...valuesOf(EXCEPTIONAL_ACCESS, { hours: 2 }) });
  return (
    <Form
      label={ja.askingException}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.number.trim() === '' ? [{ field: 'number', message: ja.numberMissing }] : []),
            ...(values.birthDate.date === null ? [{ field: 'birthDate', message: values.birthDate.problem ?? ja.birthMissing }] : []),
            ...(values.legalBasis === '' ? [{ field: 'legalBasis', message: ja.basisMissing }] : []),
            ...checkValues(EXCEPTIONAL_ACCESS, values),
          ],
          async (values) => {
            const { number, birthDate, itemGroups, legalBasis } = values;
            if (legalBasis === '') return;
            await ask.send({ number: number.trim(), birthDate: birthDate.date ?? '', itemGroups: [...itemGroups], legalBasis, ...bodyOf(EXCEPTIONAL_ACCESS, values) });
            showToast(ja.exceptionAsked);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <TextInput label={words.number} required hint={ja.numberHint} {...form.field('number')} />
        <DateBox label={ja.birthDate} required {...form.field('birthDate')} />
      </div>
      <CheckboxGroup label={ja.groupsToSee} required choices={codes.itemGroups} {...form.field('itemGroups')} />
      <RadioGroup label={ja.basis} required choices={codes.choices<AskExceptional['legalBasis']>('legal_basis', { except: ['consent', 'request'] })} {...form.field('legalBasis')} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="reason" form={form} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="hours" form={form} hint={ja.hoursUpTo(EXCEPTIONAL_ACCESS.fields.hours.max)} />
      <FormButtons label={ja.ask} onCancel={onDone} />
    </Form>
  );
}
