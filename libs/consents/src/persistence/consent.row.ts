import { Field, PersonRow, Row } from '@madoguchi/platform';
import type { ConsentMethod, SupportContinues } from '../domain/consent';

@Row('consent')
export class ConsentRow extends PersonRow {
  @Field('uuid') recipientOfficeId: string;
  @Field('uuid') formId: string;
  @Field('date') givenOn: string;
  @Field('text') method: ConsentMethod;
  @Field('text', { nullable: true }) witness: string | null;
  @Field('timestamptz') validFromAt: Date;
  @Field('timestamptz') validUntilAt: Date;
  @Field('date', { nullable: true }) withdrawnOn: string | null;
  @Field('timestamptz', { nullable: true }) withdrawnAt: Date | null;
  @Field('text', { nullable: true }) withdrawalNote: string | null;
  @Field('text', { nullable: true }) supportContinues: SupportContinues | null;
}
