import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from '../../../components/button';
import { Select } from '../../../components/choices';
import { DateBox } from '../../../components/date-box';
import { TextInput } from '../../../components/text-input';
import type { FormState } from '../../../lib/use-form';
import { officesQuery } from '../../offices/api/offices';
import { useCodes } from '../../reference/use-codes';
import { EMPTY_GOAL, EMPTY_MEMBER, EMPTY_MENU, type GoalValues, type MemberValues, type MenuValues, type PlanValues } from '../values';

interface ListProps {
  readonly form: FormState<PlanValues>;
}

const replaced = <T,>(list: readonly T[], index: number, change: Partial<T>): readonly T[] =>
  list.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

export function GoalFields({ form }: ListProps): ReactNode {
  const codes = useCodes();
  const { goals } = form.values;
  const setGoal = (index: number, change: Partial<GoalValues>): void => form.set({ goals: replaced(goals, index, change) });
  return (
    <>
      {goals.map((goal, index) => (
        // A goal has no identity before it is saved: its place is its name.
        <fieldset key={index} className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-2 two:grid-cols-[minmax(0,1fr)_10rem_13rem_auto]">
          <legend className="px-1 text-sm font-bold">達成目標{index + 1}</legend>
          <TextInput label="目標" required value={goal.goal} onChange={(text) => setGoal(index, { goal: text })} {...form.at(`goals.${index}.goal`)} />
          <Select
            label="担当"
            required
            choices={codes.choices('owner', { kept: goal.owner })}
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
    </>
  );
}

/** Dates are asked for where a menu does not run over the whole plan. */
export function MenuFields({ form }: ListProps): ReactNode {
  const codes = useCodes();
  const { menus } = form.values;
  const setMenu = (index: number, change: Partial<MenuValues>): void => form.set({ menus: replaced(menus, index, change) });
  return (
    <>
      {menus.map((menu, index) => (
        <fieldset key={index} className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-3 two:grid-cols-2 split:grid-cols-[minmax(0,1fr)_10rem_12rem_12rem_auto]">
          <legend className="px-1 text-sm font-bold">支援メニュー{index + 1}</legend>
          <Select
            label="メニュー"
            required
            choices={codes.choices('support_plan_menu', { kept: menu.menu })}
            value={menu.menu}
            onChange={(value) => setMenu(index, { menu: value })}
            {...form.at(`menus.${index}.menu`)}
          />
          <Select
            label="担当"
            required
            choices={codes.choices('owner', { kept: menu.owner })}
            value={menu.owner}
            onChange={(owner) => setMenu(index, { owner })}
            {...form.at(`menus.${index}.owner`)}
          />
          <DateBox
            label="開始日"
            optional
            value={menu.periodFrom}
            onChange={(periodFrom) => setMenu(index, { periodFrom })}
            {...form.at(`menus.${index}.periodFrom`)}
          />
          <DateBox
            label="終了日"
            optional
            value={menu.periodUntil}
            onChange={(periodUntil) => setMenu(index, { periodUntil })}
            {...form.at(`menus.${index}.periodUntil`)}
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
        <Button size="sm" unavailable={menus.length >= 20} reason="支援メニューは20件までです" onClick={() => form.set({ menus: [...menus, EMPTY_MENU] })}>
          支援メニューを追加
        </Button>
      </div>
      <p className="text-sm text-solid-gray-700">支援メニューの開始日・終了日を空にすると、支援期間と同じになります。</p>
    </>
  );
}

/** 支援チーム: colleagues of the acting office, each with what they do. */
export function MemberFields({ form }: ListProps): ReactNode {
  const offices = useQuery(officesQuery);
  const { members } = form.values;
  const setMember = (index: number, change: Partial<MemberValues>): void => form.set({ members: replaced(members, index, change) });
  const colleagues = (offices.data?.colleagues ?? []).map((one) => ({ value: one.id, label: `${one.name}（${one.roleLabel}）` }));
  const free = (index: number) => colleagues.filter(({ value }) => members.every((member, at) => at === index || member.staffId !== value));
  return (
    <>
      {members.map((member, index) => (
        <fieldset key={index} className="grid items-start gap-x-3 gap-y-2 rounded-8 border px-3 pb-3 two:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <legend className="px-1 text-sm font-bold">支援チーム{index + 1}</legend>
          <Select
            label="職員"
            required
            choices={free(index)}
            value={member.staffId}
            onChange={(staffId) => setMember(index, { staffId })}
            {...form.at(`members.${index}.staffId`)}
          />
          <TextInput
            label="役割"
            required
            maxLength={60}
            value={member.duty}
            onChange={(duty) => setMember(index, { duty })}
            {...form.at(`members.${index}.duty`)}
          />
          <Button
            size="xs"
            variant="text"
            label={`支援チーム${index + 1}を除く`}
            className="mt-8"
            onClick={() => form.set({ members: members.filter((_, at) => at !== index) })}
          >
            除く
          </Button>
        </fieldset>
      ))}
      <div>
        <Button size="sm" unavailable={members.length >= 15} reason="支援チームは15人までです" onClick={() => form.set({ members: [...members, EMPTY_MEMBER] })}>
          支援チームを追加
        </Button>
      </div>
    </>
  );
}
