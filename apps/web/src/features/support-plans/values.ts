import { addDays, addMonths, dateEntry, type DateEntry, EMPTY_DATE, formatWarekiShort, today, todayEntry } from '../../lib/dates';
import type { FieldError } from '../../lib/problem';
import type { WriteSupportPlan } from './api/support-plans';

export interface GoalValues {
  readonly goal: string;
  readonly owner: string;
  readonly dueOn: DateEntry;
}

export interface MenuValues {
  readonly menu: string;
  readonly owner: string;
  /** Empty: from the beginning of the plan. */
  readonly periodFrom: DateEntry;
  /** Empty: to the end of the plan. */
  readonly periodUntil: DateEntry;
}

/** One of the 支援チーム; the author stands on the plan anyway. */
export interface MemberValues {
  readonly staffId: string;
  readonly duty: string;
}

export interface PlanValues {
  readonly longTermGoal: string;
  readonly periodFrom: DateEntry;
  readonly periodUntil: DateEntry;
  readonly reviewOn: DateEntry;
  readonly goals: readonly GoalValues[];
  readonly menus: readonly MenuValues[];
  readonly members: readonly MemberValues[];
}

export const EMPTY_GOAL: GoalValues = { goal: '', owner: 'client', dueOn: EMPTY_DATE };
export const EMPTY_MENU: MenuValues = { menu: '', owner: 'hello_work', periodFrom: EMPTY_DATE, periodUntil: EMPTY_DATE };
export const EMPTY_MEMBER: MemberValues = { staffId: '', duty: '' };

/** Half a year from today, looked at again after three months: a starting point, not a rule. */
export function freshPlan(): PlanValues {
  const from = today();
  return {
    longTermGoal: '',
    periodFrom: todayEntry(),
    periodUntil: dateEntry(addDays(addMonths(from, 6), -1), formatWarekiShort),
    reviewOn: dateEntry(addMonths(from, 3), formatWarekiShort),
    goals: [EMPTY_GOAL],
    menus: [EMPTY_MENU],
    members: [],
  };
}

export function checkPlan(values: PlanValues): readonly FieldError[] {
  const rules: readonly [boolean, string, string][] = [
    [values.longTermGoal.trim() === '', 'longTermGoal', '長期目標を入力してください。'],
    [values.periodFrom.date === null, 'periodFrom', '支援期間の開始日を入力してください。'],
    [values.periodUntil.date === null, 'periodUntil', '支援期間の終了日を入力してください。'],
    [values.reviewOn.date === null, 'reviewOn', '次回見直し日を入力してください。'],
    ...values.goals.flatMap((goal, index): [boolean, string, string][] => [
      [goal.goal.trim() === '', `goals.${index}.goal`, `達成目標${index + 1}を入力してください。`],
      [goal.owner === '', `goals.${index}.owner`, `達成目標${index + 1}の担当を選んでください。`],
      [goal.dueOn.date === null, `goals.${index}.dueOn`, `達成目標${index + 1}の期日を入力してください。`],
    ]),
    ...values.menus.flatMap((menu, index): [boolean, string, string][] => [
      [menu.menu === '', `menus.${index}.menu`, `支援メニュー${index + 1}を選んでください。`],
      [menu.owner === '', `menus.${index}.owner`, `支援メニュー${index + 1}の担当を選んでください。`],
      [menu.periodFrom.problem !== null, `menus.${index}.periodFrom`, menu.periodFrom.problem ?? ''],
      [menu.periodUntil.problem !== null, `menus.${index}.periodUntil`, menu.periodUntil.problem ?? ''],
    ]),
    ...values.members.flatMap((member, index): [boolean, string, string][] => [
      [member.staffId === '', `members.${index}.staffId`, `支援チーム${index + 1}の職員を選んでください。`],
      [member.duty.trim() === '', `members.${index}.duty`, `支援チーム${index + 1}の役割を入力してください。`],
    ]),
  ];
  return rules.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

/** Menus without dates of their own run over the whole period of support. */
export function planBody(values: PlanValues, caseId: string | undefined): WriteSupportPlan {
  const periodFrom = values.periodFrom.date ?? '';
  const periodUntil = values.periodUntil.date ?? '';
  return {
    ...(caseId === undefined ? {} : { caseId }),
    longTermGoal: values.longTermGoal,
    periodFrom,
    periodUntil,
    reviewOn: values.reviewOn.date ?? '',
    goals: values.goals.map(({ goal, owner, dueOn }) => ({ goal, owner, dueOn: dueOn.date ?? '' })),
    menus: values.menus.map((entry) => ({
      menu: entry.menu,
      owner: entry.owner,
      periodFrom: entry.periodFrom.date ?? periodFrom,
      periodUntil: entry.periodUntil.date ?? periodUntil,
    })),
    members: values.members.map(({ staffId, duty }) => ({ staffId, duty })),
  };
}
