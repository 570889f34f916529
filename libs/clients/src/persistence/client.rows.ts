import { Field, PersonRow, Row } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';

@Row('person')
export class PersonSpineRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') municipalityId: string;
  @Field('uuid') sourceOfficeId: string;
  @Field('uuid') sourceOrganisationId: string;
  @Field('text') number: string;
  @Field('uuid') writtenBy: string;
  @Field('timestamptz') enteredAt: Date;
  @Field('integer') version: number;
}

@Row('person_basic')
export class PersonBasicRow extends PersonRow {
  @Field('text') familyName: string;
  @Field('text') givenName: string;
  @Field('text') familyKana: string;
  @Field('text') givenKana: string;
  @Field('date') birthDate: string;
  @Field('text') sex: string;
  @Field('text', { array: true }) searchTokens: string[];
}

@Row('person_contact')
export class PersonContactRow extends PersonRow {
  @Field('text', { nullable: true }) postalCode: string | null;
  @Field('text', { nullable: true }) address: string | null;
  @Field('text', { nullable: true }) phone: string | null;
  @Field('text', { nullable: true }) contactNote: string | null;
  @Field('text', { array: true }) searchTokens: string[];
}

@Row('person_health')
export class PersonHealthRow extends PersonRow {
  @Field('text') conditionNote: string;
  @Field('text') obstacleNote: string;
}

@Row('person_work_history')
export class PersonWorkHistoryRow extends PersonRow {
  @Field('text') historyNote: string;
  @Field('text') licenceNote: string;
  @Field('text') wishNote: string;
}

@Row('welfare_status')
export class WelfareStatusRow extends PersonRow {
  @Field('text') status: string;
  @Field('date') validFrom: string;
  @Field('date') validUntil: string;
}

@Row('household')
export class HouseholdRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') municipalityId: string;
  @Field('uuid') sourceOfficeId: string;
  @Field('uuid') sourceOrganisationId: string;
  @Field('text') caseNumber: string;
  @Field('text') householdType: string;
  @Field('uuid', { nullable: true }) districtWorkerId: string | null;
  @Field('uuid') writtenBy: string;
  @Field('timestamptz') enteredAt: Date;
  @Field('integer') version: number;
}

@Row('household_member')
export class HouseholdMemberRow extends PersonRow {
  @Field('uuid') householdId: string;
  @Field('text') relation: string;
  @Field('date') joinedOn: string;
  @Field('date') leftOn: string;
}

@Row('support_case')
export class SupportCaseRow extends PersonRow {
  @Field('text') programme: string;
  @Field('text') status: string;
  @Field('date') openedOn: string;
  @Field('text') chiefComplaint: string;
  @Field('uuid') workerId: string;
  @Field('date', { nullable: true }) closedOn: string | null;
  @Field('text', { nullable: true }) closingReason: string | null;
}
