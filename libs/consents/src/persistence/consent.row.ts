import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { CONSENT } from '../domain/records';

@Row(CONSENT.table)
export class ConsentRow extends rowOf(CONSENT, PersonRow) {
  @Field('uuid', { nullable: true }) recipientOfficeId: string | null;
  @Field('uuid') recipientOrganisationId: string;
  @Field('timestamptz') validFromAt: Date;
  @Field('timestamptz') validUntilAt: Date;
  @Field('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Field('uuid', { nullable: true }) renewsId: string | null;
  @Field('timestamptz', { nullable: true }) supersededAt: Date | null;
}
