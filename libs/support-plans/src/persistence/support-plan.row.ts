import { Field, PersonRow, Row } from '@madoguchi/platform';

@Row('support_plan')
export class SupportPlanRow extends PersonRow {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) referralId: string | null;
  @Field('text') status: string;
  @Field('text') longTermGoal: string;
  @Field('date') periodFrom: string;
  @Field('date') periodUntil: string;
  @Field('date') reviewOn: string;
  @Field('date', { nullable: true }) agreedOn: string | null;
  @Field('date', { nullable: true }) approvedOn: string | null;
  @Field('uuid', { nullable: true }) approvedBy: string | null;
}

@Row('support_plan_goal')
export class PlanGoalRow extends PersonRow {
  @Field('uuid') planId: string;
  @Field('integer') position: number;
  @Field('text') goal: string;
  @Field('text') owner: string;
  @Field('date') dueOn: string;
}

@Row('support_plan_menu')
export class PlanMenuRow extends PersonRow {
  @Field('uuid') planId: string;
  @Field('text') menu: string;
  @Field('text') owner: string;
  @Field('date') periodFrom: string;
  @Field('date') periodUntil: string;
}

@Row('support_plan_member')
export class PlanMemberRow extends PersonRow {
  @Field('uuid') planId: string;
  @Field('uuid') staffId: string;
  @Field('text') duty: string;
}
