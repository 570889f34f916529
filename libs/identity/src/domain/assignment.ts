import { addDays, addMonths, dateOf, fiscalYearOf, invalidField, type IsoDate } from '@madoguchi/kernel';

/** 担当（発令） as dates go: half-open, `infinity` for no end. */
export interface DatedAssignment {
  readonly validFrom: IsoDate;
  readonly validUntil: IsoDate | 'infinity';
}

/** The day of 人事異動: 1 April of the next fiscal year. */
export function nextTransferDay(today: IsoDate): IsoDate {
  return dateOf(fiscalYearOf(today) + 1, 4, 1);
}

/**
 * The first day no longer, for an assignment whose last day is given. What was done under an assignment stays done under
 * it, so an end lies in the past by yesterday at most.
 * @throws DomainError on `lastDay`
 */
export function endAfter(assignment: DatedAssignment, lastDay: IsoDate, today: IsoDate): IsoDate {
  if (assignment.validUntil <= today) throw invalidField('lastDay', 'over', 'この所属は、もう終わっています。');
  if (lastDay < addDays(today, -1)) throw invalidField('lastDay', 'past', '最後の日は、昨日以後の日付にしてください。');
  if (lastDay < assignment.validFrom) throw invalidField('lastDay', 'before_beginning', '最後の日は、所属が始まる日以後にしてください。');
  return addDays(lastDay, 1);
}

/** @throws DomainError on `field`: nobody is moved in what is past, nor in a distant future. */
export function checkBeginning(validFrom: IsoDate, today: IsoDate, field = 'validFrom'): void {
  if (validFrom < today) throw invalidField(field, 'past', '始まる日は、今日以後の日付にしてください。');
  if (validFrom > addMonths(today, 24)) throw invalidField(field, 'too_far', '始まる日は、2年以内の日付にしてください。');
}

/** @throws DomainError on `field` when the assignment does not last until the day of the move. */
export function checkMovable(assignment: DatedAssignment, day: IsoDate, field: string): void {
  if (assignment.validFrom >= day) throw invalidField(field, 'not_begun', '異動の日より前に始まっている所属を選んでください。');
  if (assignment.validUntil < day) throw invalidField(field, 'ends_before', '異動の日より前に終わる所属です。');
}
