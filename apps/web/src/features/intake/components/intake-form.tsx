import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { useKanaFill } from '../../../lib/kana';
import { splitName } from '../../../lib/person';
import { ApiProblem } from '../../../lib/problem';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import { words } from '../../../lib/words';
import { duplicatesQuery, registerClient } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { RecordField } from '../../reference/components/record-fields';
import { BOXES, checkIntake, intakeBody, type IntakeValues } from '../values';
import { DuplicatePanel } from './duplicate-panel';
import { HouseholdFields } from './household-fields';
import { ja } from '../ja';

interface IntakeFormProps {
  readonly draft: FormDraft<IntakeValues>;
  readonly onDiscarded: () => void;
}

/** The least that a first visit needs, in the order of the paper form. */
export function IntakeForm({ draft, onDiscarded }: IntakeFormProps): ReactNode {
  const navigate = useNavigate();
  const form = useForm<IntakeValues>(draft.initial, draft.changed);
  const register = useCommand(registerClient);
  const stillHere = useStillHere();
  const [kanaTouched, setKanaTouched] = useState(draft.initial.familyKana !== '');
  const fillKana = useKanaFill((reading) => {
    if (!kanaTouched) form.set({ familyKana: reading });
  });
  const kanaField = form.field('familyKana');
  const { values } = form;
  const on = values.openedOn.date;
  const kana = splitName(values.familyKana);
  const birthDate = values.birthDate.date ?? '';
  const duplicates = useQuery(duplicatesQuery({ familyKana: kana.family, givenKana: kana.given, birthDate }));
  const candidates = duplicates.data ?? [];
  const ids = candidates.map((hit) => hit.id).join(' ');
  // The answer is for these persons: another candidate asks again.
  const [confirmedFor, setConfirmedFor] = useState<string | null>(null);
  const confirmed = confirmedFor === ids;

  const send = async (): Promise<void> => {
    try {
      const saved = await register.send(intakeBody(values, confirmed ? candidates.map((hit) => hit.id) : []));
      await draft.done();
      showToast(ja.registered(saved.number));
      if (stillHere()) await navigate({ to: '/clients/$id', params: { id: saved.id }, search: { tab: 'record' } });
    } catch (error) {
      if (error instanceof ApiProblem && error.code === 'possible_duplicate') await duplicates.refetch();
      throw error;
    }
  };
  const check = (typed: IntakeValues) => {
    const found = checkIntake(typed);
    if (found.length > 0 || candidates.length === 0 || confirmed) return found;
    return [{ field: '', message: ja.duplicateUnconfirmed }];
  };

  return (
    <Form label={ja.title} summary={form.summary} onSubmit={() => form.submit(check, send)}>
      <div className="grid items-start gap-4 split:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid gap-2 rounded-8 border bg-white px-4 py-3">
          <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
            <TextInput
              label={words.kana}
              required
              large
              hint={ja.kanaHint}
              {...kanaField}
              onChange={(value) => {
                setKanaTouched(value !== '');
                kanaField.onChange(value);
              }}
            />
            <TextInput label={words.name} required large hint={ja.nameHint} kana={fillKana} {...form.field('familyName')} />
            <RecordField of={BOXES} name="birthDate" form={form} birth large hint={ja.birthHint} />
            <RecordField of={BOXES} name="sex" form={form} on={on} radio />
          </div>
          <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-[11rem_8rem_minmax(0,1fr)]">
            <RecordField of={BOXES} name="phone" form={form} large type="tel" />
            <RecordField of={BOXES} name="postalCode" form={form} large inputMode="numeric" />
            <RecordField of={BOXES} name="address" form={form} large />
          </div>
          <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_15rem]">
            <RecordField of={BOXES} name="programme" form={form} on={on} large />
            <RecordField of={BOXES} name="welfareStatus" form={form} on={on} large />
            <RecordField of={BOXES} name="openedOn" form={form} large />
          </div>
          <RecordField of={BOXES} name="chiefComplaint" form={form} />
          <HouseholdFields form={form} />
        </div>
        <div className="grid gap-3 split:sticky split:top-[calc(var(--header-height)+0.75rem)]">
          <DuplicatePanel
            candidates={candidates}
            asked={kana.family !== '' && birthDate !== ''}
            confirmed={confirmed}
            onConfirm={(on) => setConfirmedFor(on ? ids : null)}
          />
          <div className="grid gap-2">
            <Button type="submit" variant="solid" size="lg" label={words.register}>
              {words.register} <span className="text-sm font-400">Ctrl+Enter</span>
            </Button>
            <DraftLine draft={draft} onDiscarded={onDiscarded} />
          </div>
        </div>
      </div>
    </Form>
  );
}
