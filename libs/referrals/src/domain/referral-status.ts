import { transitionTable } from '@madoguchi/kernel';

export const REFERRAL_STATUSES = ['draft', 'submitted', 'sent', 'assigned', 'accepted', 'returned', 'declined', 'recalled', 'closed'] as const;
export type ReferralStatus = (typeof REFERRAL_STATUSES)[number];

export const REFERRAL_COMMANDS = [
  'edit',
  'submit',
  'decide',
  'send_back',
  'take',
  'assign',
  'accept',
  'return',
  'decline',
  'recall',
  'revise',
  'close',
] as const;
export type ReferralCommand = (typeof REFERRAL_COMMANDS)[number];

/** 支援要請: 起案 → 決裁 → 送付 → 担当決定 → 回答. Nothing official moves by silence: no state changes by itself. */
export const referralStatus = transitionTable<ReferralStatus, ReferralCommand>({
  draft: { edit: 'draft', submit: 'submitted', recall: 'recalled' },
  submitted: { send_back: 'draft', decide: 'sent', recall: 'recalled' },
  sent: { take: 'assigned', assign: 'assigned', accept: 'accepted', return: 'returned', decline: 'declined', recall: 'recalled' },
  assigned: { take: 'assigned', assign: 'assigned', accept: 'accepted', return: 'returned', decline: 'declined', recall: 'recalled' },
  accepted: { assign: 'accepted', close: 'closed' },
  returned: { revise: 'draft' },
  declined: {},
  recalled: {},
  closed: {},
});

/** Which of the two offices gives a command, and what its role must hold. */
export interface CommandRule {
  readonly side: 'source' | 'recipient';
  readonly permission: string;
}

export const COMMAND_RULES: Readonly<Record<ReferralCommand, CommandRule>> = {
  edit: { side: 'source', permission: 'referrals.draft' },
  submit: { side: 'source', permission: 'referrals.draft' },
  send_back: { side: 'source', permission: 'referrals.decide' },
  decide: { side: 'source', permission: 'referrals.decide' },
  take: { side: 'recipient', permission: 'referrals.reply' },
  assign: { side: 'recipient', permission: 'referrals.assign' },
  accept: { side: 'recipient', permission: 'referrals.reply' },
  return: { side: 'recipient', permission: 'referrals.reply' },
  decline: { side: 'recipient', permission: 'referrals.reply' },
  recall: { side: 'source', permission: 'referrals.draft' },
  revise: { side: 'source', permission: 'referrals.draft' },
  close: { side: 'recipient', permission: 'referrals.reply' },
};

/**
 * State of one sending, as both sides know it. What came back of an earlier one stays true of it, whatever becomes of the
 * request; only the newest is accepted or waits.
 */
export function sendingStatus(sending: { readonly reply: 'accepted' | 'returned' | 'declined' | null; readonly sharingEnd: string | null }, request: ReferralStatus): ReferralStatus {
  if (sending.reply === 'accepted') return request;
  if (sending.reply !== null) return sending.reply;
  return sending.sharingEnd === null ? request : 'recalled';
}
