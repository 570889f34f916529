import { ifGiven, type IsoDate, together } from '@madoguchi/kernel';
import { Described, dtoOf, IdOf, TypedTextDto, Whole } from '@madoguchi/platform';
import { ATTEMPT, PLACEMENT, PLACEMENT_ENTRY, SEPARATION_ENTRY } from '../domain/records';

export class RecordPlacementDto extends dtoOf(PLACEMENT_ENTRY, TypedTextDto) {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
}

export class ConfirmPlacementDto {
  @Whole('版', 1, 1_000_000) version: number;
  @Described(PLACEMENT.fields.confirmedOn, { optional: false }) confirmedOn: IsoDate;
}

export class CancelPlacementDto {
  @Whole('版', 1, 1_000_000) version: number;
  @Described(PLACEMENT.fields.cancelledReason, { optional: false }) reason: string;
}

/** 離職日 and 離職理由 exactly when the outcome is 離職. */
export class RecordRetentionDto extends dtoOf(together(ATTEMPT, ifGiven(SEPARATION_ENTRY)), TypedTextDto) {
  @Whole('版', 1, 1_000_000) version: number;
}
