import { compareDates, conflict, type Decision, invalidField, type IsoDate, type ShownOf, storedOf, type StoredOf, type TypedOf } from '@madoguchi/kernel';
import { type END_ENTRY, PROTECTION_ENTRY, type RENEWAL } from './records';

/** A 支援措置 works on until its end is confirmed, whatever its last day; a 秘匿 of the office's own has none, and lapses. */
export interface Protection extends Readonly<ShownOf<typeof PROTECTION_ENTRY>> {
  readonly endAskedBy: string | null;
  readonly endedAt: Date | null;
  readonly lapsesAt: Date | null;
  readonly prolongAskedBy: string | null;
}

export function worksNow({ endedAt, lapsesAt }: Pick<Protection, 'endedAt' | 'lapsesAt'>, now: Date): boolean {
  return endedAt === null && (lapsesAt === null || now < lapsesAt);
}

export interface Release {
  readonly askedBy: string;
  readonly lastsDays: number;
  readonly decision: Decision | null;
  readonly revokedAt: Date | null;
}

/** @throws DomainError `future_date`, `expiry_required`, `expiry_not_expected` or `end_before_start`. */
export function startProtection(given: TypedOf<typeof PROTECTION_ENTRY>, today: IsoDate): StoredOf<typeof PROTECTION_ENTRY> {
  if (compareDates(given.startedOn, today) > 0) throw invalidField('startedOn', 'future_date', '開始日は今日までの日付を入力してください。');
  if (given.kind === 'local') {
    if (given.expiresOn !== undefined) throw invalidField('expiresOn', 'expiry_not_expected', '窓口の判断による秘匿では、有効期限を空にしてください。');
    if (given.keptBy !== undefined) throw invalidField('keptBy', 'keeper_not_expected', '窓口の判断による秘匿では、市区町村を空にしてください。');
    return storedOf(PROTECTION_ENTRY, given);
  }
  if (given.dangerAtRegistrar === true) throw invalidField('dangerAtRegistrar', 'local_only', '窓口の判断による秘匿のときだけ選べます。');
  if (given.expiresOn === undefined) throw invalidField('expiresOn', 'expiry_required', '支援措置の有効期限を入力してください。');
  if (compareDates(given.expiresOn, given.startedOn) < 0) {
    throw invalidField('expiresOn', 'end_before_start', '有効期限は開始日からの日付を入力してください。');
  }
  return { ...storedOf(PROTECTION_ENTRY, given), dangerAtRegistrar: null };
}

/**
 * A renewal moves the last day on and takes back an end that was asked for but not confirmed.
 * @throws DomainError `already_ended`, `not_renewable`, `future_date` or `end_before_start`.
 */
export function renew(protection: Protection, renewal: TypedOf<typeof RENEWAL>, today: IsoDate): IsoDate {
  mustBeInForce(protection);
  if (protection.expiresOn === null) throw conflict('not_renewable', '窓口の判断による秘匿は、更新ではなく延長を申し出てください。');
  if (compareDates(renewal.renewedOn, today) > 0) throw invalidField('renewedOn', 'future_date', '更新日は今日までの日付を入力してください。');
  if (compareDates(renewal.expiresOn, protection.expiresOn) <= 0) {
    throw invalidField('expiresOn', 'end_before_start', '新しい有効期限は、今の有効期限より後の日付を入力してください。');
  }
  return renewal.expiresOn;
}

/**
 * A 支援措置 is another authority's: it ends here when that one has answered.
 * @throws DomainError `already_ended`, `end_already_asked`, `answer_required`, `answer_not_expected` or `future_date`.
 */
export function askEnd(protection: Protection, given: TypedOf<typeof END_ENTRY>, today: IsoDate): { readonly answeredOn: IsoDate | null; readonly answeredBy: string | null } {
  mustBeInForce(protection);
  const { answeredOn = null, answeredBy = null } = given;
  if (protection.kind === 'local' && (answeredOn !== null || answeredBy !== null)) throw invalidField('answeredOn', 'answer_not_expected', '窓口の判断による秘匿では、回答を空にしてください。');
  if (protection.kind === 'official') {
    if (answeredOn === null) throw invalidField('answeredOn', 'answer_required', '措置を実施する市区町村から回答のあった日を入力してください。');
    if (answeredBy === null) throw invalidField('answeredBy', 'answer_required', '回答した市区町村・担当者を入力してください。');
    if (compareDates(answeredOn, today) > 0) throw invalidField('answeredOn', 'future_date', '回答のあった日は今日までの日付を入力してください。');
  }
  if (protection.endAskedBy !== null) throw conflict('end_already_asked', '終了の申し出がすでにあります。別の職員が確認すると終わります。');
  return { answeredOn, answeredBy };
}

/** @throws DomainError `already_ended`, `not_prolongable` or `prolonging_already_asked`. */
export function askProlonging(protection: Protection): void {
  mustBeInForce(protection);
  if (protection.kind !== 'local') throw conflict('not_prolongable', '支援措置は、延長ではなく有効期限を更新してください。');
  if (protection.prolongAskedBy !== null) throw conflict('prolonging_already_asked', '延長の申し出がすでにあります。別の職員が確認すると延長されます。');
}

/** @throws DomainError `already_ended`, `prolonging_not_asked`, `second_person` or `not_decider`. */
export function confirmProlonging(protection: Protection, actor: { readonly staffId: string; readonly decides: boolean }): void {
  mustBeInForce(protection);
  if (protection.prolongAskedBy === null) throw conflict('prolonging_not_asked', '延長の申し出がありません。');
  mustBeSecond(protection.prolongAskedBy, actor);
}

/** @throws DomainError `already_ended`, `end_not_asked`, `second_person` or `not_decider`. */
export function confirmEnd(protection: Protection, actor: { readonly staffId: string; readonly decides: boolean }): void {
  mustBeInForce(protection);
  if (protection.endAskedBy === null) throw conflict('end_not_asked', '終了の申し出がありません。');
  mustBeSecond(protection.endAskedBy, actor);
}

/** @throws DomainError `already_decided`, `second_person` or `not_decider`. */
export function decide(release: Release, actor: { readonly staffId: string; readonly decides: boolean }): void {
  if (release.decision !== null) throw conflict('already_decided', 'この申し出はすでに決裁されています。');
  mustBeSecond(release.askedBy, actor);
}

/** Taking back needs one person only. @throws DomainError `not_in_force`. */
export function revoke(release: Release & { readonly validUntilAt: Date | null }, now: Date): void {
  if (release.decision !== 'approved' || release.revokedAt !== null || release.validUntilAt === null || release.validUntilAt <= now) {
    throw conflict('not_in_force', 'この提供はすでに終わっています。');
  }
}

function mustBeInForce(protection: Protection): void {
  if (protection.endedAt !== null) throw conflict('already_ended', 'この措置はすでに終わっています。');
}

function mustBeSecond(first: string, actor: { readonly staffId: string; readonly decides: boolean }): void {
  if (first === actor.staffId) throw conflict('second_person', '申し出た本人は決裁できません。別の職員が決裁してください。');
  if (!actor.decides) throw conflict('not_decider', '決裁できるのは、係長・統括職業指導官か、指名された代理です。');
}
