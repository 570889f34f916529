import { addDays, compareDates, conflict, daysBetween, invalidField, type IsoDate, transitionTable } from '@madoguchi/kernel';

export const REQUESTER_KINDS = ['self', 'guardian', 'agent'] as const;
export type RequesterKind = (typeof REQUESTER_KINDS)[number];

export const REQUEST_STATUSES = ['received', 'correcting', 'reviewing', 'decided', 'delivered', 'withdrawn'] as const;
export type RequestStatus = (typeof REQUEST_STATUSES)[number];

export const REQUEST_COMMANDS = ['ask_correction', 'end_correction', 'extend', 'begin_review', 'mark', 'decide', 'deliver', 'withdraw'] as const;
export type RequestCommand = (typeof REQUEST_COMMANDS)[number];

/** 受付 → 補正 → 審査 → 決定 → 実施. The requester may withdraw at any time before the decision; nothing moves by silence. */
export const requestStatus = transitionTable<RequestStatus, RequestCommand>({
  received: { ask_correction: 'correcting', extend: 'received', begin_review: 'reviewing', withdraw: 'withdrawn' },
  correcting: { end_correction: 'received', withdraw: 'withdrawn' },
  reviewing: { extend: 'reviewing', mark: 'reviewing', decide: 'decided', withdraw: 'withdrawn' },
  decided: { deliver: 'delivered' },
  delivered: {},
  withdrawn: {},
});

/** 個人情報の保護に関する法律83条: what the day of decision follows from. */
export interface RequestClock {
  readonly requestedOn: IsoDate;
  readonly decisionDays: number;
  /** Days of 補正, which do not count. */
  readonly pausedDays: number;
  readonly extensionDays: number | null;
}

export interface RequestGiven {
  readonly requestedOn: IsoDate;
  readonly requesterKind: RequesterKind;
  readonly authorityCheck?: string | undefined;
}

/** The last day for a decision: the day of the request is not counted (民法140条). */
export function decisionDue(clock: RequestClock): IsoDate {
  return addDays(clock.requestedOn, clock.decisionDays + clock.pausedDays + (clock.extensionDays ?? 0));
}

/** @throws DomainError `future_date`, `authority_required` or `authority_not_expected`. */
export function takeRequest(given: RequestGiven, today: IsoDate): { readonly authorityCheck: string | null } {
  notFuture('requestedOn', '請求日', given.requestedOn, today);
  if (given.requesterKind === 'self') {
    if (given.authorityCheck !== undefined) throw invalidField('authorityCheck', 'authority_not_expected', '本人の請求では、代理権の確認を空にしてください。');
    return { authorityCheck: null };
  }
  if (given.authorityCheck === undefined) throw invalidField('authorityCheck', 'authority_required', '代理人の請求では、代理権をどう確認したかを選んでください。');
  return { authorityCheck: given.authorityCheck };
}

/** From this day on the clock stands still. @throws DomainError `future_date` or `before_request`. */
export function askCorrection(request: Pick<RequestClock, 'requestedOn'>, askedOn: IsoDate, today: IsoDate): IsoDate {
  between('askedOn', '補正を求めた日', askedOn, request.requestedOn, today);
  return askedOn;
}

/** @returns the clock after the correction. @throws DomainError `future_date` or `before_request`. */
export function endCorrection<C extends RequestClock>(request: C & { readonly correctingFrom: IsoDate | null }, correctedOn: IsoDate, today: IsoDate): C {
  const from = request.correctingFrom ?? correctedOn;
  between('correctedOn', '補正された日', correctedOn, from, today);
  return { ...request, pausedDays: request.pausedDays + daysBetween(from, correctedOn) };
}

/** Once, with a notice within the time. @throws DomainError `already_extended`, `range`, `future_date`, `before_request` or `after_due`. */
export function extend<C extends RequestClock>(request: C, given: { readonly days: number; readonly noticedOn: IsoDate }, most: number, today: IsoDate): C {
  if (request.extensionDays !== null) throw conflict('already_extended', '期間の延長は1回までです。');
  if (given.days < 1 || given.days > most) throw invalidField('days', 'range', `延長する日数は1から${most}までの整数で入力してください。`);
  between('noticedOn', '延長を通知した日', given.noticedOn, request.requestedOn, today);
  if (compareDates(given.noticedOn, decisionDue(request)) > 0) {
    throw invalidField('noticedOn', 'after_due', '延長の通知は、今の決定期限までにしたものを入力してください。');
  }
  return { ...request, extensionDays: given.days };
}

/** @throws DomainError `future_date` or `before_request`. */
export function between(field: string, label: string, day: IsoDate, from: IsoDate, today: IsoDate): void {
  notFuture(field, label, day, today);
  if (compareDates(day, from) < 0) throw invalidField(field, 'before_request', `${label}が早すぎます。請求など、その前の手続きの日からの日付を入力してください。`);
}

function notFuture(field: string, label: string, day: IsoDate, today: IsoDate): void {
  if (compareDates(day, today) > 0) throw invalidField(field, 'future_date', `${label}は今日までの日付を入力してください。`);
}
