import { compareDates, conflict, invalidField, type IsoDate, type StoredOf, transitionTable } from '@madoguchi/kernel';
import { type PLAN_ENTRY, type PLAN_GOAL, type PLAN_MEMBER, type PLAN_MENU, type PLAN_STATUSES, SUPPORT_PLAN } from './records';

export type PlanStatus = (typeof PLAN_STATUSES)[number];
export type PlanCommand = 'agree' | 'approve' | 'evaluate';

/** 作成中 → 本人同意 → 支援決定 → 評価済. Support need not wait for the decision; the decision waits for the client. */
export const PLAN_MOVES = transitionTable<PlanStatus, PlanCommand>({
  draft: { agree: 'agreed' },
  agreed: { approve: 'approved' },
  approved: { evaluate: 'evaluated' },
  evaluated: {},
});

export type PlanMenu = StoredOf<typeof PLAN_MENU>;

export interface SupportPlan extends StoredOf<typeof PLAN_ENTRY> {
  readonly goals: readonly StoredOf<typeof PLAN_GOAL>[];
  readonly menus: readonly PlanMenu[];
  readonly members: readonly StoredOf<typeof PLAN_MEMBER>[];
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
  refuseFuture('agreedOn', agreedOn, today);
  return next;
}

/** @throws DomainError illegal_transition; future_date, approved_before_agreed on `approvedOn`; not_agreed when no date of agreement is held. */
export function approve(status: PlanStatus, agreedOn: IsoDate | null, approvedOn: IsoDate, today: IsoDate): PlanStatus {
  const next = PLAN_MOVES.next(status, 'approve');
  if (agreedOn === null) throw conflict('not_agreed', '本人の同意を記録してから決定してください。', PLAN_MOVES.allowed('draft'));
  refuseFuture('approvedOn', approvedOn, today);
  if (compareDates(approvedOn, agreedOn) < 0) {
    throw invalidField('approvedOn', 'approved_before_agreed', '支援決定日は、本人が同意した日以後の日付を入力してください。');
  }
  return next;
}

function refuseFuture(field: 'agreedOn' | 'approvedOn', day: IsoDate, today: IsoDate): void {
  if (compareDates(day, today) > 0) throw invalidField(field, 'future_date', `${SUPPORT_PLAN.fields[field].label}は今日までの日付を入力してください。`);
}

function isWithin(day: IsoDate, period: Pick<PlanMenu, 'periodFrom' | 'periodUntil'>): boolean {
  return compareDates(day, period.periodFrom) >= 0 && compareDates(day, period.periodUntil) <= 0;
}
