import { Field, PersonRow, Row } from '@madoguchi/platform';

@Row('placement')
export class PlacementRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) referralId: string | null;
  @Field('uuid', { nullable: true }) introductionId: string | null;
  @Field('text') status: string;
  @Field('date', { nullable: true }) introducedOn: string | null;
  @Field('date') hiredOn: string;
  @Field('date', { nullable: true }) confirmedOn: string | null;
  @Field('uuid', { nullable: true }) confirmedBy: string | null;
  @Field('text') route: string;
  @Field('text') term: string;
  @Field('text') hours: string;
  @Field('boolean') permanentEmployee: boolean;
  @Field('boolean') dispatched: boolean;
  @Field('numeric', { nullable: true }) weeklyHours: number | null;
  @Field('text') employerName: string;
  @Field('text') occupation: string;
  @Field('text', { nullable: true }) cancelledReason: string | null;
}

@Row('retention_check')
export class RetentionCheckRow extends PersonRow {
  @Field('uuid') placementId: string;
  @Field('text') milestone: string;
  @Field('date') dueOn: string;
  @Field('date', { nullable: true }) attemptedOn: string | null;
  @Field('boolean', { nullable: true }) reached: boolean | null;
  @Field('text', { nullable: true }) askedWhom: string | null;
  @Field('text', { nullable: true }) outcome: string | null;
  @Field('text', { nullable: true }) note: string | null;
}

@Row('job_separation')
export class JobSeparationRow extends PersonRow {
  @Field('uuid') placementId: string;
  @Field('date') leftOn: string;
  @Field('text') reason: string;
  @Field('text', { nullable: true }) note: string | null;
}
