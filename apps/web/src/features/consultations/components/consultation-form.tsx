import { APPOINTMENT_ENTRY, CONSULTATION } from '@madoguchi/consultations/records';
import { without } from '@madoguchi/kernel';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Button } from '../../../components/button';
import { Checkbox, RadioGroup, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { readDate, today, todayEntry } from '../../../lib/dates';
import { optional } from '../../../lib/person';
import type { FieldError } from '../../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { type FormState, useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import { words } from '../../../lib/words';
import type { ClientPage } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { officesQuery } from '../../offices/api/offices';
import { RecordField } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { useActing } from '../../session/use-session';
import { type Consultation, recordConsultation, type RecordConsultation } from '../api/consultations';
import { ja } from '../ja';

const LINE = without(CONSULTATION, ['attended', 'correctsId']);

export type ConsultationValues = FormValues<typeof LINE.fields> &
  FormValues<typeof APPOINTMENT_ENTRY.fields> & {
    readonly plannedTime: string;
    readonly attended: 'yes' | 'no';
    readonly withNext: boolean;
  };

/** Date today, mode as the last time, next appointment in two weeks when one is made. */
export function freshConsultation(mode: string, staffId: string): ConsultationValues {
  return {
    ...valuesOf(LINE, { mode }),
    ...valuesOf(APPOINTMENT_ENTRY, { staffId }),
    occurredOn: todayEntry(),
    attended: 'yes',
    withNext: false,
    plannedTime: '',
  };
}

/** What stands there now, to be put right: the old line stays and names the new one. */
export function correctionOf(line: Consultation, staffId: string): ConsultationValues {
  return {
    ...freshConsultation(line.mode, staffId),
    ...valuesOf(LINE, line),
    attended: line.attended ? 'yes' : 'no',
  };
}

function check(values: ConsultationValues): readonly FieldError[] {
  const unexplained = values.attended === 'no' && values.absenceReason === '';
  return [
    ...checkValues(LINE, values),
    ...(unexplained ? [{ field: 'absenceReason', message: ja.absenceReasonMissing }] : []),
    ...(values.withNext ? checkValues(APPOINTMENT_ENTRY, values) : []),
  ];
}

function commandOf(values: ConsultationValues, client: ClientPage, corrects: string | undefined): RecordConsultation {
  const time = optional(values.plannedTime);
  const attended = values.attended === 'yes';
  return {
    ...(client.case === null ? {} : { caseId: client.case.id }),
    ...(corrects === undefined ? {} : { correctsId: corrects }),
    ...bodyOf(LINE, attended ? { ...values, absenceReason: '' } : values),
    attended,
    ...(values.withNext ? { next: { ...bodyOf(APPOINTMENT_ENTRY, values), ...(time === undefined ? {} : { plannedTime: time }) } } : {}),
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
  const next: Pick<FormState<ConsultationValues>, 'field'> = { field: (name) => ({ ...form.field(name), error: form.at(`next.${name}`).error ?? form.at(name).error }) };
  const staff = (offices.data?.colleagues ?? []).map((one) => ({ value: one.id, label: one.name }));
  return (
    <Form
      label={corrects === undefined ? words.consultation : words.consultationCorrection}
      summary={form.summary}
      className="gap-2.5"
      onSubmit={() => {
        const staying = stay.current;
        stay.current = false;
        return form.submit(check, async (typed) => {
          await record.send({ clientId: client.id, body: commandOf(typed, client, corrects) });
          await draft.done();
          showToast(corrects === undefined ? ja.recorded : ja.corrected);
          if (!stillHere()) return;
          if (onNext === undefined || staying) onDone();
          else await onNext();
        });
      }}
    >
      <div className="grid items-start gap-x-3 two:grid-cols-[minmax(0,16rem)_9.5rem]">
        <RecordField of={LINE} name="occurredOn" form={form} />
        <RecordField of={LINE} name="mode" form={form} on={values.occurredOn.date} />
      </div>
      <RadioGroup
        label={CONSULTATION.fields.attended.label}
        choices={[
          { value: 'yes', label: ja.yes },
          { value: 'no', label: ja.no },
        ]}
        {...form.field('attended')}
      />
      {values.attended === 'no' && (
        <Select label={LINE.fields.absenceReason.label} required choices={codes.choices('absence_reason', { on: values.occurredOn.date, kept: values.absenceReason })} {...form.field('absenceReason')} />
      )}
      <RecordField of={LINE} name="content" form={form} />
      <Checkbox
        {...form.field('withNext')}
        label={ja.withAppointment}
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
          <RecordField of={APPOINTMENT_ENTRY} name="plannedOn" form={next} />
          <TextInput label={ja.time} optional columns={6} {...next.field('plannedTime')} />
          <RecordField of={APPOINTMENT_ENTRY} name="place" form={next} className="two:col-span-2" />
          <RecordField of={APPOINTMENT_ENTRY} name="staffId" form={next} className="two:col-span-2" choices={staff} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant="solid"
          label={onNext === undefined ? words.register : ja.registerAndNext}
        >
          {onNext === undefined ? (
            <>
              {words.register} <span className="text-sm font-400">Ctrl+Enter</span>
            </>
          ) : (
            ja.registerAndNext
          )}
        </Button>
        {onNext !== undefined && (
          <Button
            type="submit"
            onClick={() => {
              stay.current = true;
            }}
          >
            {ja.registerOnly}
          </Button>
        )}
        <Button onClick={onDone}>{words.close}</Button>
      </div>
      <DraftLine draft={draft} onDiscarded={onDiscarded} />
    </Form>
  );
}
