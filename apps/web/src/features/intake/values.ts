import { HOUSEHOLD_ENTRY, INTAKE, PERSON_BASIC } from '@madoguchi/clients/records';
import { record, text, without } from '@madoguchi/kernel';
import { plainContact } from '../../lib/contact-text';
import { readDate, today, todayEntry } from '../../lib/dates';
import { splitName } from '../../lib/person';
import type { FieldError } from '../../lib/problem';
import { bodyOf, checkValues, type FormValues, valuesOf } from '../../lib/record-values';
import type { IntakeStart } from '../../lib/router-state';
import { words } from '../../lib/words';
import type { RegisterClient } from '../clients/api/clients';

/** One box each for カナ and 氏名, as on the paper form; they are split at the space. */
const NAMES = record('person_basic', { title: PERSON_BASIC.title, group: 'basic' }, {
  familyKana: text(words.kana, 'personal', { max: 121 }),
  familyName: text(words.name, 'personal', { max: 121 }),
});
/** Every other box is a field of its own. */
export const BOXES = without(INTAKE, ['familyName', 'givenName', 'familyKana', 'givenKana']);

export type IntakeValues = FormValues<typeof NAMES.fields & typeof BOXES.fields>;

export function freshIntake(start: IntakeStart): IntakeValues {
  return {
    ...valuesOf(BOXES, { programme: 'welfare_self_reliance' }),
    familyKana: start.kana ?? '',
    familyName: start.name ?? '',
    ...(start.birthDate === undefined ? {} : { birthDate: readDate(start.birthDate, today(), true) }),
    openedOn: todayEntry(),
  };
}

export function checkIntake(values: IntakeValues): readonly FieldError[] {
  const household = values.caseNumber.trim() === '' ? [] : checkValues(HOUSEHOLD_ENTRY, values);
  return [...checkValues(NAMES, values), ...checkValues(BOXES, values), ...household];
}

/** The body of the command. Call it only after `checkIntake` found nothing. */
export function intakeBody(values: IntakeValues, duplicatesSeen: readonly string[]): RegisterClient {
  const name = splitName(values.familyName);
  const kana = splitName(values.familyKana);
  return {
    ...plainContact(bodyOf(BOXES, values)),
    familyName: name.family,
    familyKana: kana.family,
    ...(name.given === '' ? {} : { givenName: name.given }),
    ...(kana.given === '' ? {} : { givenKana: kana.given }),
    duplicatesSeen: [...duplicatesSeen],
  };
}
