import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { Form } from '../../../components/form';
import { TextArea, TextInput } from '../../../components/text-input';
import { showToast } from '../../../lib/undo-toast';
import { useCommand } from '../../../lib/use-command';
import { useForm } from '../../../lib/use-form';
import type { ClientPage } from '../../clients/api/clients';
import { DraftLine, type FormDraft } from '../../drafts/components/drafted';
import { useCodes } from '../../reference/use-codes';
import { SUPPORT_PLANS_KEY, writeSupportPlan } from '../api/support-plans';
import { checkPlan, EMPTY_GOAL, EMPTY_MENU, type GoalValues, type MenuValues, planBody, type PlanValues } from '../values';

const OWNERS = ['city', 'hello_work', 'client'] as const;

interface PlanFormProps {
  readonly client: ClientPage;
  readonly draft: FormDraft<PlanValues>;
  readonly onDiscarded: () => void;
  readonly onDone: () => void;
}

const replaced = <T,>(list: readonly T[], index: number, change: Partial<T>): readonly T[] =>
  list.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

export function PlanForm({ client, draft, onDiscarded, onDone }: PlanFormProps): ReactNode {
  const codes = useCodes();
  const write = useCommand(writeSupportPlan, [SUPPORT_PLANS_KEY, ['follow-ups'], ['today']]);
  const form = useForm<PlanValues>(draft.initial, draft.changed);
  const { goals, menus } = form.values;
  const owners = codes.choices('owner', OWNERS);
  const setGoal = (index: number, change: Partial<GoalValues>): void => form.set({ goals: replaced(goals, index, change) });
  const setMenu = (index: number, change: Partial<MenuValues>): void => form.set({ menus: replaced(menus, index, change) });
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
          onDone();
        })
      }
    >
      <TextArea label="長期目標" required rows={2} {...form.field('longTermGoal')} />
      <div className="grid items-start gap-x-4 two:grid-cols-3">
        <DateBox label="支援期間の開始日" required {...form.field('periodFrom')} />
        <DateBox label="支援期間の終了日" required {...form.field('periodUntil')} />
        <DateBox label="次回見直し日" required {...form.field('reviewOn')} />
      </div>
      {goals.map((goal, index) => (
        // A goal has no identity before it is saved: its place is its name.
        <fieldset key={index} className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-2 two:grid-cols-[minmax(0,1fr)_9rem_13rem_auto]">
          <legend className="px-1 text-sm font-bold">達成目標{index + 1}</legend>
          <TextInput label="目標" required value={goal.goal} onChange={(text) => setGoal(index, { goal: text })} {...form.at(`goals.${index}.goal`)} />
          <Select
            label="担当"
            required
            choices={owners}
            value={goal.owner}
            onChange={(owner) => setGoal(index, { owner })}
            {...form.at(`goals.${index}.owner`)}
          />
          <DateBox label="期日" required value={goal.dueOn} onChange={(dueOn) => setGoal(index, { dueOn })} {...form.at(`goals.${index}.dueOn`)} />
          {goals.length > 1 && (
            <Button
              size="xs"
              variant="text"
              label={`達成目標${index + 1}を除く`}
              className="mt-8"
              onClick={() => form.set({ goals: goals.filter((_, at) => at !== index) })}
            >
              除く
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button size="sm" unavailable={goals.length >= 10} reason="達成目標は10件までです" onClick={() => form.set({ goals: [...goals, EMPTY_GOAL] })}>
          達成目標を追加
        </Button>
      </div>
      {menus.map((menu, index) => (
        <fieldset key={index} className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-3 two:grid-cols-[minmax(0,1fr)_9rem_auto]">
          <legend className="px-1 text-sm font-bold">支援メニュー{index + 1}</legend>
          <Select
            label="メニュー"
            required
            choices={codes.choices('plan_menu')}
            value={menu.menu}
            onChange={(value) => setMenu(index, { menu: value })}
            {...form.at(`menus.${index}.menu`)}
          />
          <Select
            label="担当"
            required
            choices={owners}
            value={menu.owner}
            onChange={(owner) => setMenu(index, { owner })}
            {...form.at(`menus.${index}.owner`)}
          />
          {menus.length > 1 && (
            <Button
              size="xs"
              variant="text"
              label={`支援メニュー${index + 1}を除く`}
              className="mt-8"
              onClick={() => form.set({ menus: menus.filter((_, at) => at !== index) })}
            >
              除く
            </Button>
          )}
        </fieldset>
      ))}
      <div>
        <Button size="sm" onClick={() => form.set({ menus: [...menus, EMPTY_MENU] })}>
          支援メニューを追加
        </Button>
      </div>
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
