import { addDays, addMonths, compareDates, conflict, invalidField, type IsoDate, isoDate, type Purpose, startOfDay, type StoredOf, todayInTokyo, type TypedOf } from '@madoguchi/kernel';
import type { CONSENT, CONSENT_ENTRY, DIRECTIONS, SUPPORT_CONTINUES } from './records';

export type Direction = (typeof DIRECTIONS)[number];

/** What rules know of a method (list `consent_method`): signed paper is scanned, every other way needs a witness. */
export const SIGNED = 'signed';

export type SupportContinues = (typeof SUPPORT_CONTINUES)[number];

/** `renewed`: another consent has taken its place. */
export type ConsentState = 'in_force' | 'expired' | 'renewed' | 'withdrawn';

/** One cell of the matrix: which information goes which way, for what. */
export interface ConsentScope {
  readonly direction: Direction;
  readonly itemGroup: string;
  readonly purpose: Purpose;
}

/** Validity is half-open in time; screens show the last day. */
export interface Validity {
  readonly validFromAt: Date;
  readonly validUntilAt: Date;
  readonly withdrawnAt: Date | null;
  readonly supersededAt: Date | null;
}

/** An item group on its way, for every purpose. */
export type GroupOneWay = Pick<ConsentScope, 'direction' | 'itemGroup'>;

export interface ConsentForm {
  readonly validityMonths: number;
  readonly scopes: readonly ConsentScope[];
}

export interface ConsentGiven extends Readonly<Omit<TypedOf<typeof CONSENT_ENTRY>, 'formId'>> {
  /** What the method means to rules. */
  readonly methodMeans: string | null;
  /** Absent: all of the form. */
  readonly scopes?: readonly ConsentScope[] | undefined;
}

export interface ConsentTaken extends Readonly<Pick<StoredOf<typeof CONSENT>, 'givenOn' | 'method' | 'witness'>> {
  readonly validFromAt: Date;
  readonly validUntilAt: Date;
  readonly lastDay: IsoDate;
  readonly scopes: readonly ConsentScope[];
}

/** The last day of a half-open validity, as people read it. */
export function lastDayOf(validUntilAt: Date): IsoDate {
  return todayInTokyo({ now: () => new Date(validUntilAt.getTime() - 1) });
}

/** Withdrawal counts from its moment; an end counts from the midnight after the last day. */
export function consentState(validity: Validity, now: Date): ConsentState {
  if (validity.withdrawnAt !== null && validity.withdrawnAt <= now) return 'withdrawn';
  if (validity.supersededAt !== null && validity.supersededAt <= now) return 'renewed';
  return now < validity.validUntilAt ? 'in_force' : 'expired';
}

/**
 * A consent as it was given, checked.
 * The default end counts the form's months with the first day left out (民法140条・143条): 20 November plus twelve
 * months ends with 20 November.
 * @throws DomainError `future_date`, `witness_required`, `witness_not_expected`, `end_before_start`, `outside_form`,
 *   `basic_required`.
 */
export function takeConsent(given: ConsentGiven, form: ConsentForm, today: IsoDate): ConsentTaken {
  if (compareDates(given.givenOn, today) > 0) throw invalidField('givenOn', 'future_date', '同意日は今日までの日付を入力してください。');
  const lastDay = given.lastDay ?? addMonths(given.givenOn, form.validityMonths);
  if (compareDates(lastDay, given.givenOn) < 0) {
    throw invalidField('lastDay', 'end_before_start', '有効期限は同意日からの日付を入力してください。');
  }
  return {
    givenOn: given.givenOn,
    method: given.method,
    witness: witnessOf(given),
    validFromAt: startOfDay(given.givenOn),
    validUntilAt: startOfDay(addDays(lastDay, 1)),
    lastDay,
    scopes: scopesOf(given, form),
  };
}

/** Signed paper speaks for itself; what leaves none, also a way that a town adds, needs somebody who was there. */
function witnessOf(given: ConsentGiven): string | null {
  const witness = given.witness ?? '';
  if (given.methodMeans !== SIGNED && witness === '') {
    throw invalidField('witness', 'witness_required', '署名した同意書のない同意では、立会人の氏名を入力してください。');
  }
  if (given.methodMeans === SIGNED && witness !== '') {
    throw invalidField('witness', 'witness_not_expected', '署名した同意書のある同意では、立会人を空にしてください。');
  }
  return witness === '' ? null : witness;
}

/**
 * Whether a form speaks of this kind of office as its recipient: a request goes to an office that takes requests, what was received may go on to
 * offices of other organisations that work with persons.
 * @throws DomainError `unknown_office`.
 */
export function mustReach(form: Pick<ConsentForm, 'scopes'>, recipient: { readonly takesPersons: boolean; readonly takesRequests: boolean; readonly own: boolean; readonly ownOrganisation: boolean }): void {
  const passesOn = form.scopes.some((scope) => scope.direction === 'onward');
  if (!recipient.own && (passesOn ? recipient.takesPersons && !recipient.ownOrganisation : recipient.takesRequests)) return;
  throw invalidField('recipientOfficeId', 'unknown_office', passesOn ? '再提供先の窓口を選択肢から選んでください。' : '送り先を選択肢から選んでください。');
}

/** A person may cross out lines of the form, but nothing is shared that its wording does not say. */
function scopesOf(given: ConsentGiven, form: ConsentForm): readonly ConsentScope[] {
  if (given.scopes === undefined) return form.scopes;
  const onForm = new Set(form.scopes.map(keyOf));
  if (given.scopes.some((scope) => !onForm.has(keyOf(scope)))) {
    throw invalidField('scopes', 'outside_form', '同意書の文面にない項目は選べません。');
  }
  const chosen = [...new Map(given.scopes.map((scope) => [keyOf(scope), scope])).values()];
  if (!covers(chosen, 'basic')) {
    throw invalidField('scopes', 'basic_required', '基本（氏名など）を伝えることへの同意がないと、だれのことか伝えられません。');
  }
  return chosen;
}

/** Whether an item group may go to the recipient for support: what a packet asks. */
export function covers(scopes: readonly ConsentScope[], itemGroup: string): boolean {
  return scopes.some((scope) => scope.direction === 'to_recipient' && scope.purpose === 'support' && scope.itemGroup === itemGroup);
}

export interface Withdrawal {
  readonly withdrawnOn: IsoDate;
  readonly withdrawnAt: Date;
}

/**
 * Narrowing takes items back and leaves the rest; without the basic items nobody knows of whom the rest speaks.
 * @throws DomainError `not_in_force`, `future_date`, `end_before_start`, `nothing_to_narrow`, `outside_consent`, `basic_required`.
 */
export function narrow(
  consent: Validity & { readonly givenOn: string; readonly scopes: readonly ConsentScope[] },
  taken: { readonly narrowedOn: IsoDate; readonly groups: readonly GroupOneWay[] },
  at: { readonly now: Date; readonly today: IsoDate },
): readonly GroupOneWay[] {
  if (consentState(consent, at.now) !== 'in_force') throw conflict('not_in_force', 'この同意は今、有効ではありません。');
  if (compareDates(taken.narrowedOn, at.today) > 0) throw invalidField('narrowedOn', 'future_date', '申し出の日は今日までの日付を入力してください。');
  if (compareDates(taken.narrowedOn, isoDate(consent.givenOn)) < 0) {
    throw invalidField('narrowedOn', 'end_before_start', '申し出の日は同意日からの日付を入力してください。');
  }
  if (taken.groups.length === 0) throw invalidField('groups', 'nothing_to_narrow', '取りやめる項目を選んでください。');
  const shared = (group: GroupOneWay): boolean =>
    consent.scopes.some((scope) => scope.direction === group.direction && scope.itemGroup === group.itemGroup);
  if (!taken.groups.every(shared)) throw invalidField('groups', 'outside_consent', '今この同意で伝えている項目から選んでください。');
  if (taken.groups.some((group) => group.itemGroup === 'basic')) {
    throw invalidField('groups', 'basic_required', '基本（氏名など）だけを取りやめることはできません。同意の全体を撤回してください。');
  }
  return taken.groups;
}

/** A renewal takes the place of a consent that was neither withdrawn nor renewed. @throws DomainError `not_renewable`. */
export function mustBeRenewable(consent: Validity, now: Date): void {
  const state = consentState(consent, now);
  if (state !== 'in_force' && state !== 'expired') throw conflict('not_renewable', 'この同意は更新できません。新しい同意として登録してください。');
}

/**
 * Withdrawal needs no reason and no approval, and an expired consent can be withdrawn as well.
 * @throws DomainError `already_withdrawn`, `already_renewed`, `future_date`, `end_before_start`.
 */
export function withdraw(
  consent: Validity & { readonly givenOn: string },
  withdrawnOn: IsoDate,
  at: { readonly now: Date; readonly today: IsoDate },
): Withdrawal {
  if (consent.withdrawnAt !== null) throw conflict('already_withdrawn', 'この同意はすでに撤回されています。');
  if (consent.supersededAt !== null) throw conflict('already_renewed', 'この同意は更新されています。更新後の同意を撤回してください。');
  if (compareDates(withdrawnOn, at.today) > 0) throw invalidField('withdrawnOn', 'future_date', '撤回日は今日までの日付を入力してください。');
  if (compareDates(withdrawnOn, isoDate(consent.givenOn)) < 0) {
    throw invalidField('withdrawnOn', 'end_before_start', '撤回日は同意日からの日付を入力してください。');
  }
  return { withdrawnOn, withdrawnAt: at.now };
}

function keyOf(scope: ConsentScope): string {
  return `${scope.direction}/${scope.itemGroup}/${scope.purpose}`;
}
