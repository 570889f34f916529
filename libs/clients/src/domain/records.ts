import { coded, day, idOf, ifGiven, mayBeBlank, openEnded, optional, record, recordedAs, some, state, text, together, type TypedOf, without } from '@madoguchi/kernel';

const PHONE = /^[0-9０-９+()\-－ー‐ 　]{4,20}$/;
const POSTAL = /^\d{7}$/;

/** 基本: names and birth date as one organisation holds them. Stored as typed; never normalised. */
export const PERSON_BASIC = record('person_basic', { title: '基本', group: 'basic' }, {
  familyName: text('氏', 'personal', { max: 60 }),
  givenName: mayBeBlank(text('名', 'personal', { max: 60 })),
  familyKana: text('セイ（カナ）', 'personal', { max: 60 }),
  givenKana: mayBeBlank(text('メイ（カナ）', 'personal', { max: 60 })),
  birthDate: day('生年月日', 'personal'),
  sex: coded('性別', 'sex', 'personal'),
});

export const PERSON_CONTACT = record('person_contact', { title: '連絡先', group: 'contact', locates: true }, {
  phone: optional(text('電話番号', 'personal', { max: 20, pattern: PHONE, like: '数字とハイフン' })),
  postalCode: optional(text('郵便番号', 'personal', { max: 7, pattern: POSTAL, like: '数字7けた' })),
  address: optional(text('住所', 'personal', { max: 200 })),
  contactNote: optional(text('連絡時の注意', 'sensitive', { max: 400, rows: 2 })),
});

export const PERSON_HEALTH = record('person_health', { title: '健康', group: 'health' }, {
  conditionNote: mayBeBlank(text('健康状態', 'sensitive', { max: 2000, rows: 3 })),
  obstacleNote: mayBeBlank(text('就労阻害要因', 'sensitive', { max: 2000, rows: 3 })),
});

export const PERSON_WORK_HISTORY = record('person_work_history', { title: '就労歴', group: 'work_history' }, {
  historyNote: mayBeBlank(text('職歴', 'personal', { max: 4000, rows: 3 })),
  licenceNote: mayBeBlank(text('資格・免許', 'personal', { max: 1000, rows: 2 })),
  wishNote: mayBeBlank(text('希望条件', 'personal', { max: 1000, rows: 2 })),
});

/** 対象区分, dated: a change never opens a new case. */
export const WELFARE_STATUS = record('welfare_status', { title: '対象区分', group: 'income', dated: 'validFrom' }, {
  status: recordedAs('welfareStatus', coded('対象区分', 'welfare_status', 'sensitive')),
  validFrom: day('変更日', 'sensitive'),
  validUntil: openEnded(day('終わった日', 'sensitive')),
});

/** 世帯 of a ケース番号: 生活保護 is decided per household. It is opened by its members' item group. */
export const HOUSEHOLD = record('household', { title: '世帯', group: null }, {
  caseNumber: text('ケース番号', 'sensitive', { max: 30, anyDigits: true }),
  householdType: coded('世帯類型', 'household_type', 'sensitive'),
  districtWorkerId: optional(idOf('地区担当CW', 'domain')),
});

export const HOUSEHOLD_MEMBER = record('household_member', { title: '世帯', group: 'household', dated: 'joinedOn', locates: true }, {
  relation: coded('続柄', 'relation', 'sensitive'),
  joinedOn: day('世帯に入った日', 'sensitive'),
  leftOn: openEnded(day('世帯を離れた日', 'sensitive')),
});

export const CASE_STATUSES = ['open', 'retention', 'closed'] as const;

/** One person's support, from registration to closing. */
export const SUPPORT_CASE = record('support_case', { title: 'ケース', group: 'basic', dated: 'openedOn' }, {
  programme: coded('事業', 'programme', 'domain'),
  status: recordedAs('caseStatus', state('ケースの状態', 'case_status', CASE_STATUSES, 'domain')),
  openedOn: day('受付日', 'domain'),
  chiefComplaint: text('主訴', 'sensitive', { max: 2000, rows: 2, digested: true }),
  closedOn: optional(day('終了日', 'domain')),
  closingReason: optional(coded('終了理由', 'closing_reason', 'domain')),
});

/** A name is read as one, and so it is shown and copied; these stand beside it. */
export const BESIDE_THE_NAME = without(PERSON_BASIC, ['familyName', 'givenName', 'familyKana', 'givenKana']);
/** What is shown of the household a person belongs to, and as what. */
export const HOUSEHOLD_SHOWN = together(without(HOUSEHOLD, ['districtWorkerId']), some(HOUSEHOLD_MEMBER, ['relation']));
/** A household as one of its members knows it. */
export const MEMBERSHIP = together(HOUSEHOLD_MEMBER, HOUSEHOLD);

/** What is asked when a person joins a household; the day is that of the registration. */
export const HOUSEHOLD_ENTRY = together(HOUSEHOLD, some(HOUSEHOLD_MEMBER, ['relation']));
export type HouseholdEntry = TypedOf<typeof HOUSEHOLD_ENTRY>;

/** What 新規受付 asks of the person's whereabouts and of the case. */
export const INTAKE_CONTACT = some(PERSON_CONTACT, ['phone', 'postalCode', 'address']);
export const INTAKE_CASE = some(SUPPORT_CASE, ['programme', 'chiefComplaint', 'openedOn']);
/** The 対象区分 that begins on the day of the registration. */
export const INTAKE_STATUS = record('welfare_status', { title: '対象区分', group: 'income' }, { welfareStatus: WELFARE_STATUS.fields.status });
/** The one form of 新規受付; a household only where the city has a ケース番号. */
export const INTAKE = together(together(PERSON_BASIC, INTAKE_CONTACT), together(together(INTAKE_CASE, INTAKE_STATUS), ifGiven(HOUSEHOLD_ENTRY)));

/**
 * Of each of these an organisation holds one of a person. By this name it stands on the client's page and, with hyphens,
 * in the address of its edit.
 */
export const HELD = { contact: PERSON_CONTACT, health: PERSON_HEALTH, workHistory: PERSON_WORK_HISTORY } as const;
export type HeldName = keyof typeof HELD;
export const HELD_NAMES = Object.keys(HELD) as readonly HeldName[];
export const heldPath = (name: HeldName): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Every record of the room, each as its table holds it. */
export const RECORDS = [PERSON_BASIC, ...Object.values(HELD), WELFARE_STATUS, HOUSEHOLD, HOUSEHOLD_MEMBER, SUPPORT_CASE] as const;
