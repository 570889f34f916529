import type { ReactNode } from 'react';
import { Select } from '../../../components/choices';
import { Dialog } from '../../../components/dialog';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextArea, TextInput } from '../../../components/text-input';
import { fiscalYear, fiscalYearLabel, today } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { createDraft } from '../api/plans';
import { ja } from '../ja';
import { newPlan } from '../new-plan';

const labelOf = (year: number): string => fiscalYearLabel(fiscalYear(year));
const KINDS = [
  { value: 'employment_measures', label: ja.kindEmploymentMeasures },
  { value: 'integrated_facility', label: ja.kindIntegratedFacility },
  { value: 'self_reliance_promotion', label: ja.kindSelfReliance },
] as const;
const COUNTS = ['1', '2', '3', '4', '5'].map((value) => ({ value, label: ja.yearCount(value) }));
const ACTUALS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'].map((value) => ({ value, label: ja.yearCount(value) }));

interface NewPlanDialogProps {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}

/** A plan that is typed from paper begins with its names and years; the table follows in the editor. */
export function NewPlanDialog({ onMade, onClose }: NewPlanDialogProps): ReactNode {
  const create = useCommand(createDraft);
  const now = Number(today().slice(0, 4));
  const form = useForm<{ kind: (typeof KINDS)[number]['value'] | ''; agreement: string; parties: string; title: string; year: string; count: string; actuals: string }>({
    kind: 'employment_measures', agreement: '', parties: '', title: '', year: `${now}`, count: '1', actuals: '5',
  });
  const years = Array.from({ length: 12 }, (_year, index) => now + 2 - index).map((year) => ({ value: `${year}`, label: labelOf(year) }));
  const missing = (field: 'agreement' | 'parties' | 'title', message: string): readonly { field: string; message: string }[] =>
    form.values[field].trim() === '' ? [{ field, message }] : [];
  return (
    <Dialog open title={ja.newPlan} width="wide" onClose={onClose}>
      <Form
        label={ja.newPlan}
        summary={form.summary}
        className="gap-3"
        onSubmit={() =>
          form.submit(
            () => [...missing('agreement', ja.agreementMissing), ...missing('parties', ja.partiesMissing), ...missing('title', ja.titleMissing)],
            async ({ kind, agreement, parties, title, year, count, actuals }) => {
              const plan = newPlan({
                agreement: agreement.trim(), parties, title: title.trim(), actuals: Number(actuals), yearLabel: labelOf,
                years: Array.from({ length: Number(count) }, (_one, index) => Number(year) + index),
              });
              onMade((await create.send({ kind: kind === '' ? 'employment_measures' : kind, plan })).id);
            },
          )
        }
      >
        <TextInput label={ja.agreementName} required hint={ja.agreementHint} {...form.field('agreement')} />
        <Select label={ja.agreementKind} empty={null} choices={KINDS} {...form.field('kind')} />
        <TextArea label={ja.parties} required rows={3} hint={ja.partiesHint} {...form.field('parties')} />
        <TextInput label={ja.planTitle} required hint={ja.titleHint} {...form.field('title')} />
        <div className="grid items-start gap-x-4 gap-y-3 two:grid-cols-3">
          <Select label={ja.firstYear} empty={null} choices={years} {...form.field('year')} />
          <Select label={ja.howManyYears} empty={null} choices={COUNTS} {...form.field('count')} />
          <Select label={ja.howManyActuals} empty={null} choices={ACTUALS} {...form.field('actuals')} />
        </div>
        <FormButtons label={ja.makeDraft} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
