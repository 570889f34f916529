import type { IsoDate } from '@madoguchi/kernel';
import { Described, dtoOf, IdOf, ListOf, TypedTextDto, Whole } from '@madoguchi/platform';
import { MOST, PLAN_ENTRY, PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, SUPPORT_PLAN } from '../domain/records';

export class WritePlanGoalDto extends dtoOf(PLAN_GOAL, TypedTextDto) {}
export class WritePlanMenuDto extends dtoOf(PLAN_MENU) {}
export class WritePlanMemberDto extends dtoOf(PLAN_MEMBER, TypedTextDto) {}

const Parts = (type: new () => object, title: string, most: number, counter = '件'): PropertyDecorator =>
  ListOf(() => type, { most, wrong: `value|${title}を入力してください。`, tooMany: `too_many|${title}は${most}${counter}までです。` });

export class WriteSupportPlanDto extends dtoOf(PLAN_ENTRY, TypedTextDto) {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  @Parts(WritePlanGoalDto, PLAN_GOAL.title, MOST.goals) goals: WritePlanGoalDto[];
  @Parts(WritePlanMenuDto, PLAN_MENU.title, MOST.menus) menus: WritePlanMenuDto[];
  @Parts(WritePlanMemberDto, PLAN_MEMBER.title, MOST.members, '人') members: WritePlanMemberDto[];
}

export class AgreePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
  @Described(SUPPORT_PLAN.fields.agreedOn, { optional: false }) agreedOn: IsoDate;
}

export class ApprovePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
  @Described(SUPPORT_PLAN.fields.approvedOn, { optional: false }) approvedOn: IsoDate;
}

export class EvaluatePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
}
