import { addMonths, compareDates, conflict, invalidField, type IsoDate, type StoredOf, transitionTable } from '@madoguchi/kernel';
import { type INTRODUCTION_STATES, NUMBER_PATTERN, type REGISTRATION } from './records';

/** 有効期限 is the last day on which it is valid. */
export type Registration = Omit<StoredOf<typeof REGISTRATION>, 'wish'>;

/** The last valid day where none was given. Periods in months do not count their first day (民法140条). */
export function defaultValidUntil(registeredOn: IsoDate, months: number): IsoDate {
  return addMonths(registeredOn, months);
}

/** @throws DomainError format, future_date, end_before_start, last_used_after_registered, last_used_not_expected. */
export function checkRegistration(registration: Registration, today: IsoDate): void {
  const { registrationNumber, registeredOn, validUntil, firstEver, lastUsedOn } = registration;
  if (!NUMBER_PATTERN.test(registrationNumber)) {
    throw invalidField('registrationNumber', 'format', '求職番号は 12345-12345678 の形で入力してください。');
  }
  if (compareDates(registeredOn, today) > 0) throw invalidField('registeredOn', 'future_date', '申込日は今日までの日付を入力してください。');
  if (compareDates(validUntil, registeredOn) < 0) {
    throw invalidField('validUntil', 'end_before_start', '有効期限は、申込日以後の日付を入力してください。');
  }
  if (lastUsedOn === null) return;
  if (firstEver === 'yes') {
    throw invalidField('lastUsedOn', 'last_used_not_expected', '初めての登録のときは、前回利用日を入力しないでください。');
  }
  if (compareDates(lastUsedOn, registeredOn) > 0) {
    throw invalidField('lastUsedOn', 'last_used_after_registered', '前回利用日は、申込日までの日付を入力してください。');
  }
}

/** Both ends are valid days. */
export function isValidOn(registration: Pick<Registration, 'registeredOn' | 'validUntil'>, day: IsoDate): boolean {
  return compareDates(registration.registeredOn, day) <= 0 && compareDates(day, registration.validUntil) <= 0;
}

/**
 * The registration under which a 職業紹介 of a day stands: the newest that is valid on it.
 * @throws DomainError future_date; no_valid_registration (conflict).
 */
export function registrationFor<R extends Pick<Registration, 'registeredOn' | 'validUntil'>>(
  registrations: readonly R[],
  introducedOn: IsoDate,
  today: IsoDate,
): R {
  if (compareDates(introducedOn, today) > 0) throw invalidField('introducedOn', 'future_date', '紹介日は今日までの日付を入力してください。');
  const [newest] = registrations
    .filter((one) => isValidOn(one, introducedOn))
    .sort((a, b) => compareDates(b.registeredOn, a.registeredOn));
  if (!newest) throw conflict('no_valid_registration', '紹介日に有効な求職申込がありません。求職申込を登録または更新してください。');
  return newest;
}

export type IntroductionResult = (typeof INTRODUCTION_STATES)[number];
export const INTRODUCTION_RESULTS = ['hired', 'rejected', 'withdrawn'] as const;
export type KnownResult = (typeof INTRODUCTION_RESULTS)[number];

/** 結果待ち → 採用・不採用・辞退; 採用 alone makes no 就職. */
export const RESULT_MOVES = transitionTable<IntroductionResult, KnownResult>({
  pending: { hired: 'hired', rejected: 'rejected', withdrawn: 'withdrawn' },
  hired: {},
  rejected: {},
  withdrawn: {},
});

/** @throws DomainError illegal_transition; future_date, result_before_introduced on `resultOn`. */
export function settleIntroduction(
  introduction: { readonly result: IntroductionResult; readonly introducedOn: IsoDate },
  result: KnownResult,
  resultOn: IsoDate,
  today: IsoDate,
): IntroductionResult {
  const next = RESULT_MOVES.next(introduction.result, result);
  if (compareDates(resultOn, today) > 0) throw invalidField('resultOn', 'future_date', '結果の日は今日までの日付を入力してください。');
  if (compareDates(resultOn, introduction.introducedOn) < 0) {
    throw invalidField('resultOn', 'result_before_introduced', '結果の日は、紹介日以後の日付を入力してください。');
  }
  return next;
}

/** Whether a 就職 may be recorded as coming from this introduction: not when it ended otherwise. */
export function mayLeadToPlacement(result: IntroductionResult): boolean {
  return result === 'pending' || result === 'hired';
}
