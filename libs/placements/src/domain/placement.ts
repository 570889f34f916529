import { addMonths, compareDates, invalidField, type IsoDate, type StoredOf, transitionTable } from '@madoguchi/kernel';
import type { PLACEMENT_ENTRY, PLACEMENT_STATUSES } from './records';

export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];
export type PlacementCommand = 'confirm' | 'cancel';

/** 未確認 → 確認済; either may be cancelled, and what is cancelled stays so: a new record is a new placement. */
export const PLACEMENT_MOVES = transitionTable<PlacementStatus, PlacementCommand>({
  recorded: { confirm: 'confirmed', cancel: 'cancelled' },
  confirmed: { cancel: 'cancelled' },
  cancelled: {},
});

/** A promise of work (内定) may lie ahead, of school leavers by most of a year; what lies further is a slip of the year. */
const MONTHS_AHEAD = 12;

/** A placement as far as rules look at it: not where it is. */
export type PlacementFacts = Omit<StoredOf<typeof PLACEMENT_ENTRY>, 'employerName' | 'occupation'>;

/** What rules take the words of a placement for; a town's own word may mean the same as the product's, or nothing. */
export interface PlacementWords {
  /** 自安定所の紹介: it has a day, and an introduction of the own office leads to no other route. */
  readonly ownIntroduction: boolean;
  /** 常用. */
  readonly noTerm: boolean;
  readonly partTime: boolean;
}

/**
 * @throws DomainError introduced_on_required, too_far_ahead, introduced_after_hired, future_date, route_mismatch,
 * permanent_part_time, permanent_not_regular.
 */
export function checkPlacement(facts: PlacementFacts, words: PlacementWords, today: IsoDate): void {
  const { introducedOn, hiredOn } = facts;
  if (facts.introductionId !== null && !words.ownIntroduction) {
    throw invalidField('route', 'route_mismatch', '自所の職業紹介による就職は、就職経路を「自安定所の紹介」にしてください。');
  }
  if (words.ownIntroduction && introducedOn === null) {
    throw invalidField('introducedOn', 'introduced_on_required', '自安定所の紹介のときは、紹介日を入力してください。');
  }
  if (compareDates(hiredOn, addMonths(today, MONTHS_AHEAD)) > 0) {
    throw invalidField('hiredOn', 'too_far_ahead', '就職日が1年以上先になっています。年を確かめてください。');
  }
  if (introducedOn !== null && compareDates(introducedOn, hiredOn) > 0) {
    throw invalidField('introducedOn', 'introduced_after_hired', '紹介日は、就職日までの日付を入力してください。');
  }
  if (introducedOn !== null && compareDates(introducedOn, today) > 0) {
    throw invalidField('introducedOn', 'future_date', '紹介日は今日までの日付を入力してください。');
  }
  if (facts.permanentEmployee && words.partTime) {
    throw invalidField('permanentEmployee', 'permanent_part_time', '正社員とパートは同時に選べません。');
  }
  // 正社員 = non-part 常用 that the employer calls so: a placement with a term is none, whatever it is called.
  if (facts.permanentEmployee && !words.noTerm) {
    throw invalidField('permanentEmployee', 'permanent_not_regular', '正社員は、期間の定めが「常用」のときだけ選べます。');
  }
}

/**
 * 把握・確認: somebody has seen that the person works there.
 * @throws DomainError illegal_transition; hired_in_future, future_date, confirmed_before_hired on `confirmedOn`.
 */
export function confirm(status: PlacementStatus, hiredOn: IsoDate, confirmedOn: IsoDate, today: IsoDate): PlacementStatus {
  const next = PLACEMENT_MOVES.next(status, 'confirm');
  if (compareDates(hiredOn, today) > 0) {
    throw invalidField('confirmedOn', 'hired_in_future', '就職日が来てから確認してください。');
  }
  if (compareDates(confirmedOn, today) > 0) throw invalidField('confirmedOn', 'future_date', '確認日は今日までの日付を入力してください。');
  if (compareDates(confirmedOn, hiredOn) < 0) {
    throw invalidField('confirmedOn', 'confirmed_before_hired', '確認日は、就職日以後の日付を入力してください。');
  }
  return next;
}
