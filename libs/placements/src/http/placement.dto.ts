import { CalendarDate, CodeOf, Decimal, Flag, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { type Outcome, OUTCOMES } from '../domain/retention';

export class RecordPlacementDto extends TypedTextDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  /** The own office's 職業紹介 that it came from; its day is taken over. */
  @IdOf('職業紹介', { optional: true }) introductionId?: string;
  @CalendarDate('紹介日', { optional: true }) introducedOn?: string;
  /** May lie ahead. */
  @CalendarDate('就職日') hiredOn: string;
  @CodeOf('就職経路', 'route') route: string;
  @CodeOf('期間の定め', 'term') term: string;
  @CodeOf('一般・パート', 'hours') hours: string;
  @Flag('正社員') permanentEmployee: boolean;
  @Flag('派遣') dispatched: boolean;
  @Decimal('週所定時間', 0.5, 60, { optional: true }) weeklyHours?: number;
  @Text('就職先', { max: 100 }) employerName: string;
  @Text('職種', { max: 100 }) occupation: string;
}

export class ConfirmPlacementDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('確認日') confirmedOn: string;
}

export class CancelPlacementDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CodeOf('取消の理由', 'placement_cancelled_reason') reason: string;
}

export class RecordRetentionDto extends TypedTextDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('連絡した日') attemptedOn: string;
  @Flag('連絡がついたか') reached: boolean;
  @CodeOf('連絡先', 'retention_asked_whom') askedWhom: string;
  @OneOf('結果', OUTCOMES) outcome: Outcome;
  @Text('メモ', { max: 1000, optional: true }) note?: string;
  /** Exactly when the outcome is 離職. */
  @CalendarDate('離職日', { optional: true }) leftOn?: string;
  /** Exactly when the outcome is 離職. */
  @CodeOf('離職理由', 'separation_reason', { optional: true }) separationReason?: string;
}
