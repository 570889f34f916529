import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { type DateEntry, todayEntry } from '../../../lib/dates';
import type { FieldError } from '../../../lib/problem';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import type { MoveCommand, ReferralMove } from '../api/commands';
import { MOVES } from '../moves';
import { ja } from '../ja';

interface MoveFormProps {
  readonly command: MoveCommand;
  readonly assignedToId: string | null;
  readonly send: (details: Pick<ReferralMove, 'staffId' | 'code' | 'note' | 'sentOn'>) => Promise<void>;
  readonly onCancel: () => void;
}

interface Values {
  readonly staffId: string;
  readonly sentOn: DateEntry;
  readonly code: string;
  readonly note: string;
}

/** What a move needs to know before it is sent: a coded reason, words, a colleague or the document's date. */
export function MoveForm({ command, assignedToId, send, onCancel }: MoveFormProps): ReactNode {
  const { button, confirm = button, explain, codes: list, note, asks, variant } = MOVES[command];
  const codes = useCodes();
  const offices = useQuery({ ...officesQuery, enabled: asks === 'staff' });
  const form = useForm<Values>({ staffId: '', sentOn: todayEntry(), code: '', note: '' });
  const staff = (offices.data?.colleagues ?? [])
    .filter((one) => one.id !== assignedToId)
    .map((one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }));
  // The API calls the same box by a name of its own in each command.
  const errorAt = (own: string, theirs: string | undefined) => ({
    error: form.at(own).error ?? (theirs === undefined ? undefined : form.at(theirs).error),
  });

  const check = (values: Values): readonly FieldError[] => [
    ...(asks === 'staff' && values.staffId === '' ? [{ field: 'staffId', message: ja.staffMissing }] : []),
    ...(asks === 'sentOn' && values.sentOn.date === null ? [{ field: 'sentOn', message: ja.sentOnMissing }] : []),
    ...(list !== undefined && values.code === '' ? [{ field: 'code', message: ja.chooseOne(list.label) }] : []),
    ...(note?.required === true && values.note.trim() === '' ? [{ field: 'note', message: ja.enter(note.label) }] : []),
  ];
  return (
    <Form
      label={button}
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-3 py-3"
      onSubmit={() =>
        form.submit(check, (values) =>
          send({
            ...(asks === 'staff' ? { staffId: values.staffId } : {}),
            ...(asks === 'sentOn' && values.sentOn.date !== null ? { sentOn: values.sentOn.date } : {}),
            code: values.code,
            note: values.note,
          }),
        )
      }
    >
      <h3>{button}</h3>
      {explain !== undefined && <p className="text-sm">{explain}</p>}
      {asks === 'sentOn' && <DateBox label={ja.sentOn} required {...form.field('sentOn')} />}
      {asks === 'staff' && <Select label={ja.staff} required choices={staff} {...form.field('staffId')} />}
      {list !== undefined && (
        <RadioGroup
          label={list.label}
          required
          stacked
          choices={codes.choices(list.kind)}
          {...form.field('code')}
          {...errorAt('code', list.field)}
        />
      )}
      {note !== undefined && (
        <TextArea
          label={note.label}
          rows={3}
          required={note.required}
          {...form.field('note')}
          {...errorAt('note', list === undefined ? note.field : undefined)}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" size="sm" variant={variant === 'danger' ? 'danger' : 'solid'}>
          {confirm}
        </Button>
        <Button size="sm" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
