import { compareDates, conflict, invalidField, type IsoDate } from '@madoguchi/kernel';
import type { FollowUpKind, WorkScreen } from './follow-up-kind';

export const FOLLOW_UP_STATUSES = ['open', 'done', 'void'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** The lists that people work from. */
export const FOLLOW_UP_VIEWS = ['mine', 'office', 'new', 'waiting', 'overdue', 'today'] as const;
export type FollowUpView = (typeof FOLLOW_UP_VIEWS)[number];

/** How long an item counts as 「新しく担当」 after it came to somebody, in days. */
export const FRESH_DAYS = 3;

export interface FollowUpState {
  /** Absent: not a kind of this version. */
  readonly kind: FollowUpKind | undefined;
  readonly status: FollowUpStatus;
  readonly waiting: boolean;
}

export function endsByHand(item: FollowUpState): boolean {
  return item.status === 'open' && !item.waiting && item.kind?.endedBy === 'hand';
}

export function mayBePostponed(item: FollowUpState): boolean {
  return item.status === 'open' && !item.waiting && item.kind?.postponedBy === 'hand';
}

export function screenOf({ kind, waiting }: FollowUpState): WorkScreen | null {
  return (waiting ? kind?.screenWhileWaiting : undefined) ?? kind?.screen ?? null;
}

/** @throws DomainError `already_closed`. */
export function mustBeOpen(item: Pick<FollowUpState, 'status'>): void {
  if (item.status !== 'open') throw conflict('already_closed', 'この用件はすでに終わっています。一覧を読み込み直してください。');
}

/** @throws DomainError `already_closed`, or `closed_by_record` for what ends with its record. */
export function finish(item: FollowUpState): FollowUpStatus {
  mustBeOpen(item);
  if (!endsByHand(item)) {
    throw conflict('closed_by_record', 'この用件は、もとの記録（回答・確認など）を入力すると終わります。もとの記録を開いてください。');
  }
  return 'done';
}

/** @throws DomainError `already_closed`, `fixed_due_date` or `past_date`. */
export function postpone(item: FollowUpState, dueOn: IsoDate, today: IsoDate): IsoDate {
  mustBeOpen(item);
  if (!mayBePostponed(item)) {
    throw conflict('fixed_due_date', 'この用件の期限は変えられません。担当を替えるか、もとの記録を開いてください。');
  }
  if (compareDates(dueOn, today) < 0) throw invalidField('dueOn', 'past_date', '期限は今日からの日付を入力してください。');
  return dueOn;
}
