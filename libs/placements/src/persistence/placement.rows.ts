import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { PLACEMENT, RETENTION_CHECK, SEPARATION } from '../domain/records';

@Row(PLACEMENT.table)
export class PlacementRow extends rowOf(PLACEMENT, PersonRow) {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) referralId: string | null;
}

@Row(RETENTION_CHECK.table)
export class RetentionCheckRow extends rowOf(RETENTION_CHECK, PersonRow) {
  @Field('uuid') placementId: string;
}

@Row(SEPARATION.table)
export class JobSeparationRow extends rowOf(SEPARATION, PersonRow) {
  @Field('uuid') placementId: string;
}
