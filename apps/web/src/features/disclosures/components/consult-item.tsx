import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { Tag } from '../../../components/status-tag';
import { type DateEntry, EMPTY_DATE, formatDay, today, todayEntry } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { consultHolder, type ReviewItem } from '../api/requests';
import { ja } from '../ja';

interface Values {
  readonly consultedOn: DateEntry;
  readonly answer: NonNullable<ReviewItem['answer']> | '';
  readonly answeredOn: DateEntry;
}

/** What another organisation gave: named without its text; it is asked, and its answer is needed before the decision. */
export function ConsultItem({ item, reviewing }: { readonly item: ReviewItem; readonly reviewing: boolean }): ReactNode {
  const codes = useCodes();
  const [open, setOpen] = useState(false);
  return (
    <section aria-label={`${item.holderName} ${item.title} ${codes.itemGroup(item.itemGroup)}`} className="grid gap-2 rounded-8 border px-4 py-2">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {item.answer === null ? (
          <Tag tone="yellow" symbol="…">
            {item.consultedOn === null ? ja.notConsulted : ja.waitsForAnswer}
          </Tag>
        ) : (
          <Tag tone="green" symbol="✓">
            {codes.label('consultation_answer', item.answer)}
          </Tag>
        )}
        <span className="font-bold">{item.holderName}</span>
        <span>{item.title}</span>
        <span>{codes.itemGroup(item.itemGroup)}</span>
        {item.happenedOn !== null && <span>{formatDay(item.happenedOn, today())}</span>}
        {item.consultedOn !== null && <span>{ja.consultedOn(formatDay(item.consultedOn, today()))}</span>}
        {item.answeredOn !== null && <span>{ja.answeredOn(formatDay(item.answeredOn, today()))}</span>}
      </p>
      {reviewing && !open && (
        <div>
          <Button size="sm" onClick={() => setOpen(true)}>
            {ja.recordConsultation}
          </Button>
        </div>
      )}
      {open && <ConsultForm item={item} onDone={() => setOpen(false)} />}
    </section>
  );
}

function ConsultForm({ item, onDone }: { readonly item: ReviewItem; readonly onDone: () => void }): ReactNode {
  const codes = useCodes();
  const consult = useCommand(consultHolder);
  const form = useForm<Values>({ consultedOn: todayEntry(), answer: '', answeredOn: EMPTY_DATE });
  return (
    <Form
      label={ja.recordingConsultation}
      summary={form.summary}
      onSubmit={() =>
        form.submit(
          ({ consultedOn, answeredOn }) => [
            ...(consultedOn.date === null ? [{ field: 'consultedOn', message: consultedOn.problem ?? ja.consultedOnMissing }] : []),
            ...(answeredOn.problem === null ? [] : [{ field: 'answeredOn', message: answeredOn.problem }]),
          ],
          async ({ consultedOn, answer, answeredOn }) => {
            const answered = { ...(answer === '' ? {} : { answer }), ...(answeredOn.date === null ? {} : { answeredOn: answeredOn.date }) };
            await consult.send({ id: item.id, body: { version: item.version, consultedOn: consultedOn.date ?? '', ...answered } });
            onDone();
          },
        )
      }
    >
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-3">
        <DateBox label={ja.consultedOnLabel} required {...form.field('consultedOn')} />
        <Select label={ja.answer} optional choices={codes.choices<NonNullable<ReviewItem['answer']>>('consultation_answer')} {...form.field('answer')} />
        <DateBox label={ja.answeredOnLabel} optional {...form.field('answeredOn')} />
      </div>
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
