import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import { useStillHere } from '../../../lib/use-still-here';
import type { ClientPage } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { writeSupportPlan } from '../api/support-plans';
import { checkPlan, planBody, type PlanValues } from '../values';
import { GoalFields, MemberFields, MenuFields } from './plan-lists';

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
      label="支援プラン"
      summary={form.summary}
      className="gap-3"
      onSubmit={() =>
        form.submit(checkPlan, async (typed) => {
          await write.send({ clientId: client.id, body: planBody(typed, client.case?.id) });
          await draft.done();
          showToast('支援プランを登録しました。');
          if (stillHere()) onDone();
        })
      }
    >
      <TextArea label="長期目標" required rows={2} {...form.field('longTermGoal')} />
      <div className="grid items-start gap-x-4 two:grid-cols-3">
        <DateBox label="支援期間の開始日" required {...form.field('periodFrom')} />
        <DateBox label="支援期間の終了日" required {...form.field('periodUntil')} />
        <DateBox label="次回見直し日" required {...form.field('reviewOn')} />
      </div>
      <GoalFields form={form} />
      <MenuFields form={form} />
      <MemberFields form={form} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="solid" label="登録">
          登録 <span className="text-sm font-400">Ctrl+Enter</span>
        </Button>
        <Button onClick={onDone}>閉じる</Button>
        <DraftLine draft={draft} onDiscarded={onDiscarded} />
      </div>
    </Form>
  );
}
