import { coded, day, idOf, optional, record, recordedAs, some, state, text, together, without } from '@madoguchi/kernel';

/** Ways of the consent's matrix. `onward`: what the office that takes the consent received from another organisation goes on to the recipient. */
export const DIRECTIONS = ['to_recipient', 'from_recipient', 'onward'] as const;

export const SUPPORT_CONTINUES = ['yes', 'no', 'undecided'] as const;

const WITHDRAWN_ON = day('撤回日', 'domain');
const NOTE = optional(text('撤回の経緯', 'sensitive', { max: 400, rows: 2 }));
const CONTINUES = state('情報共有なしで支援を続けるか', 'support_continues', SUPPORT_CONTINUES, 'domain');

/** The paper, or the words before a witness, and its withdrawal; the matrix and the moments of validity stand beside it. */
export const CONSENT = record('consent', { title: '情報共有の同意', group: 'consultation', dated: 'givenOn', locates: true }, {
  formId: recordedAs('consentFormId', idOf('同意書', 'domain')),
  givenOn: day('同意日', 'domain'),
  method: recordedAs('consentMethod', coded('同意の方法', 'consent_method', 'domain')),
  witness: optional(text('立会人', 'personal', { max: 60 })),
  withdrawnOn: optional(WITHDRAWN_ON),
  withdrawalNote: NOTE,
  supportContinues: optional(CONTINUES),
});

/** What a paper is recorded with. Without 有効期限 it is valid for the months of its form; kept is the moment at which it ends. */
export const CONSENT_ENTRY = together(
  some(CONSENT, ['formId', 'givenOn', 'method', 'witness']),
  record('consent', { title: '有効期限', group: null }, { lastDay: optional(day('有効期限', 'domain')) }),
);
export const WITHDRAWAL_ENTRY = record('consent', { title: '同意の撤回', group: null }, { withdrawnOn: WITHDRAWN_ON, supportContinues: CONTINUES, note: NOTE });
/** What both parties read; why it was withdrawn, and what became of the support, is the office's own. */
export const CONSENT_SHOWN = without(CONSENT, ['withdrawalNote', 'supportContinues']);

/** Every record of the room, each as its table holds it. */
export const RECORDS = [CONSENT] as const;
