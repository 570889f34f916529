import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { CheckboxGroup, RadioGroup } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useCodes } from '../../reference/use-codes';
import { type AskExceptional, askExceptional } from '../api/exceptional-access';

const HOURS_MAX = 72;

interface Values {
  readonly number: string;
  readonly birthDate: DateEntry;
  readonly itemGroups: readonly string[];
  readonly legalBasis: AskExceptional['legalBasis'] | '';
  readonly reason: string;
  readonly hours: string;
}

/** Who asks knows number and birth date; which of them is wrong is not said. */
export function ExceptionalForm({ onDone }: { readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const ask = useCommand(askExceptional);
  const form = useForm<Values>({ number: '', birthDate: EMPTY_DATE, itemGroups: ['basic'], legalBasis: '', reason: '', hours: '2' });
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
            ...(values.reason.trim() === '' ? [{ field: 'reason', message: '理由を入力してください。' }] : []),
            ...(/^\d{1,2}$/.test(values.hours) && Number(values.hours) >= 1 && Number(values.hours) <= HOURS_MAX
              ? []
              : [{ field: 'hours', message: `時間は1から${HOURS_MAX}までの整数で入力してください。` }]),
          ],
          async ({ number, birthDate, itemGroups, legalBasis, reason, hours }) => {
            if (legalBasis === '') return;
            await ask.send({ number: number.trim(), birthDate: birthDate.date ?? '', itemGroups: [...itemGroups], legalBasis, reason, hours: Number(hours) });
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
      <TextArea label="理由" required rows={2} {...form.field('reason')} />
      <TextInput label="時間" required hint="決裁から何時間見るか（72時間まで）" {...form.field('hours')} />
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
