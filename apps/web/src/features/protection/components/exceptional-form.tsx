import { EXCEPTIONAL_ACCESS } from '@madoguchi/protection/records';
import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { type AskExceptional, askExceptional } from '../api/exceptional-access';
import { ja } from '../ja';

interface Values extends FormValues<typeof EXCEPTIONAL_ACCESS.fields> {
  readonly itemGroups: readonly string[];
  readonly legalBasis: AskExceptional['legalBasis'] | '';
  readonly told: boolean;
  readonly toldTime: string;
}

/** Whom it means, and whether anybody is meant, is never said here. */
export function ExceptionalForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const ask = useCommand(askExceptional);
  const form = useForm<Values>({ told: false, toldTime: '', itemGroups: ['basic'], legalBasis: '', ...valuesOf(EXCEPTIONAL_ACCESS, { hours: 2 }) });
  return (
    <Form
      label={ja.askingException}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.number.trim() === '' && values.askedName.trim() === '' ? [{ field: 'askedName', message: ja.whoMissing }] : []),
            ...(values.legalBasis === '' ? [{ field: 'legalBasis', message: ja.basisMissing }] : []),
            ...checkValues(EXCEPTIONAL_ACCESS, values),
          ],
          async (values) => {
            const { itemGroups, legalBasis, told, toldTime } = values;
            if (legalBasis === '') return;
            const described = bodyOf(EXCEPTIONAL_ACCESS, told ? values : { ...values, toldBy: '' });
            await ask.send({ ...described, ...(told ? { toldTime: toldTime.trim() } : {}), itemGroups: [...itemGroups], legalBasis });
            showToast(ja.exceptionAsked);
            onDone();
          },
        )
      }
    >
      <p className="text-sm text-solid-gray-700">{ja.whoHint}</p>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordField of={EXCEPTIONAL_ACCESS} name="askedName" form={form} hint={ja.nameHint} />
        <RecordField of={EXCEPTIONAL_ACCESS} name="number" form={form} hint={ja.numberHint} />
        <RecordField of={EXCEPTIONAL_ACCESS} name="birthDate" form={form} />
      </div>
      <CheckboxGroup label={ja.groupsToSee} required choices={codes.itemGroups} {...form.field('itemGroups')} />
      <RadioGroup label={ja.basis} required choices={codes.choices<AskExceptional['legalBasis']>('legal_basis', { except: ['consent', 'request'] })} {...form.field('legalBasis')} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="reason" form={form} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="hours" form={form} hint={ja.hoursUpTo(EXCEPTIONAL_ACCESS.fields.hours.max)} />
      <Checkbox label={ja.toldByTelephone} {...form.field('told')} />
      {form.values.told && (
        <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
          <TextInput label={EXCEPTIONAL_ACCESS.fields.toldBy.label} required {...form.field('toldBy')} />
          <TextInput label={ja.toldTime} required hint={ja.toldTimeHint} {...form.field('toldTime')} />
        </div>
      )}
      <FormButtons label={ja.inquire} onCancel={onDone} />
    </Form>
  );
}
