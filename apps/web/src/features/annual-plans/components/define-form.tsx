import type { ReactNode } from 'react';
import { CheckboxGroup, Select } from '../../../components/choices';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { words } from '../../../lib/words';
import { useCodes } from '../../reference/use-codes';
import { defineLine, type Figure, type PlanPart } from '../api/plans';
import { ja } from '../ja';

type Definition = Parameters<typeof defineLine.send>[0];

interface DefineFormProps {
  readonly planId: string;
  readonly part: PlanPart;
  /** Absent while nothing is counted for the part. */
  readonly figure: Figure | undefined;
  readonly onDone: () => void;
}

/** By which date each fact may be counted, the usual one first. */
const DATES: Readonly<Record<Definition['fact'], readonly Definition['dateBasis'][]>> = {
  case_opened: ['opened_on'],
  referral_sent: ['sent_on'],
  referral_accepted: ['replied_on'],
  plan_approved: ['approved_on'],
  consultation_held: ['occurred_on'],
  job_seeker_registered: ['registered_on'],
  introduction_made: ['introduced_on'],
  placement: ['hired_on', 'confirmed_on'],
  retention_confirmed: ['attempted_on'],
  separation: ['left_on'],
};
const FACTS = Object.keys(DATES) as readonly Definition['fact'][];

/** What a part counts: the document does not say it whole, so the planner decides, and the words stand beside the figure. */
export function DefineForm({ planId, part, figure, onDone }: DefineFormProps): ReactNode {
  const codes = useCodes();
  const define = useCommand(defineLine);
  const form = useForm<{ fact: Definition['fact'] | ''; basis: Definition['basis'] | ''; dateBasis: Definition['dateBasis'] | ''; routes: readonly string[] }>({
    fact: (figure?.fact as Definition['fact'] | undefined) ?? '',
    basis: (figure?.basis as Definition['basis'] | undefined) ?? '',
    dateBasis: (figure?.dateBasis as Definition['dateBasis'] | undefined) ?? '',
    routes: figure?.routes ?? [],
  });
  const { fact } = form.values;
  const dates = fact === '' ? [] : DATES[fact];
  return (
    <Form
      label={ja.defining}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(
          ({ fact: chosen, basis, dateBasis }) => [
            ...(chosen === '' ? [{ field: 'fact', message: ja.factMissing }] : []),
            ...(basis === '' ? [{ field: 'basis', message: ja.basisMissing }] : []),
            ...(chosen !== '' && !DATES[chosen].some((date) => date === dateBasis) ? [{ field: 'dateBasis', message: ja.dateMissing }] : []),
          ],
          async ({ fact: chosen, basis, dateBasis, routes }) => {
            if (chosen === '' || basis === '' || dateBasis === '') return;
            const replaced = figure === undefined ? {} : { version: figure.version };
            await define.send({ id: planId, lineKey: part.lineKey, part: part.part, fact: chosen, basis, dateBasis, routes: chosen === 'placement' ? [...routes] : [], ...replaced });
            showToast(ja.defined);
            onDone();
          },
        )
      }
    >
      <Select label={ja.fact} required choices={FACTS.map((value) => ({ value, label: codes.label('fact', value) }))} {...form.field('fact')} />
      <Select label={ja.basis} required choices={(['events', 'persons'] as const).map((value) => ({ value, label: codes.label('count_basis', value) }))} {...form.field('basis')} />
      <Select label={ja.dateBasis} required choices={dates.map((value) => ({ value, label: codes.label('date_basis', value) }))} {...form.field('dateBasis')} />
      {fact === 'placement' && (
        <CheckboxGroup label={ja.countedRoutes} hint={ja.countedRoutesHint} choices={codes.choices('route', { kept: figure?.routes ?? [] })} {...form.field('routes')} />
      )}
      <FormButtons label={words.save} onCancel={onDone} />
    </Form>
  );
}
