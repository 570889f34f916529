import { type DateEntry, EMPTY_DATE, readDate, today, todayEntry } from '../../lib/dates';
import { plainPhone, plainPostalCode } from '../../lib/contact-text';
import { optional, splitName } from '../../lib/person';
import type { FieldError } from '../../lib/problem';
import type { IntakeStart } from '../../lib/router-state';
import type { RegisterClient } from '../clients/api/clients';

/** One box each for カナ and 氏名, as on the paper form; they are split at the space. */
export interface IntakeValues {
  readonly familyKana: string;
  readonly familyName: string;
  readonly birthDate: DateEntry;
  readonly sex: string;
  readonly phone: string;
  readonly postalCode: string;
  readonly address: string;
  readonly programme: string;
  readonly welfareStatus: string;
  readonly chiefComplaint: string;
  readonly openedOn: DateEntry;
  readonly householdCaseNumber: string;
  readonly relation: string;
  readonly householdType: string;
  readonly districtWorkerId: string;
}

export function freshIntake(start: IntakeStart): IntakeValues {
  return {
    familyKana: start.kana ?? '',
    familyName: start.name ?? '',
    birthDate: start.birthDate === undefined ? EMPTY_DATE : readDate(start.birthDate, today(), true),
    sex: '',
    phone: '',
    postalCode: '',
    address: '',
    programme: 'welfare_self_reliance',
    welfareStatus: '',
    chiefComplaint: '',
    openedOn: todayEntry(),
    householdCaseNumber: '',
    relation: '',
    householdType: '',
    districtWorkerId: '',
  };
}

export function checkIntake(values: IntakeValues): readonly FieldError[] {
  const missing: readonly [boolean, string, string][] = [
    [values.familyKana.trim() === '', 'familyKana', 'カナを入力してください。'],
    [values.familyName.trim() === '', 'familyName', '氏名を入力してください。'],
    [values.birthDate.date === null, 'birthDate', values.birthDate.problem ?? '生年月日を入力してください。'],
    [values.sex === '', 'sex', '性別を選んでください。'],
    [values.programme === '', 'programme', '事業を選んでください。'],
    [values.welfareStatus === '', 'welfareStatus', '対象区分を選んでください。'],
    [values.chiefComplaint.trim() === '', 'chiefComplaint', '主訴を入力してください。'],
    [values.openedOn.date === null, 'openedOn', values.openedOn.problem ?? '受付日を入力してください。'],
    [values.householdCaseNumber !== '' && values.relation === '', 'relation', '続柄を選んでください。'],
    [values.householdCaseNumber !== '' && values.householdType === '', 'householdType', '世帯類型を選んでください。'],
  ];
  return missing.flatMap(([wrong, field, message]) => (wrong ? [{ field, message }] : []));
}

/** The body of the command. Call it only after `checkIntake` found nothing. */
export function intakeBody(values: IntakeValues, duplicatesSeen: readonly string[]): RegisterClient {
  const name = splitName(values.familyName);
  const kana = splitName(values.familyKana);
  const texts = {
    givenName: optional(name.given),
    givenKana: optional(kana.given),
    phone: optional(plainPhone(values.phone)),
    postalCode: optional(plainPostalCode(values.postalCode)),
    address: optional(values.address),
  };
  const household = values.householdCaseNumber === '' ? {} : householdOf(values);
  return {
    familyName: name.family,
    familyKana: kana.family,
    birthDate: values.birthDate.date ?? '',
    sex: values.sex,
    programme: values.programme,
    welfareStatus: values.welfareStatus,
    chiefComplaint: values.chiefComplaint,
    openedOn: values.openedOn.date ?? '',
    duplicatesSeen: [...duplicatesSeen],
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
    ...household,
  };
}

function householdOf(values: IntakeValues): Partial<RegisterClient> {
  return {
    householdCaseNumber: values.householdCaseNumber,
    ...(values.relation === '' ? {} : { relation: values.relation }),
    ...(values.householdType === '' ? {} : { householdType: values.householdType }),
    ...(values.districtWorkerId === '' ? {} : { districtWorkerId: values.districtWorkerId }),
  };
}
