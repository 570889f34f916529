import { type Fields, ifGiven, type RecordOf, some, together, without } from '@madoguchi/kernel';
import { PLAN_ENTRY, PLAN_GOAL, PLAN_MEMBER, PLAN_MENU } from '@madoguchi/support-plans/records';
import { addDays, addMonths, dateEntry, formatWarekiShort, today, todayEntry } from '../../lib/dates';
import type { FieldError } from '../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../lib/record-values';
import type { WriteSupportPlan } from './api/support-plans';
import { ja } from './ja';

/** A menu without days of its own runs over the whole period of support. */
export const MENU_ENTRY = together(without(PLAN_MENU, ['periodFrom', 'periodUntil']), ifGiven(some(PLAN_MENU, ['periodFrom', 'periodUntil'])));

/** The lists of a plan. The author stands on the plan without being named in the team. */
export interface PlanLists {
  readonly goals: readonly FormValues<typeof PLAN_GOAL.fields>[];
  readonly menus: readonly FormValues<typeof MENU_ENTRY.fields>[];
  readonly members: readonly FormValues<typeof PLAN_MEMBER.fields>[];
}

export type PlanValues = FormValues<typeof PLAN_ENTRY.fields> & PlanLists;

export const EMPTY_GOAL = valuesOf(PLAN_GOAL, { owner: 'client' });
export const EMPTY_MENU = valuesOf(MENU_ENTRY, { owner: 'hello_work' });
export const EMPTY_MEMBER = valuesOf(PLAN_MEMBER, null);

/** Half a year from today, looked at again after three months: a starting point, not a rule. */
export function freshPlan(): PlanValues {
  const from = today();
  return {
    ...valuesOf(PLAN_ENTRY, null),
    periodFrom: todayEntry(),
    periodUntil: dateEntry(addDays(addMonths(from, 6), -1), formatWarekiShort),
    reviewOn: dateEntry(addMonths(from, 3), formatWarekiShort),
    goals: [EMPTY_GOAL],
    menus: [EMPTY_MENU],
    members: [],
  };
}

export function checkPlan(values: PlanValues): readonly FieldError[] {
  return [
    ...checkValues(PLAN_ENTRY, values),
    ...checkList('goals', PLAN_GOAL, values.goals),
    ...checkList('menus', MENU_ENTRY, values.menus),
    ...checkList('members', PLAN_MEMBER, values.members),
  ];
}

function checkList<F extends Fields>(list: keyof PlanLists, of: RecordOf<F>, rows: readonly FormValues<F>[]): readonly FieldError[] {
  return rows.flatMap((row, index) =>
    checkValues(of, row).map(({ field, message }) => ({ field: `${list}.${index}.${field}`, message: ja.atPlace(of.title, index + 1, message) })),
  );
}

export function planBody(values: PlanValues, caseId: string | undefined): WriteSupportPlan {
  const plan = bodyOf(PLAN_ENTRY, values);
  return {
    ...(caseId === undefined ? {} : { caseId }),
    ...plan,
    goals: values.goals.map((one) => bodyOf(PLAN_GOAL, one)),
    menus: values.menus.map((one) => {
      const { periodFrom = plan.periodFrom, periodUntil = plan.periodUntil, ...menu } = bodyOf(MENU_ENTRY, one);
      return { ...menu, periodFrom, periodUntil };
    }),
    members: values.members.map((one) => bodyOf(PLAN_MEMBER, one)),
  };
}
