import { coded, day, flag, idOf, ifGiven, optional, record, recordedAs, some, state, text, together, without } from '@madoguchi/kernel';

/** 求職番号 and 求人番号: five digits of the office, eight of the entry. */
export const NUMBER_PATTERN = /^\d{5}-\d{8}$/;
const NUMBER = { max: 14, pattern: NUMBER_PATTERN, like: ' 12345-12345678 の形', anyDigits: true } as const;

/** 支援経過: one line, added and never edited. */
export const CONSULTATION = record('consultation', { title: '相談記録', group: 'consultation', dated: 'occurredOn', locates: true }, {
  occurredOn: day('相談日', 'domain'),
  mode: coded('方法', 'consultation_mode', 'domain'),
  attended: flag('来所・応答', 'domain'),
  absenceReason: optional(coded('不在の理由', 'absence_reason', 'domain')),
  content: text('内容', 'sensitive', { max: 4000, rows: 6, digested: true }),
  correctsId: optional(idOf('訂正する記録', 'technical')),
});

export const APPOINTMENT_STATUSES = ['planned', 'kept', 'missed', 'cancelled'] as const;

/** 次回予定. Its time of day stands beside it: of clock times there is this one in the product. */
export const APPOINTMENT = record('appointment', { title: '次回予定', group: 'consultation', dated: 'plannedOn', locates: true }, {
  plannedOn: day('次回予定日', 'domain'),
  place: text('場所', 'sensitive', { max: 100 }),
  staffId: recordedAs('appointmentStaffId', idOf('担当者', 'domain')),
  status: recordedAs('appointmentStatus', state('予定の状態', 'appointment_status', APPOINTMENT_STATUSES, 'domain')),
});

export const FIRST_EVER = ['yes', 'no', 'unknown'] as const;

/** 求職申込, new or renewed. */
export const REGISTRATION = record('job_seeker_registration', { title: '求職申込', group: 'job_search', dated: 'registeredOn', locates: true }, {
  registrationNumber: text('求職番号', 'personal', NUMBER),
  registeredOn: day('申込日', 'domain'),
  validUntil: recordedAs('registrationValidUntil', day('有効期限', 'domain')),
  firstEver: state('初めての登録', 'first_ever', FIRST_EVER, 'domain'),
  lastUsedOn: optional(day('前回利用日', 'domain')),
  wish: coded('希望', 'wish', 'domain'),
});

export const INTRODUCTION_STATES = ['pending', 'hired', 'rejected', 'withdrawn'] as const;

/** 職業紹介 and its result. */
export const INTRODUCTION = record('job_introduction', { title: '職業紹介', group: 'job_search', dated: 'introducedOn', locates: true }, {
  introducedOn: day('紹介日', 'domain'),
  openingNumber: text('求人番号', 'domain', NUMBER),
  employerName: text('事業所', 'sensitive', { max: 100 }),
  occupation: text('職種', 'sensitive', { max: 100 }),
  consultationId: optional(idOf('相談記録', 'technical')),
  result: recordedAs('introductionResult', state('結果', 'introduction_result', INTRODUCTION_STATES, 'domain')),
  resultOn: optional(day('結果の日', 'domain')),
});

/** What is read of an appointment; whom it is with is read by name. */
export const APPOINTMENT_SHOWN = without(APPOINTMENT, ['staffId']);
/** What is asked for the next appointment; it is planned until its day has come. */
export const APPOINTMENT_ENTRY = without(APPOINTMENT, ['status']);
/** What a registration asks; without 有効期限 it is valid for the months of a setting. */
export const REGISTRATION_ENTRY = together(without(REGISTRATION, ['validUntil']), ifGiven(some(REGISTRATION, ['validUntil'])));
/** What an introduction asks; its result comes later. */
export const INTRODUCTION_ENTRY = without(INTRODUCTION, ['result', 'resultOn']);

/** Every record of the room, each as its table holds it. */
export const RECORDS = [CONSULTATION, APPOINTMENT, REGISTRATION, INTRODUCTION] as const;
