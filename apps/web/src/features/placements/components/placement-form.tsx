import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Checkbox, RadioGroup, Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextInput } from '../../../components/text-input';
import { formatDay, today } from '../../../lib/dates';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useLateDefault } from '../../../lib/use-late-default';
import type { ClientPage } from '../../clients/api/clients';
import type { Introduction } from '../../job-search/api/job-search';
import { useCodes } from '../../reference/use-codes';
import { recordPlacement } from '../api/placements';
import { checkPlacement, freshPlacement, placementBody, type PlacementValues } from '../values';

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
  const offered = (kept: string) => ({ on: form.values.hiredOn.date, kept });
  const choose = (id: string): void => {
    const one = possible.find((introduction) => introduction.id === id);
    const { introductionId, introducedOn, route, employerName, occupation } = freshPlacement(one, ownIntroduction);
    form.set({ introductionId, introducedOn, route, employerName, occupation });
  };
  return (
    <Form
      label="就職の登録"
      summary={form.summary}
      className="gap-3 rounded-8 border border-solid-gray-600 px-4 py-3"
      onSubmit={() =>
        form.submit(checkPlacement, async (values) => {
          await record.send({ clientId: client.id, body: placementBody(values, client.case?.id) });
          showToast('就職を登録しました。');
          onDone();
        })
      }
    >
      {possible.length > 0 && (
        <Select
          label="もとの職業紹介"
          empty="職業紹介によらない就職"
          choices={possible.map((one) => ({ value: one.id, label: `${formatDay(one.introducedOn, today())} ${one.employerName}` }))}
          {...form.field('introductionId')}
          onChange={choose}
        />
      )}
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2 split:grid-cols-4">
        <DateBox label="就職日" required {...form.field('hiredOn')} />
        <DateBox label="紹介日" optional {...form.field('introducedOn')} />
        <Select label="就職経路" required choices={codes.choices('route', offered(form.values.route))} {...form.field('route')} />
        <TextInput label="週所定時間" optional columns={5} inputMode="numeric" {...form.field('weeklyHours')} />
      </div>
      <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-2">
        <TextInput label="就職先" required {...form.field('employerName')} />
        <TextInput label="職種" required {...form.field('occupation')} />
      </div>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-3">
        <RadioGroup label="期間の定め" required choices={codes.choices('term', offered(form.values.term))} {...form.field('term')} />
        <RadioGroup label="一般・パート" required choices={codes.choices('hours', offered(form.values.hours))} {...form.field('hours')} />
        <div className="flex flex-wrap gap-x-5 pt-5">
          <Checkbox label="正社員" {...form.field('permanentEmployee')} />
          <Checkbox label="派遣" {...form.field('dispatched')} />
        </div>
      </div>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" variant="solid" size="sm">
          登録
        </Button>
        <Button size="sm" onClick={onDone}>
          取消
        </Button>
      </div>
    </Form>
  );
}
