import { Field, PersonRow, Row } from '@madoguchi/platform';

@Row('job_seeker_registration')
export class RegistrationRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('text') registrationNumber: string;
  @Field('date') registeredOn: string;
  @Field('date') validUntil: string;
  @Field('text') firstEver: string;
  @Field('date', { nullable: true }) lastUsedOn: string | null;
  @Field('text') wish: string;
}

@Row('job_introduction')
export class IntroductionRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid') registrationId: string;
  @Field('uuid', { nullable: true }) consultationId: string | null;
  @Field('date') introducedOn: string;
  @Field('text') openingNumber: string;
  @Field('text') employerName: string;
  @Field('text') occupation: string;
  @Field('text') result: string;
  @Field('date', { nullable: true }) resultOn: string | null;
}
