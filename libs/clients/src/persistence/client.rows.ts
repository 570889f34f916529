import { Field, OfficeRow, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { HOUSEHOLD, HOUSEHOLD_MEMBER, PERSON_BASIC, PERSON_CONTACT, PERSON_HEALTH, PERSON_WORK_HISTORY, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';

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

@Row(PERSON_HEALTH.table)
export class PersonHealthRow extends rowOf(PERSON_HEALTH, PersonRow) {}

@Row(PERSON_WORK_HISTORY.table)
export class PersonWorkHistoryRow extends rowOf(PERSON_WORK_HISTORY, PersonRow) {}

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
