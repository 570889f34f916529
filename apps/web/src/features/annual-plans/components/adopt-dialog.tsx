import { useState, type ReactNode } from 'react';
import { DateBox } from '../../../components/date-box';
import { Dialog } from '../../../components/dialog';
import { Form } from '../../../components/form';
import { FormButtons } from '../../../components/form-buttons';
import { TextInput } from '../../../components/text-input';
import { type DateEntry, EMPTY_DATE } from '../../../lib/dates';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { adoptDraft, type PlanSummary } from '../api/plans';
import { ja } from '../ja';

interface AdoptDialogProps {
  readonly plan: PlanSummary;
  readonly onAdopted: (id: string) => void;
  readonly onClose: () => void;
}

/** 決定: who decided the plan and when. From then on it changes by a 改定 alone. */
export function AdoptDialog({ plan, onAdopted, onClose }: AdoptDialogProps): ReactNode {
  const adopt = useCommand(adoptDraft);
  const form = useForm<{ decidedOn: DateEntry; decidedBy: string }>({ decidedOn: EMPTY_DATE, decidedBy: '' });
  // The version that is decided is the one that is shown, also where somebody saves while the form is open.
  const [version] = useState(plan.version);
  return (
    <Dialog open title={plan.revises === null ? ja.adopting : ja.adoptingRevision} onClose={onClose}>
      <Form
        label={ja.adopting}
        summary={form.summary}
        className="gap-3"
        onSubmit={() =>
          form.submit(
            ({ decidedOn, decidedBy }) => [
              ...(decidedOn.date === null ? [{ field: 'decidedOn', message: ja.decidedOnMissing }] : []),
              ...(decidedBy.trim() === '' ? [{ field: 'decidedBy', message: ja.decidedByMissing }] : []),
            ],
            async ({ decidedOn, decidedBy }) => {
              if (decidedOn.date === null) return;
              onAdopted((await adopt.send({ id: plan.id, version, decidedOn: decidedOn.date, decidedBy })).id);
            },
          )
        }
      >
        <p className="text-sm">{ja.adoptExplained}</p>
        <DateBox label={ja.decidedOn} required {...form.field('decidedOn')} />
        <TextInput label={ja.decidedBy} required hint={ja.decidedByHint} maxLength={60} {...form.field('decidedBy')} />
        <FormButtons label={ja.adopt} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
