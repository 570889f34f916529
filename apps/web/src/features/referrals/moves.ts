import { DECLINE_ENTRY, RETURN_ENTRY } from '@madoguchi/referrals/records';
import { words } from '../../lib/words';
import type { MoveCommand } from './api/commands';
import type { Referral } from './api/referrals';
import { ja } from './ja';

export interface MoveWords {
  /** On the button that begins it. */
  readonly button: string;
  /** On the button that sends it; absent where one click is enough. */
  readonly confirm?: string;
  /** Said before it is sent. */
  readonly explain?: string;
  readonly done: string;
  /** List of coded reasons. */
  readonly codes?: { readonly kind: string; readonly field: string; readonly label: string };
  readonly note?: { readonly field: string; readonly label: string; readonly required: boolean };
  readonly asks?: 'staff' | 'sentOn';
  readonly variant: 'solid' | 'outline' | 'danger';
}

export const MOVES: Readonly<Record<MoveCommand, MoveWords>> = {
  submit: { button: ja.submit, done: ja.submitted, variant: 'solid' },
  decide: {
    button: ja.decide,
    confirm: ja.decideAndSend,
    explain: ja.aboutDeciding,
    done: ja.decided,
    asks: 'sentOn',
    variant: 'solid',
  },
  send_back: {
    button: ja.sendBack,
    confirm: ja.sendBackToAuthor,
    done: ja.wasSentBack,
    note: { field: 'reason', label: ja.sendBackReason, required: true },
    variant: 'outline',
  },
  take: { button: ja.take, done: ja.taken, variant: 'outline' },
  assign: { button: ja.assign, confirm: ja.assignThis, done: ja.assigned, asks: 'staff', variant: 'outline' },
  accept: { button: ja.accept, done: ja.accepted, variant: 'solid' },
  return: {
    button: ja.doReturn,
    confirm: ja.sendReturn,
    explain: ja.aboutReturn,
    done: ja.returned,
    codes: { kind: RETURN_ENTRY.fields.reason.list, field: 'reason', label: RETURN_ENTRY.fields.reason.label },
    note: { field: 'note', label: RETURN_ENTRY.fields.note.label, required: false },
    variant: 'outline',
  },
  decline: {
    button: ja.decline,
    confirm: ja.sendDecline,
    done: ja.declined,
    codes: { kind: DECLINE_ENTRY.fields.declinedBy.list, field: 'declinedBy', label: DECLINE_ENTRY.fields.declinedBy.label },
    note: { field: 'note', label: DECLINE_ENTRY.fields.note.label, required: false },
    variant: 'danger',
  },
  recall: {
    button: ja.recall,
    confirm: ja.doRecall,
    done: ja.recalled,
    note: { field: 'reason', label: ja.recallReason, required: false },
    variant: 'danger',
  },
  revise: { button: ja.revise, done: ja.revised, variant: 'solid' },
  close: { button: words.ended, confirm: ja.doClose, explain: ja.aboutClosing, done: ja.closed, variant: 'outline' },
};

export const NEXT_ACTIONS: Readonly<Record<NonNullable<Referral['nextMove']>['action'], string>> = {
  submit: ja.submit,
  decide: ja.decide,
  assign: ja.assign,
  reply: ja.reply,
  revise: ja.correction,
  support: ja.support,
};
