import type { RecordOf } from '@madoguchi/kernel';
import { Field, OfficeRow, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { HELD, HELD_NAMES, type HeldName, HOUSEHOLD, HOUSEHOLD_MEMBER, PERSON_BASIC, PERSON_CONTACT, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';

@Row('person')
export class PersonSpineRow extends OfficeRow {
  @Field('text') number: string;
}

@Row(PERSON_BASIC.table)
export class PersonBasicRow extends rowOf(PERSON_BASIC, PersonRow) {
  @Field('text', { array: true }) searchTokens: string[];
}

@Row(PERSON_CONTACT.table)
export class PersonContactRow extends rowOf(PERSON_CONTACT, PersonRow) {
  @Field('text', { array: true }) searchTokens: string[];
}

@Row(WELFARE_STATUS.table)
export class WelfareStatusRow extends rowOf(WELFARE_STATUS, PersonRow) {}

@Row(HOUSEHOLD.table)
export class HouseholdRow extends rowOf(HOUSEHOLD, OfficeRow) {}

@Row(HOUSEHOLD_MEMBER.table)
export class HouseholdMemberRow extends rowOf(HOUSEHOLD_MEMBER, PersonRow) {
  @Field('uuid') householdId: string;
}

@Row(SUPPORT_CASE.table)
export class SupportCaseRow extends rowOf(SUPPORT_CASE, PersonRow) {
  @Field('uuid') workerId: string;
}

function heldRow(record: RecordOf): new () => PersonRow {
  @Row(record.table)
  class HeldRow extends rowOf(record, PersonRow) {}
  return HeldRow;
}

/** Of the records that an organisation holds once, the contact alone has a column that is searched. */
export const HELD_ROWS = Object.fromEntries(
  HELD_NAMES.map((name) => [name, name === 'contact' ? PersonContactRow : heldRow(HELD[name])]),
) as Readonly<Record<HeldName, new () => PersonRow>>;
