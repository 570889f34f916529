import { addDays, addMonths, compareDates, conflict, invalidField, type IsoDate, type StoredOf } from '@madoguchi/kernel';
import type { PlacementStatus } from './placement';
import type { ATTEMPT, OUTCOMES } from './records';

/** 就労継続・離職・不明. */
export type Outcome = (typeof OUTCOMES)[number];

/** When after 就職日 a check (a code of `retention_milestone`) falls due: in days or in months. */
export type MilestoneRule = { readonly milestone: string } & ({ readonly days: number } | { readonly months: number });

export interface DueCheck {
  readonly milestone: string;
  readonly dueOn: IsoDate;
}

/**
 * Reads the setting retention.milestones.
 * @throws Error when it is not a list of distinct milestones with days or months: reference data is part of the product.
 */
export function parseMilestones(value: unknown): readonly MilestoneRule[] {
  if (!Array.isArray(value)) throw new Error('Setting retention.milestones must be a list');
  const rules = value.map(parseRule);
  if (new Set(rules.map((rule) => rule.milestone)).size < rules.length) throw new Error('A milestone stands twice in retention.milestones');
  return rules;
}

const MILESTONE = /^[a-z0-9_]{1,40}$/;

function parseRule(value: unknown): MilestoneRule {
  if (typeof value === 'object' && value !== null && 'milestone' in value) {
    const milestone = typeof value.milestone === 'string' && MILESTONE.test(value.milestone) ? value.milestone : undefined;
    if (milestone && 'days' in value && isPositiveWhole(value.days)) return { milestone, days: value.days };
    if (milestone && 'months' in value && isPositiveWhole(value.months)) return { milestone, months: value.months };
  }
  throw new Error('Setting retention.milestones holds an entry that is no milestone');
}

function isPositiveWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

/** The checks of a placement; a month later is the same day, or the last day of a shorter month. */
export function checksAfter(hiredOn: IsoDate, rules: readonly MilestoneRule[]): readonly DueCheck[] {
  return rules.map((rule) => ({
    milestone: rule.milestone,
    dueOn: 'days' in rule ? addDays(hiredOn, rule.days) : addMonths(hiredOn, rule.months),
  }));
}

export interface Attempt extends Omit<StoredOf<typeof ATTEMPT>, 'note'> {
  readonly leftOn: IsoDate | null;
  readonly separationReason: string | null;
}

/**
 * Whether a check can be recorded (again): an unknown outcome may be replaced when more is known, a known one stays.
 * @throws DomainError not_confirmed, already_left, already_recorded (conflicts).
 */
export function requireRecordable(placement: { readonly status: PlacementStatus; readonly separated: boolean }, outcome: Outcome | null): void {
  if (placement.status !== 'confirmed') throw conflict('not_confirmed', '確認済の就職だけに、定着確認を記録できます。');
  if (placement.separated) throw conflict('already_left', 'この就職は、すでに離職が記録されています。');
  if (outcome === 'employed' || outcome === 'left') throw conflict('already_recorded', 'この定着確認は、すでに記録されています。');
}

/**
 * @throws DomainError future_date, attempted_before_hired, employed_unreached, left_on_required, left_before_hired,
 * left_after_attempt, separation_reason_required, separation_not_expected.
 */
export function checkAttempt(attempt: Attempt, hiredOn: IsoDate, today: IsoDate): void {
  if (compareDates(attempt.attemptedOn, today) > 0) {
    throw invalidField('attemptedOn', 'future_date', '連絡した日は今日までの日付を入力してください。');
  }
  if (compareDates(attempt.attemptedOn, hiredOn) < 0) {
    throw invalidField('attemptedOn', 'attempted_before_hired', '連絡した日は、就職日以後の日付を入力してください。');
  }
  if (attempt.outcome === 'employed' && !attempt.reached) {
    throw invalidField('outcome', 'employed_unreached', '連絡がつかなかったときは、「就労継続」を選べません。');
  }
  if (attempt.outcome === 'left') checkSeparation(attempt, hiredOn);
  else if (attempt.leftOn !== null || attempt.separationReason !== null) {
    throw invalidField('leftOn', 'separation_not_expected', '離職日と離職理由は、結果が「離職」のときだけ入力してください。');
  }
}

function checkSeparation({ leftOn, attemptedOn, separationReason }: Attempt, hiredOn: IsoDate): void {
  if (leftOn === null) throw invalidField('leftOn', 'left_on_required', '離職日を入力してください。');
  if (compareDates(leftOn, hiredOn) < 0) throw invalidField('leftOn', 'left_before_hired', '離職日は、就職日以後の日付を入力してください。');
  if (compareDates(leftOn, attemptedOn) > 0) throw invalidField('leftOn', 'left_after_attempt', '離職日は、連絡した日までの日付を入力してください。');
  if (separationReason === null) throw invalidField('separationReason', 'separation_reason_required', '離職理由を選んでください。');
}
