import { Field, PersonRow, Row } from '@madoguchi/platform';
import type { SupportContinues } from '../domain/consent';

@Row('consent')
export class ConsentRow extends PersonRow {
  @Field('uuid', { nullable: true }) recipientOfficeId: string | null;
  @Field('uuid') recipientOrganisationId: string;
  @Field('uuid') formId: string;
  @Field('date') givenOn: string;
  @Field('text') method: string;
  @Field('text', { nullable: true }) witness: string | null;
  @Field('timestamptz') validFromAt: Date;
  @Field('timestamptz') validUntilAt: Date;
  @Field('date', { nullable: true }) withdrawnOn: string | null;
  @Field('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Field('uuid', { nullable: true }) renewsId: string | null;
  @Field('timestamptz', { nullable: true }) supersededAt: Date | null;
  @Field('text', { nullable: true }) withdrawalNote: string | null;
  @Field('text', { nullable: true }) supportContinues: SupportContinues | null;
}
