import { coded, day, optional, record, text } from '@madoguchi/kernel';

const RETURNED_FOR = coded('差戻しの理由', 'referral_return_reason', 'domain');
const DECLINED_BY = coded('不可の理由', 'referral_declined_by', 'domain');
const NOTE = optional(text('回答の説明', 'sensitive', { max: 1000, rows: 3 }));

/** 回答 to a sending. Which it is moves the request and follows from the command; the packet's parts are the rules' own. */
export const REPLY = record('referral_sending', { title: '支援要請への回答', group: 'consultation', dated: 'repliedOn', locates: true }, {
  repliedOn: optional(day('回答日', 'domain')),
  replyReason: optional(RETURNED_FOR),
  declinedBy: optional(DECLINED_BY),
  replyNote: NOTE,
});

/** What a 差戻し and a 不可 ask. */
export const RETURN_ENTRY = record('referral_sending', { title: '差戻し', group: null }, { reason: RETURNED_FOR, note: NOTE });
export const DECLINE_ENTRY = record('referral_sending', { title: '不可', group: null }, { declinedBy: DECLINED_BY, note: NOTE });

/** Every record of the room that has plain fields, each as its table holds it. */
export const RECORDS = [REPLY] as const;

export { REFERRAL_COMMANDS, type ReferralCommand, type ReferralStatus, sendingStatus } from './referral-status';
