import { EXCEPTIONAL_ACCESS } from '@madoguchi/protection/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE } from '../../../lib/dates';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { type AskExceptional, askExceptional } from '../api/exceptional-access';

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
      label="例外的な閲覧の申し出"
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.number.trim() === '' ? [{ field: 'number', message: '受付番号を入力してください。' }] : []),
            ...(values.birthDate.date === null ? [{ field: 'birthDate', message: values.birthDate.problem ?? '生年月日を入力してください。' }] : []),
            ...(values.legalBasis === '' ? [{ field: 'legalBasis', message: '根拠を選んでください。' }] : []),
            ...checkValues(EXCEPTIONAL_ACCESS, values),
          ],
          async (values) => {
            const { number, birthDate, itemGroups, legalBasis } = values;
            if (legalBasis === '') return;
            await ask.send({ number: number.trim(), birthDate: birthDate.date ?? '', itemGroups: [...itemGroups], legalBasis, ...bodyOf(EXCEPTIONAL_ACCESS, values) });
            showToast('申し出ました。別の職員の決裁を待ちます。');
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <TextInput label="受付番号" required hint="例 R08-00012" {...form.field('number')} />
        <DateBox label="生年月日" required {...form.field('birthDate')} />
      </div>
      <CheckboxGroup label="見る情報" required choices={codes.itemGroups} {...form.field('itemGroups')} />
      <RadioGroup label="根拠" required choices={codes.choices<AskExceptional['legalBasis']>('legal_basis', { except: ['consent', 'request'] })} {...form.field('legalBasis')} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="reason" form={form} />
      <RecordField of={EXCEPTIONAL_ACCESS} name="hours" form={form} hint={`決裁から何時間見るか（${EXCEPTIONAL_ACCESS.fields.hours.max}時間まで）`} />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          申し出る
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
