import { answerOf } from '@madoguchi/platform';
import { PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, PLAN_SHOWN } from '../domain/records';

export class PlanWrittenDto {
  id: string;
  version: number;
}

export class PlanMovedDto {
  id: string;
  version: number;
  status: string;
}

export class PlanGoalDto extends answerOf(PLAN_GOAL) {
  id: string;
}

export class PlanMenuDto extends answerOf(PLAN_MENU) {
  id: string;
}

export class PlanMemberDto extends answerOf(PLAN_MEMBER) {
  staffName: string;
}

export class SupportPlanDto extends answerOf(PLAN_SHOWN) {
  id: string;
  caseId: string;
  approvedByName: string | null;
  authorName: string;
  officeName: string;
  /** Written by the reader's own organisation. */
  own: boolean;
  enteredAt: Date;
  version: number;
  /** Moves that are possible now; whether the role may make them is the permission's question. */
  allowed: string[];
  goals: PlanGoalDto[];
  menus: PlanMenuDto[];
  members: PlanMemberDto[];
}

export class SupportPlansDto {
  plans: SupportPlanDto[];
}
