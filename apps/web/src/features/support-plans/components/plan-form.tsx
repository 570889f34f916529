import { some, without } from '@madoguchi/kernel';
import { PLAN_ENTRY } from '@madoguchi/support-plans/records';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Form } from '../../../components/form';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import type { ClientPage } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { RecordFields } from '../../reference/components/record-fields';
import { writeSupportPlan } from '../api/support-plans';
import { checkPlan, planBody, type PlanValues } from '../values';
import { GoalFields, MemberFields, MenuFields } from './plan-lists';
import { words } from '../../../lib/words';
import { ja } from '../ja';

const AIM = some(PLAN_ENTRY, ['longTermGoal']);
const PERIOD = without(PLAN_ENTRY, ['longTermGoal']);

interface PlanFormProps {
  readonly client: ClientPage;
  readonly draft: FormDraft<PlanValues>;
  readonly onDiscarded: () => void;
  readonly onDone: () => void;
}

export function PlanForm({ client, draft, onDiscarded, onDone }: PlanFormProps): ReactNode {
  const write = useCommand(writeSupportPlan);
  const form = useForm<PlanValues>(draft.initial, draft.changed);
  const stillHere = useStillHere();
  return (
    <Form
      label={words.supportPlan}
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(checkPlan, async (typed) => {
          await write.send({ clientId: client.id, body: planBody(typed, client.case?.id) });
          await draft.done();
          showToast(ja.registered);
          if (stillHere()) onDone();
        })
      }
    >
      <RecordFields of={AIM} form={form} />
      <div className="grid items-start gap-x-4 two:grid-cols-3">
        <RecordFields of={PERIOD} form={form} />
      </div>
      <GoalFields form={form} />
      <MenuFields form={form} />
      <MemberFields form={form} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="solid" label={words.register}>
          {words.register} <span className="text-sm font-400">Ctrl+Enter</span>
        </Button>
        <Button onClick={onDone}>{words.close}</Button>
        <DraftLine draft={draft} onDiscarded={onDiscarded} />
      </div>
    </Form>
  );
}
