import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { type DisclosureRequest, type RequestStep, takeStep } from '../api/requests';

/** Words of each step: its day, and the field of its text where it has one. */
const WORDS: Readonly<Record<RequestStep, { readonly title: string; readonly day: string; readonly dayField: string; readonly text: readonly [field: string, label: string] | null; readonly said: string }>> = {
  ask_correction: { title: '補正を求める', day: '補正を求めた日', dayField: 'askedOn', text: ['note', '補正を求める内容'], said: '補正を求めたことを記録しました。期限は進みません。' },
  end_correction: { title: '補正の受付', day: '補正された日', dayField: 'correctedOn', text: null, said: '補正を受け付けました。期限が再び進みます。' },
  extend: { title: '期限の延長', day: '延長を通知した日', dayField: 'noticedOn', text: ['reason', '延長の理由'], said: '期限を延長しました。' },
  deliver: { title: '開示の実施', day: '実施した日', dayField: 'deliveredOn', text: null, said: '実施を記録しました。' },
  withdraw: { title: '取下げ', day: '取下げの日', dayField: 'withdrawnOn', text: null, said: '取下げを記録しました。審査の写しは消しました。' },
};

interface Values {
  readonly day: DateEntry;
  readonly text: string;
  readonly days: string;
}

interface StepFormProps {
  readonly request: DisclosureRequest;
  readonly step: RequestStep;
  readonly onDone: () => void;
}

export function StepForm({ request, step, onDone }: StepFormProps): ReactNode {
  const command = useCommand(takeStep);
  const form = useForm<Values>({ day: todayEntry(), text: '', days: '30' });
  const words = WORDS[step];
  return (
    <Form
      label={words.title}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.day.date === null ? [{ field: words.dayField, message: values.day.problem ?? `${words.day}を入力してください。` }] : []),
            ...(words.text !== null && values.text.trim() === '' ? [{ field: words.text[0], message: `${words.text[1]}を入力してください。` }] : []),
            ...(step === 'extend' && !/^\d{1,2}$/.test(values.days) ? [{ field: 'days', message: '延長する日数を整数で入力してください。' }] : []),
          ],
          async ({ day, text, days }) => {
            await command.send({ id: request.id, version: request.version, step, day: day.date ?? '', text, days: Number(days) });
            showToast(words.said);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <DateBox label={words.day} required {...form.field('day')} {...form.at(words.dayField)} />
        {step === 'extend' && <TextInput label="延長する日数" required hint="30日まで、1回だけ" {...form.field('days')} />}
      </div>
      {words.text !== null && <TextArea label={words.text[1]} required rows={2} {...form.field('text')} {...form.at(words.text[0])} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant="solid">
          登録
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
