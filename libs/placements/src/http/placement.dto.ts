import { CalendarDate, CodeOf, Decimal, Flag, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { HOURS, type Hours, type Route, ROUTES, type Term, TERMS } from '../domain/placement';
import { type Asked, ASKED, type Outcome, OUTCOMES } from '../domain/retention';

export class RecordPlacementDto extends TypedTextDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  /** The own office's 職業紹介 that it came from; its day is taken over. */
  @IdOf('職業紹介', { optional: true }) introductionId?: string;
  @CalendarDate('紹介日', { optional: true }) introducedOn?: string;
  /** May lie ahead. */
  @CalendarDate('就職日') hiredOn: string;
  @OneOf('就職経路', ROUTES) route: Route;
  @OneOf('期間の定め', TERMS) term: Term;
  @OneOf('一般・パート', HOURS) hours: Hours;
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
  @CodeOf('取消の理由') reason: string;
}

export class RecordRetentionDto extends TypedTextDto {
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('連絡した日') attemptedOn: string;
  @Flag('連絡がついたか') reached: boolean;
  @OneOf('連絡先', ASKED) askedWhom: Asked;
  @OneOf('結果', OUTCOMES) outcome: Outcome;
  @Text('メモ', { max: 1000, optional: true }) note?: string;
  /** Exactly when the outcome is 離職. */
  @CalendarDate('離職日', { optional: true }) leftOn?: string;
  /** Exactly when the outcome is 離職. */
  @CodeOf('離職理由', { optional: true }) separationReason?: string;
}
