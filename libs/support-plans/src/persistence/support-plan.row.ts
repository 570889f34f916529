import { Field, PersonRow, Row, rowOf } from '@madoguchi/platform';
import { PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, SUPPORT_PLAN } from '../domain/records';

@Row(SUPPORT_PLAN.table)
export class SupportPlanRow extends rowOf(SUPPORT_PLAN, PersonRow) {
  @Field('uuid') caseId: string;
  @Field('uuid', { nullable: true }) referralId: string | null;
}

@Row(PLAN_GOAL.table)
export class PlanGoalRow extends rowOf(PLAN_GOAL, PersonRow) {
  @Field('uuid') planId: string;
  @Field('integer') position: number;
}

@Row(PLAN_MENU.table)
export class PlanMenuRow extends rowOf(PLAN_MENU, PersonRow) {
  @Field('uuid') planId: string;
}

@Row(PLAN_MEMBER.table)
export class PlanMemberRow extends rowOf(PLAN_MEMBER, PersonRow) {
  @Field('uuid') planId: string;
}
