import { compareDates, conflict, invalidField, type IsoDate, transitionTable } from '@madoguchi/kernel';

export type PlanStatus = 'draft' | 'agreed' | 'approved' | 'evaluated';
export type PlanCommand = 'agree' | 'approve' | 'evaluate';

/** 作成中 → 本人同意 → 支援決定 → 評価済. Support need not wait for the decision; the decision waits for the client. */
export const PLAN_MOVES = transitionTable<PlanStatus, PlanCommand>({
  draft: { agree: 'agreed' },
  agreed: { approve: 'approved' },
  approved: { evaluate: 'evaluated' },
  evaluated: {},
});

export interface PlanGoal {
  readonly goal: string;
  /** Who does it. */
  readonly owner: string;
  readonly dueOn: IsoDate;
}

export interface PlanMenu {
  readonly menu: string;
  /** Who does it. */
  readonly owner: string;
  readonly periodFrom: IsoDate;
  /** Last day. */
  readonly periodUntil: IsoDate;
}

export interface PlanMember {
  readonly staffId: string;
  readonly duty: string;
}

export interface SupportPlan {
  readonly longTermGoal: string;
  readonly periodFrom: IsoDate;
  /** Last day. */
  readonly periodUntil: IsoDate;
  readonly reviewOn: IsoDate;
  readonly goals: readonly PlanGoal[];
  readonly menus: readonly PlanMenu[];
  readonly members: readonly PlanMember[];
}

/**
 * Everything of a plan lies within its period; the first wrong field is named with its path.
 * @throws DomainError end_before_start, review_outside_period, goal_outside_period, menu_outside_period, duplicate_menu, duplicate_member.
 */
export function checkPlan(plan: SupportPlan): void {
  if (compareDates(plan.periodUntil, plan.periodFrom) < 0) {
    throw invalidField('periodUntil', 'end_before_start', '支援期間の終わりは、始まりの日以後の日付を入力してください。');
  }
  if (!isWithin(plan.reviewOn, plan)) {
    throw invalidField('reviewOn', 'review_outside_period', '次回見直し日は、支援期間の中の日付を入力してください。');
  }
  plan.goals.forEach((goal, index) => {
    if (!isWithin(goal.dueOn, plan)) {
      throw invalidField(`goals.${index}.dueOn`, 'goal_outside_period', '目標の期日は、支援期間の中の日付を入力してください。');
    }
  });
  plan.menus.forEach((menu, index) => checkMenu(menu, index, plan));
  const members = plan.members.map((member) => member.staffId);
  const memberTwice = members.findIndex((id, index) => members.indexOf(id) !== index);
  if (memberTwice >= 0) throw invalidField(`members.${memberTwice}.staffId`, 'duplicate_member', '同じ職員が二度あります。一つにまとめてください。');
}

function checkMenu(menu: PlanMenu, index: number, plan: SupportPlan): void {
  if (compareDates(menu.periodUntil, menu.periodFrom) < 0) {
    throw invalidField(`menus.${index}.periodUntil`, 'end_before_start', '支援メニューの終わりは、始まりの日以後の日付を入力してください。');
  }
  const outside = !isWithin(menu.periodFrom, plan) ? 'periodFrom' : !isWithin(menu.periodUntil, plan) ? 'periodUntil' : undefined;
  if (outside) {
    throw invalidField(`menus.${index}.${outside}`, 'menu_outside_period', '支援メニューの期間は、支援期間の中で入力してください。');
  }
  if (plan.menus.findIndex((other) => other.menu === menu.menu) !== index) {
    throw invalidField(`menus.${index}.menu`, 'duplicate_menu', '同じ支援メニューが二度あります。一つにまとめてください。');
  }
}

/** @throws DomainError illegal_transition; future_date on `agreedOn`. */
export function agree(status: PlanStatus, agreedOn: IsoDate, today: IsoDate): PlanStatus {
  const next = PLAN_MOVES.next(status, 'agree');
  refuseFuture('agreedOn', '本人が同意した日', agreedOn, today);
  return next;
}

/** @throws DomainError illegal_transition; future_date, approved_before_agreed on `approvedOn`; not_agreed when no date of agreement is held. */
export function approve(status: PlanStatus, agreedOn: IsoDate | null, approvedOn: IsoDate, today: IsoDate): PlanStatus {
  const next = PLAN_MOVES.next(status, 'approve');
  if (agreedOn === null) throw conflict('not_agreed', '本人の同意を記録してから決定してください。', PLAN_MOVES.allowed('draft'));
  refuseFuture('approvedOn', '支援決定日', approvedOn, today);
  if (compareDates(approvedOn, agreedOn) < 0) {
    throw invalidField('approvedOn', 'approved_before_agreed', '支援決定日は、本人が同意した日以後の日付を入力してください。');
  }
  return next;
}

function refuseFuture(field: string, label: string, day: IsoDate, today: IsoDate): void {
  if (compareDates(day, today) > 0) throw invalidField(field, 'future_date', `${label}は今日までの日付を入力してください。`);
}

function isWithin(day: IsoDate, period: { readonly periodFrom: IsoDate; readonly periodUntil: IsoDate }): boolean {
  return compareDates(day, period.periodFrom) >= 0 && compareDates(day, period.periodUntil) <= 0;
}
