import { coded, day, flag, idOf, optional, record, recordedAs, state, text, together, whole, without } from '@madoguchi/kernel';

/** DV等支援措置, decided by a city; or a 秘匿 that an office keeps of its own accord and that works alike. */
export const PROTECTION_KINDS = ['official', 'local'] as const;

const REASON = { max: 400, rows: 2 } as const;
/** That there is a measure is itself not for somebody who looks for the person: it counts as contact. */
const AS_CONTACT = { group: 'contact', locates: true } as const;
const LAST_DAY = day('有効期限', 'domain');
const WHY_IT_ENDS = text('終了の理由', 'sensitive', REASON);
const WHY_IT_GOES_ON = text('延長の理由', 'sensitive', REASON);
const MUNICIPALITY = { max: 60 } as const;
const ANSWERED_ON = day('回答のあった日', 'domain');
const ANSWERED_BY = text('回答した市区町村・担当者', 'personal', MUNICIPALITY);

export const PROTECTION = record('protection', { title: 'DV等支援措置', dated: 'startedOn', ...AS_CONTACT }, {
  kind: recordedAs('protectionKind', state('種類', 'protection_kind', PROTECTION_KINDS, 'domain')),
  startedOn: recordedAs('protectionStartedOn', day('開始日', 'domain')),
  expiresOn: recordedAs('protectionExpiresOn', optional(LAST_DAY)),
  keptBy: recordedAs('protectionKeptBy', optional(text('実施する市区町村（ほかの市区町村のとき）', 'domain', MUNICIPALITY))),
  dangerAtRegistrar: recordedAs('protectionDanger', optional(flag('登録した窓口の側に危険がある', 'sensitive'))),
  endReason: recordedAs('protectionEndReason', optional(WHY_IT_ENDS)),
  answeredOn: recordedAs('protectionAnsweredOn', optional(ANSWERED_ON)),
  answeredBy: recordedAs('protectionAnsweredBy', optional(ANSWERED_BY)),
  prolongReason: recordedAs('protectionProlongReason', optional(WHY_IT_GOES_ON)),
});

export const RENEWAL = record('protection_renewal', { title: 'DV等支援措置の更新', dated: 'renewedOn', ...AS_CONTACT }, {
  renewedOn: recordedAs('protectionRenewedOn', day('更新日', 'domain')),
  expiresOn: recordedAs('protectionRenewedUntil', day('新しい有効期限', 'domain')),
});

export const ADVERSARY = record('protection_adversary', { title: '加害者とされる者', ...AS_CONTACT }, {
  name: recordedAs('adversaryName', text('氏名', 'personal', { max: 60 })),
  relation: recordedAs('adversaryRelation', coded('本人との関係', 'adversary_relation', 'sensitive')),
});

/** What one person asks to give out; the item groups, the decision and its time stand beside it. */
export const RELEASE = record('protection_release', { title: '保護された情報の提供の申し出', ...AS_CONTACT }, {
  recipientOfficeId: recordedAs('releaseRecipientId', idOf('提供先', 'domain')),
  reason: recordedAs('releaseReason', text('提供する理由', 'sensitive', REASON)),
  // It is for one matter, and is asked for again.
  lastsDays: recordedAs('releaseDays', whole('提供する日数', 'domain', 1, 31)),
});

/** 例外的な閲覧: whom it means as it was asked, and who told it by telephone already; groups, basis and times are the rules' own. */
export const EXCEPTIONAL_ACCESS = record('exceptional_access', { title: '例外的な閲覧', group: null }, {
  askedName: recordedAs('exceptionalName', optional(text('氏名カナ', 'personal', { max: 120 }))),
  number: recordedAs('exceptionalNumber', optional(text('受付番号', 'personal', { max: 20, anyDigits: true }))),
  birthDate: recordedAs('exceptionalBirthDate', day('生年月日', 'personal')),
  toldBy: recordedAs('exceptionalToldBy', optional(text('電話で開示した人', 'personal', { max: 60 }))),
  reason: recordedAs('exceptionalReason', text('理由', 'sensitive', REASON)),
  hours: recordedAs('exceptionalHours', whole('時間', 'domain', 1, 72)),
});

/** What is asked at the beginning: of a measure with its last day, of a 秘匿 without. */
export const PROTECTION_ENTRY = without(PROTECTION, ['endReason', 'answeredOn', 'answeredBy', 'prolongReason']);
export const MEASURE_ENTRY = together(without(PROTECTION_ENTRY, ['expiresOn']), record('protection', { title: '有効期限', group: null }, { expiresOn: LAST_DAY }));
/** What is asked at the end: of a measure also what the municipality that keeps it has answered. */
export const END_ENTRY = record('protection', { title: '終了の申し出', group: null }, { reason: WHY_IT_ENDS, answeredOn: optional(ANSWERED_ON), answeredBy: optional(ANSWERED_BY) });
/** What is asked to let a 秘匿 work longer. */
export const PROLONG_ENTRY = record('protection', { title: '延長の申し出', group: null }, { reason: WHY_IT_GOES_ON });

/** Every record of the room, each as its table holds it. A deputy's last day is kept as the day after it: no plain field. */
export const RECORDS = [PROTECTION, RENEWAL, ADVERSARY, RELEASE, EXCEPTIONAL_ACCESS] as const;
