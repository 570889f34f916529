import { CalendarDate, CodeOf, IdOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';

const MOST_GOALS = 10;
const MOST_MENUS = 20;
const MOST_MEMBERS = 15;

export class WritePlanGoalDto extends TypedTextDto {
  @Text('達成目標', { max: 500 }) goal: string;
  @CodeOf('担当', 'owner') owner: string;
  @CalendarDate('期日') dueOn: string;
}

export class WritePlanMenuDto {
  @CodeOf('支援メニュー', 'support_plan_menu') menu: string;
  @CodeOf('担当', 'owner') owner: string;
  @CalendarDate('開始日') periodFrom: string;
  @CalendarDate('終了日') periodUntil: string;
}

export class WritePlanMemberDto extends TypedTextDto {
  @IdOf('職員') staffId: string;
  @Text('役割', { max: 60 }) duty: string;
}

export class WriteSupportPlanDto extends TypedTextDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  @Text('長期目標', { max: 1000 }) longTermGoal: string;
  @CalendarDate('支援期間の開始日') periodFrom: string;
  @CalendarDate('支援期間の終了日') periodUntil: string;
  @CalendarDate('次回見直し日') reviewOn: string;

  @ApiProperty({ type: WritePlanGoalDto, isArray: true })
  @IsArray({ message: 'value|達成目標を入力してください。' })
  @ArrayMaxSize(MOST_GOALS, { message: `too_many|達成目標は${MOST_GOALS}件までです。` })
  @ValidateNested({ each: true })
  @Type(() => WritePlanGoalDto)
  goals: WritePlanGoalDto[];

  @ApiProperty({ type: WritePlanMenuDto, isArray: true })
  @IsArray({ message: 'value|支援メニューを入力してください。' })
  @ArrayMaxSize(MOST_MENUS, { message: `too_many|支援メニューは${MOST_MENUS}件までです。` })
  @ValidateNested({ each: true })
  @Type(() => WritePlanMenuDto)
  menus: WritePlanMenuDto[];

  @ApiProperty({ type: WritePlanMemberDto, isArray: true })
  @IsArray({ message: 'value|支援チームを入力してください。' })
  @ArrayMaxSize(MOST_MEMBERS, { message: `too_many|支援チームは${MOST_MEMBERS}人までです。` })
  @ValidateNested({ each: true })
  @Type(() => WritePlanMemberDto)
  members: WritePlanMemberDto[];
}

export class AgreePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('本人が同意した日') agreedOn: string;
}

export class ApprovePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('支援決定日') approvedOn: string;
}

export class EvaluatePlanDto {
  @Whole('版', 1, 1_000_000) version: number;
}
