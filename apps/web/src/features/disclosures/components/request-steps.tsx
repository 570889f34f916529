import type { ReactNode } from 'react';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea, TextInput } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { type DisclosureRequest, type RequestStep, takeStep } from '../api/requests';
import { ja } from '../ja';

/** Words of each step: its day, and the field of its text where it has one. */
const WORDS: Readonly<Record<RequestStep, { readonly title: string; readonly day: string; readonly dayField: string; readonly text: readonly [field: string, label: string] | null; readonly said: string }>> = {
  ask_correction: { title: ja.askCorrection, day: ja.correctionAskedOn, dayField: 'askedOn', text: ['note', ja.correctionAsked], said: ja.correctionWasAsked },
  end_correction: { title: ja.acceptingCorrection, day: ja.correctedOn, dayField: 'correctedOn', text: null, said: ja.correctionAccepted },
  extend: { title: ja.extending, day: ja.extensionToldOn, dayField: 'noticedOn', text: ['reason', ja.extensionReason], said: ja.extended },
  deliver: { title: ja.delivery, day: ja.deliveredOn, dayField: 'deliveredOn', text: null, said: ja.delivered },
  withdraw: { title: ja.withdrawal, day: ja.withdrawnOn, dayField: 'withdrawnOn', text: null, said: ja.withdrawn },
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
  const of = WORDS[step];
  return (
    <Form
      label={of.title}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          (values) => [
            ...(values.day.date === null ? [{ field: of.dayField, message: values.day.problem ?? ja.enter(of.day) }] : []),
            ...(of.text !== null && values.text.trim() === '' ? [{ field: of.text[0], message: ja.enter(of.text[1]) }] : []),
            ...(step === 'extend' && !/^\d{1,2}$/.test(values.days) ? [{ field: 'days', message: ja.extensionDaysMissing }] : []),
          ],
          async ({ day, text, days }) => {
            await command.send({ id: request.id, version: request.version, step, day: day.date ?? '', text, days: Number(days) });
            showToast(of.said);
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <DateBox label={of.day} required {...form.field('day')} {...form.at(of.dayField)} />
        {step === 'extend' && <TextInput label={ja.extensionDays} required hint={ja.extensionDaysHint} {...form.field('days')} />}
      </div>
      {of.text !== null && <TextArea label={of.text[1]} required rows={2} {...form.field('text')} {...form.at(of.text[0])} />}
      <FormButtons label={words.register} onCancel={onDone} />
    </Form>
  );
}
