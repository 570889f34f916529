import { DECLINE_ENTRY, RETURN_ENTRY } from '@madoguchi/referrals/records';
import type { MoveCommand } from './api/commands';

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
  submit: { button: '決裁に回す', done: '決裁に回しました。', variant: 'solid' },
  decide: {
    button: '決裁',
    confirm: '決裁して送付する',
    explain: '決裁すると文書番号が付き、相手の窓口に届きます。',
    done: '決裁し、送付しました。',
    asks: 'sentOn',
    variant: 'solid',
  },
  send_back: {
    button: '差し戻す',
    confirm: '起案者へ差し戻す',
    done: '起案者へ差し戻しました。',
    note: { field: 'reason', label: '差戻しの理由', required: true },
    variant: 'outline',
  },
  take: { button: '担当になる', done: '担当になりました。', variant: 'outline' },
  assign: { button: '担当を決める', confirm: 'この人に決める', done: '担当を決めました。', asks: 'staff', variant: 'outline' },
  accept: { button: '受理', done: '受理しました。', variant: 'solid' },
  return: {
    button: '差戻し',
    confirm: '差戻しを送る',
    explain: '補正を求めて、送り元へ戻します。',
    done: '差し戻しました。',
    codes: { kind: RETURN_ENTRY.fields.reason.list, field: 'reason', label: RETURN_ENTRY.fields.reason.label },
    note: { field: 'note', label: RETURN_ENTRY.fields.note.label, required: false },
    variant: 'outline',
  },
  decline: {
    button: '不可',
    confirm: '不可を送る',
    done: '不可として回答しました。',
    codes: { kind: DECLINE_ENTRY.fields.declinedBy.list, field: 'declinedBy', label: DECLINE_ENTRY.fields.declinedBy.label },
    note: { field: 'note', label: DECLINE_ENTRY.fields.note.label, required: false },
    variant: 'danger',
  },
  recall: {
    button: '取下げ',
    confirm: '取り下げる',
    done: '取り下げました。',
    note: { field: 'reason', label: '取下げの理由', required: false },
    variant: 'danger',
  },
  revise: { button: '補正する', done: '起案に戻しました。内容を直して、もう一度決裁に回してください。', variant: 'solid' },
  close: { button: '終了', confirm: '終了する', explain: 'この支援要請による支援を終えます。', done: '終了しました。', variant: 'outline' },
};

export const NEXT_ACTIONS: Readonly<Record<string, string>> = {
  submit: '決裁に回す',
  decide: '決裁',
  assign: '担当を決める',
  reply: '回答',
  revise: '補正',
  support: '支援',
};
