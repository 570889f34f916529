import {
  type BusinessCalendar,
  businessDaysBetween,
  compareDates,
  conflict,
  DomainError,
  invalidField,
  type IsoDate,
  notFound,
  todayInTokyo,
} from '@madoguchi/kernel';
import { COMMAND_RULES, type ReferralCommand, referralStatus, type ReferralStatus } from './referral-status';

/** A request for support as one of its two offices sees it, with its newest sending. */
export interface Referral {
  readonly id: string;
  readonly personId: string;
  readonly municipalityId: string;
  readonly sourceOfficeId: string;
  readonly sourceOrganisationId: string;
  readonly recipientOfficeId: string;
  readonly writtenBy: string;
  readonly status: ReferralStatus;
  readonly submittedAt: Date | null;
  readonly documentNumber: string | null;
  readonly sentAt: Date | null;
  readonly replyDueOn: IsoDate | null;
  readonly assignedTo: string | null;
  readonly sharingEndedAt: Date | null;
  readonly sharingEnd: SharingEnd | null;
  readonly version: number;
}

/** 回答: 受理・差戻し・不可. */
export const REPLIES = ['accepted', 'returned', 'declined'] as const;
export type Reply = (typeof REPLIES)[number];
/** Because of what nothing more is shared under a sending. */
export const SHARING_ENDS = ['withdrawn', 'returned', 'declined', 'recalled'] as const;
export type SharingEnd = (typeof SHARING_ENDS)[number];

export interface Actor {
  readonly staffId: string;
  readonly officeId: string;
}

export interface Part {
  readonly itemGroup: string;
  readonly body: string;
}

/** Statuses in which somebody still has something to do. A received one that went back is no longer the receiver's. */
export const OPEN_SENT: readonly ReferralStatus[] = ['draft', 'submitted', 'sent', 'assigned', 'accepted', 'returned'];
export const OPEN_RECEIVED: readonly ReferralStatus[] = ['sent', 'assigned', 'accepted'];

export function sideOf(referral: Pick<Referral, 'sourceOfficeId'>, officeId: string): 'source' | 'recipient' {
  return referral.sourceOfficeId === officeId ? 'source' : 'recipient';
}

/**
 * The status after a command.
 * @throws DomainError `not_found` for the other office's commands, `illegal_transition` with the moves that are allowed,
 *   `own_decision` when the writer would decide his own draft.
 */
export function move(referral: Referral, command: ReferralCommand, actor: Actor): ReferralStatus {
  if (COMMAND_RULES[command].side !== sideOf(referral, actor.officeId)) throw notFound();
  const next = referralStatus.next(referral.status, command);
  if (command === 'decide' && referral.writtenBy === actor.staffId) {
    throw conflict('own_decision', '自分が起案した支援要請は決裁できません。ほかの決裁者に回してください。');
  }
  return next;
}

/** The commands that this person may give now, for the screen to offer. */
export function allowedCommands(referral: Referral, actor: Actor, permissions: ReadonlySet<string>): readonly ReferralCommand[] {
  return referralStatus.allowed(referral.status).filter((command) => {
    const rule = COMMAND_RULES[command];
    if (rule.side !== sideOf(referral, actor.officeId) || !permissions.has(rule.permission)) return false;
    return command !== 'decide' || referral.writtenBy !== actor.staffId;
  });
}

export interface NextMove {
  readonly side: 'source' | 'recipient';
  readonly action: 'submit' | 'decide' | 'assign' | 'reply' | 'revise' | 'support';
}

/** Exactly one office owes the next move; none when the request has ended. */
export function nextMove(referral: Pick<Referral, 'status' | 'sharingEndedAt'>): NextMove | null {
  switch (referral.status) {
    case 'draft':
      return { side: 'source', action: 'submit' };
    case 'submitted':
      return { side: 'source', action: 'decide' };
    case 'sent':
      return { side: 'recipient', action: 'assign' };
    case 'assigned':
      return { side: 'recipient', action: 'reply' };
    case 'returned':
      return { side: 'source', action: 'revise' };
    case 'accepted':
      return { side: 'recipient', action: 'support' };
    case 'declined':
    case 'recalled':
    case 'closed':
      return null;
  }
}

/** Open days of both offices until the reply is due: 0 on the day itself, negative when it is late; null without a clock. */
export function openDaysLeft(
  referral: Pick<Referral, 'status' | 'replyDueOn'>,
  calendar: BusinessCalendar,
  today: IsoDate,
): number | null {
  const running = referral.status === 'sent' || referral.status === 'assigned';
  return running && referral.replyDueOn !== null ? businessDaysBetween(calendar, today, referral.replyDueOn) : null;
}

/** What the sender does with its own draft is not the receiver's business: to it the request went back, and that is all. */
export function statusFor(side: 'source' | 'recipient', status: ReferralStatus): ReferralStatus {
  return side === 'recipient' && isInternal(status) ? 'returned' : status;
}

/** Moves inside the sending office (起案 and 決裁) stay there. */
export function isInternal(status: string): boolean {
  return status === 'draft' || status === 'submitted';
}

/** 「福就第12号」: a new number on each sending. */
export function documentNumber(n: number): string {
  return `福就第${n}号`;
}

/**
 * The date on the document: today, or a day since it was put up for decision.
 * @throws DomainError `future_date`, `sent_before_submitted`.
 */
export function documentDate(referral: Pick<Referral, 'submittedAt'>, wanted: IsoDate | undefined, today: IsoDate): IsoDate {
  const sentOn = wanted ?? today;
  if (compareDates(sentOn, today) > 0) throw invalidField('sentOn', 'future_date', '文書日付は今日までの日付を入力してください。');
  const submitted = referral.submittedAt;
  if (submitted !== null && compareDates(sentOn, todayInTokyo({ now: () => submitted })) < 0) {
    throw invalidField('sentOn', 'sent_before_submitted', '文書日付は、決裁に回した日からの日付を入力してください。');
  }
  return sentOn;
}

/**
 * A packet holds what consent lets through and nothing else, one part a group.
 * @throws DomainError `outside_consent` naming every such group, `duplicate_group`, `parts_required`.
 */
export function checkParts(parts: readonly Part[], coveredGroup: (itemGroup: string) => boolean, labelOf: (itemGroup: string) => string): void {
  if (parts.length === 0) throw invalidField('parts', 'parts_required', '伝える項目を1つ以上入力してください。');
  const seen = new Set<string>();
  parts.forEach((part, index) => {
    if (seen.has(part.itemGroup)) {
      throw invalidField(`parts.${index}.itemGroup`, 'duplicate_group', `${labelOf(part.itemGroup)}が2つあります。1つにまとめてください。`);
    }
    seen.add(part.itemGroup);
  });
  const outside = parts.flatMap((part, index) =>
    coveredGroup(part.itemGroup)
      ? []
      : [{ field: `parts.${index}.itemGroup`, code: 'outside_consent', message: `${labelOf(part.itemGroup)}は、本人の同意に含まれていません。` }],
  );
  if (outside.length > 0) {
    throw new DomainError('outside_consent', 'invalid', { message: '本人の同意に含まれていない項目があります。', fields: outside });
  }
}

/** Whether `checkParts` has nothing to say about any of them. */
export function partsFit(parts: readonly Part[], coveredGroup: (itemGroup: string) => boolean): boolean {
  const groups = parts.map((part) => part.itemGroup);
  return new Set(groups).size === groups.length && groups.every(coveredGroup);
}

/** What the withdrawal of the consent does to a request. */
export type WithdrawalOutcome = 'recall' | 'end_sharing' | 'none';

export function onWithdrawal(referral: Pick<Referral, 'status' | 'sharingEndedAt'>): WithdrawalOutcome {
  switch (referral.status) {
    case 'draft':
    case 'submitted':
    case 'sent':
    case 'assigned':
      return 'recall';
    case 'accepted':
    case 'closed':
      return referral.sharingEndedAt === null ? 'end_sharing' : 'none';
    case 'returned':
    case 'declined':
    case 'recalled':
      return 'none';
  }
}

/** One request of a person may be under way to a recipient; one that was accepted holds the place until its sharing ends. */
export function holdsPlace(referral: Pick<Referral, 'status' | 'sharingEndedAt'>): boolean {
  switch (referral.status) {
    case 'draft':
    case 'submitted':
    case 'sent':
    case 'assigned':
      return true;
    case 'accepted':
      return referral.sharingEndedAt === null;
    case 'returned':
    case 'declined':
    case 'recalled':
    case 'closed':
      return false;
  }
}

/** The receiver has (or had until now) something in hand that is not its own. */
export function isShared(referral: Pick<Referral, 'sentAt' | 'sharingEndedAt'>): boolean {
  return referral.sentAt !== null && referral.sharingEndedAt === null;
}
