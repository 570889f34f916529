import { PrimaryColumn } from 'typeorm';
import { Field, Row } from '@madoguchi/platform';

@Row('agreement')
export class AgreementRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid', { nullable: true }) municipalityId: string | null;
  @Field('text') kind: string;
  @Field('text') name: string;
}

@Row('annual_plan')
export class AnnualPlanRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') agreementId: string;
  @Field('integer') fiscalYear: number;
  @Field('integer') lastFiscalYear: number;
  @Field('text') title: string;
  /** 案: adopted by nobody yet. */
  @Field('boolean') sample: boolean;
  @Field('text') sourceDocument: string;
  @Field('jsonb') content: object;
  @Field('uuid', { nullable: true }) revises: string | null;
  @Field('integer') edition: number;
  @Field('integer') version: number;
}

@Row('annual_plan_edition')
export class AnnualPlanEditionRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') planId: string;
  @Field('integer') number: number;
  @Field('jsonb') content: object;
  @Field('date') decidedOn: string;
  @Field('text') decidedBy: string;
  @Field('uuid') adoptedBy: string;
  @Field('timestamptz') adoptedAt: Date;
}

@Row('reported_figure')
export class ReportedFigureRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') planId: string;
  @Field('text') lineKey: string;
  @Field('integer') part: number;
  @Field('text') period: string;
  @Field('date') month: string;
  @Field('text') kind: string;
  @Field('numeric', { nullable: true }) amount: number | null;
  @Field('text') evidence: string;
  @Field('uuid') reportedBy: string;
  @Field('timestamptz') reportedAt: Date;
  @Field('integer') version: number;
}
