import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { INTRODUCTION, REGISTRATION } from '../domain/records';

@Row(REGISTRATION.table)
export class RegistrationRow extends rowOf(REGISTRATION, PersonRow) {
  @Field('uuid') caseId: string;
}

@Row(INTRODUCTION.table)
export class IntroductionRow extends rowOf(INTRODUCTION, PersonRow) {
  @Field('uuid') caseId: string;
  @Field('uuid') registrationId: string;
}
