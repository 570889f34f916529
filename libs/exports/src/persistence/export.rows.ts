import { Field, Row } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';

@Row('export_file')
export class ExportFileRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') assignmentId: string;
  @Field('uuid') officeId: string;
  @Field('text') kind: string;
  @Field('text') format: string;
  @Field('date') month: string;
  @Field('text') reason: string;
  @Field('text') status: string;
  @Field('integer') rowsDone: number;
  @Field('timestamptz') requestedAt: Date;
  @Field('timestamptz') expiresAt: Date;
}
