import { Field, Row } from '@madoguchi/platform';
import { PrimaryColumn } from 'typeorm';

@Row('annual_plan_line')
export class PlanLineRow {
  @PrimaryColumn('uuid') id: string;
  @Field('uuid') planId: string;
  @Field('text') lineKey: string;
  @Field('integer') part: number;
  @Field('text') fact: string;
  @Field('text') basis: string;
  @Field('text') dateBasis: string;
  @Field('text', { array: true }) routes: string[];
  @Field('integer') version: number;
}
