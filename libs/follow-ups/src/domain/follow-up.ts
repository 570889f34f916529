import { compareDates, conflict, invalidField, type IsoDate } from '@madoguchi/kernel';

/** What can be due. The room that knows why opens the item; its words are codes of the list `follow_up_kind`. */
export const FOLLOW_UP_KINDS = [
  'referral_decide',
  'referral_reply',
  'referral_correct',
  'plan_review',
  'appointment',
  'retention_check',
  'consent_expiry',
  'consent_paper',
  'registration_expiry',
  'income_report',
  'disposal_confirmation',
  'support_without_sharing',
  'protection_expiry',
  'protection_decision',
  'exceptional_notice',
  'exceptional_decision',
  'disclosure_request',
  'onward_decision',
  'onward_notice',
  'task',
] as const;
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number];

export const FOLLOW_UP_STATUSES = ['open', 'done', 'void'] as const;
export type FollowUpStatus = (typeof FOLLOW_UP_STATUSES)[number];

/** The lists that people work from. */
export const FOLLOW_UP_VIEWS = ['mine', 'office', 'new', 'waiting', 'overdue', 'today'] as const;
export type FollowUpView = (typeof FOLLOW_UP_VIEWS)[number];

/** How long an item counts as 「新しく担当」 after it came to somebody, in days. */
export const FRESH_DAYS = 3;

export interface FollowUpState {
  readonly kind: FollowUpKind;
  readonly status: FollowUpStatus;
  readonly waiting: boolean;
}

/** Kinds that end when a person says so; every other kind ends with the record that it comes from. */
const ENDED_BY_HAND: ReadonlySet<FollowUpKind> = new Set([
  'task',
  'income_report',
  'consent_expiry',
  'disposal_confirmation',
  'support_without_sharing',
  'exceptional_notice',
  'onward_notice',
  // Where the paper is kept in a folder and never scanned, somebody says so.
  'consent_paper',
]);

/** Dates that follow from a signature or an official clock: the office that owes the move cannot push them away. */
const FIXED_DATE: ReadonlySet<FollowUpKind> = new Set([
  'referral_decide',
  'referral_reply',
  'consent_expiry',
  'registration_expiry',
  'protection_expiry',
  'protection_decision',
  'exceptional_decision',
  'disclosure_request',
  'onward_decision',
]);

export function endsByHand(item: FollowUpState): boolean {
  return item.status === 'open' && !item.waiting && ENDED_BY_HAND.has(item.kind);
}

export function mayBePostponed(item: FollowUpState): boolean {
  return item.status === 'open' && !item.waiting && !FIXED_DATE.has(item.kind);
}

/** @throws DomainError `already_closed`. */
export function mustBeOpen(item: FollowUpState): void {
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
