import { some } from '@madoguchi/kernel';
import { PLACEMENT_ENTRY } from '@madoguchi/placements/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { formatDay, today } from '../../../lib/dates';
import { bodyOf, checkValues } from '../../../lib/record-values';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useLateDefault } from '../../../lib/use-late-default';
import type { ClientPage } from '../../clients/api/clients';
import type { Introduction } from '../../job-search/api/job-search';
import { RecordFields } from '../../reference/components/record-fields';
import { useCodes } from '../../reference/use-codes';
import { recordPlacement } from '../api/placements';
import { freshPlacement, type PlacementValues } from '../values';
import { words } from '../../../lib/words';
import { ja } from '../ja';

const WHEN_AND_HOW = some(PLACEMENT_ENTRY, ['hiredOn', 'introducedOn', 'route', 'weeklyHours']);
const WHERE = some(PLACEMENT_ENTRY, ['employerName', 'occupation']);
const TERMS = some(PLACEMENT_ENTRY, ['term', 'hours']);
const KIND = some(PLACEMENT_ENTRY, ['permanentEmployee', 'dispatched']);

interface PlacementFormProps {
  readonly client: ClientPage;
  readonly introductions: readonly Introduction[];
  readonly onDone: () => void;
}

export function PlacementForm({ client, introductions, onDone }: PlacementFormProps): ReactNode {
  const codes = useCodes();
  const record = useCommand(recordPlacement);
  const possible = introductions.filter((one) => (one.result === 'hired' || one.result === 'pending') && one.own);
  const ownIntroduction = codes.meaning('route', 'own_introduction');
  const form = useForm<PlacementValues>(freshPlacement(possible[0], ownIntroduction));
  useLateDefault(form, 'route', form.values.introductionId === '' ? '' : ownIntroduction);
  const on = form.values.hiredOn.date;
  const choose = (id: string): void => {
    const one = possible.find((introduction) => introduction.id === id);
    const { introductionId, introducedOn, route, employerName, occupation } = freshPlacement(one, ownIntroduction);
    form.set({ introductionId, introducedOn, route, employerName, occupation });
  };
  return (
    <Form
      label={ja.registering}
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-4 py-3"
      onSubmit={() =>
        form.submit(
          (values) => checkValues(PLACEMENT_ENTRY, values),
          async (values) => {
            await record.send({ clientId: client.id, body: { ...(client.case === null ? {} : { caseId: client.case.id }), ...bodyOf(PLACEMENT_ENTRY, values) } });
            showToast(ja.registered);
            onDone();
          },
        )
      }
    >
      {possible.length > 0 && (
        <Select
          label={PLACEMENT_ENTRY.fields.introductionId.label}
          empty={ja.withoutIntroduction}
          choices={possible.map((one) => ({ value: one.id, label: `${formatDay(one.introducedOn, today())} ${one.employerName}` }))}
          {...form.field('introductionId')}
          onChange={choose}
        />
      )}
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2 split:grid-cols-4">
        <RecordFields of={WHEN_AND_HOW} form={form} on={on} />
      </div>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <RecordFields of={WHERE} form={form} />
      </div>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
        <RecordFields of={TERMS} form={form} on={on} radio />
        <div className="flex flex-wrap gap-x-5 pt-5">
          <RecordFields of={KIND} form={form} />
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          {words.register}
        </Button>
        <Button size="sm" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </Form>
  );
}
