import { Field, Row } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';

@Row('annual_plan')
export class AnnualPlanRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') agreementId: string;
  @Field('integer') fiscalYear: number;
  @Field('text') title: string;
  @Field('boolean') sample: boolean;
  @Field('text') sourceDocument: string;
  @Field('jsonb') document: object;
  @Field('integer') version: number;
}

@Row('reported_figure')
export class ReportedFigureRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') planId: string;
  @Field('text') lineKey: string;
  @Field('integer') part: number;
  @Field('date') month: string;
  @Field('integer') amount: number;
  @Field('text') evidence: string;
  @Field('uuid') reportedBy: string;
  @Field('timestamptz') reportedAt: Date;
  @Field('integer') version: number;
}
