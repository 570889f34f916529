export class PlanWrittenDto {
  id: string;
  version: number;
}

export class PlanMovedDto {
  id: string;
  version: number;
  status: string;
}

export class PlanGoalDto {
  id: string;
  goal: string;
  owner: string;
  dueOn: string;
}

export class PlanMenuDto {
  id: string;
  menu: string;
  owner: string;
  periodFrom: string;
  /** Last day. */
  periodUntil: string;
}

export class PlanMemberDto {
  staffId: string;
  staffName: string;
  duty: string;
}

export class SupportPlanDto {
  id: string;
  caseId: string;
  status: string;
  longTermGoal: string;
  periodFrom: string;
  /** Last day. */
  periodUntil: string;
  reviewOn: string;
  agreedOn: string | null;
  approvedOn: string | null;
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
