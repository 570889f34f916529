import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Button } from '../../../components/button';
import { Checkbox, RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { dateEntry, type DateEntry, EMPTY_DATE, formatWarekiShort, isIsoDate, readDate, today, todayEntry } from '../../../lib/dates';
import { optional } from '../../../lib/person';
import type { FieldError } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import type { ClientPage } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Consultation, recordConsultation, type RecordConsultation } from '../api/consultations';

export interface ConsultationValues {
  readonly occurredOn: DateEntry;
  readonly mode: string;
  readonly attended: 'yes' | 'no';
  readonly absenceReason: string;
  readonly content: string;
  readonly withNext: boolean;
  readonly plannedOn: DateEntry;
  readonly plannedTime: string;
  readonly place: string;
  readonly staffId: string;
}

/** Date today, mode as the last time, next appointment in two weeks when one is made. */
export function freshConsultation(mode: string, staffId: string): ConsultationValues {
  return {
    occurredOn: todayEntry(),
    mode,
    attended: 'yes',
    absenceReason: '',
    content: '',
    withNext: false,
    plannedOn: EMPTY_DATE,
    plannedTime: '',
    place: '',
    staffId,
  };
}

/** What stands there now, to be put right: the old line stays and names the new one. */
export function correctionOf(line: Consultation, staffId: string): ConsultationValues {
  return {
    ...freshConsultation(line.mode, staffId),
    occurredOn: isIsoDate(line.occurredOn) ? dateEntry(line.occurredOn, formatWarekiShort) : todayEntry(),
    attended: line.attended ? 'yes' : 'no',
    absenceReason: line.absenceReason ?? '',
    content: line.content,
  };
}

function check(values: ConsultationValues): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.occurredOn.date === null, 'occurredOn', values.occurredOn.problem ?? '相談日を入力してください。'],
    [values.mode === '', 'mode', '方法を選んでください。'],
    [values.attended === 'no' && values.absenceReason === '', 'absenceReason', '来所・応答がなかった理由を選んでください。'],
    [values.content.trim() === '', 'content', '内容を入力してください。'],
    [values.withNext && values.plannedOn.date === null, 'plannedOn', values.plannedOn.problem ?? '次回予定日を入力してください。例：+2w'],
    [values.withNext && values.place.trim() === '', 'place', '場所を入力してください。'],
    [values.withNext && values.staffId === '', 'staffId', '担当者を選んでください。'],
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

function bodyOf(values: ConsultationValues, client: ClientPage, corrects: string | undefined): RecordConsultation {
  const time = optional(values.plannedTime);
  return {
    ...(client.case === null ? {} : { caseId: client.case.id }),
    ...(corrects === undefined ? {} : { correctsId: corrects }),
    occurredOn: values.occurredOn.date ?? '',
    mode: values.mode,
    attended: values.attended === 'yes',
    ...(values.attended === 'no' ? { absenceReason: values.absenceReason } : {}),
    content: values.content,
    ...(values.withNext
      ? {
          next: {
            plannedOn: values.plannedOn.date ?? '',
            place: values.place,
            staffId: values.staffId,
            ...(time === undefined ? {} : { plannedTime: time }),
          },
        }
      : {}),
  };
}

interface ConsultationFormProps {
  readonly client: ClientPage;
  readonly draft: FormDraft<ConsultationValues>;
  /** Id of the line that this one puts right. */
  readonly corrects?: string | undefined;
  /** Opened from the queue: goes on to its next item. */
  readonly onNext?: (() => Promise<void>) | undefined;
  readonly onDiscarded: () => void;
  readonly onDone: () => void;
}

export function ConsultationForm({ client, draft, corrects, onNext, onDiscarded, onDone }: ConsultationFormProps): ReactNode {
  const codes = useCodes();
  const { assignment } = useActing();
  const offices = useQuery(officesQuery);
  const record = useCommand(recordConsultation);
  const form = useForm<ConsultationValues>(draft.initial, draft.changed);
  const stillHere = useStillHere();
  const stay = useRef(false);
  const { values } = form;
  // The API's path of a field of the next appointment is longer than this form's.
  const nested = (name: 'plannedOn' | 'plannedTime' | 'place' | 'staffId') => ({ error: form.at(`next.${name}`).error ?? form.at(name).error });
  const staff = (offices.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <Form
      label={corrects === undefined ? '相談記録' : '相談記録の訂正'}
      summary={form.summary}
      className="gap-2.5"
      onSubmit={() => {
        const staying = stay.current;
        stay.current = false;
        return form.submit(check, async (typed) => {
          await record.send({ clientId: client.id, body: bodyOf(typed, client, corrects) });
          await draft.done();
          showToast(corrects === undefined ? '相談記録を登録しました。' : '訂正を登録しました。');
          if (!stillHere()) return;
          if (onNext === undefined || staying) onDone();
          else await onNext();
        });
      }}
    >
      <div className="grid items-start gap-x-3 two:grid-cols-[minmax(0,16rem)_9.5rem]">
        <DateBox label="相談日" required {...form.field('occurredOn')} />
        <Select label="方法" required choices={codes.choices('consultation_mode', { on: values.occurredOn.date, kept: values.mode })} {...form.field('mode')} />
      </div>
      <RadioGroup
        label="来所・応答"
        choices={[
          { value: 'yes', label: 'あり' },
          { value: 'no', label: 'なし' },
        ]}
        {...form.field('attended')}
      />
      {values.attended === 'no' && (
        <Select label="理由" required choices={codes.choices('absence_reason', { on: values.occurredOn.date, kept: values.absenceReason })} {...form.field('absenceReason')} />
      )}
      <TextArea label="内容" required rows={6} {...form.field('content')} />
      <Checkbox
        {...form.field('withNext')}
        label="次回予定を入れる"
        onChange={(on) =>
          form.set({
            withNext: on,
            ...(on && values.plannedOn.text === '' ? { plannedOn: readDate('+2w', today(), false) } : {}),
            ...(on && values.place === '' ? { place: assignment.officeName } : {}),
          })
        }
      />
      {values.withNext && (
        <div className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pt-2 pb-3 two:grid-cols-[minmax(0,1fr)_7rem]">
          <DateBox label="次回予定日" required {...form.field('plannedOn')} {...nested('plannedOn')} />
          <TextInput label="時刻" optional columns={6} {...form.field('plannedTime')} {...nested('plannedTime')} />
          <TextInput label="場所" required className="two:col-span-2" {...form.field('place')} {...nested('place')} />
          <Select className="two:col-span-2" label="担当者" required choices={staff} {...form.field('staffId')} {...nested('staffId')} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant="solid"
          label={onNext === undefined ? '登録' : '登録して次へ'}
        >
          {onNext === undefined ? (
            <>
              登録 <span className="text-sm font-400">Ctrl+Enter</span>
            </>
          ) : (
            '登録して次へ'
          )}
        </Button>
        {onNext !== undefined && (
          <Button
            type="submit"
            onClick={() => {
              stay.current = true;
            }}
          >
            登録だけする
          </Button>
        )}
        <Button onClick={onDone}>閉じる</Button>
      </div>
      <DraftLine draft={draft} onDiscarded={onDiscarded} />
    </Form>
  );
}
