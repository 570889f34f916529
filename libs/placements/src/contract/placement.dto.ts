import { answerOf } from '@madoguchi/platform';
import { PLACEMENT_SHOWN, RETENTION_CHECK, SEPARATION } from '../domain/records';

export class PlacementWrittenDto {
  id: string;
  version: number;
}

export class PlacementMovedDto {
  id: string;
  version: number;
  status: string;
}

export class RetentionRecordedDto {
  id: string;
  version: number;
  outcome: string;
}

export class RetentionCheckDto extends answerOf(RETENTION_CHECK) {
  id: string;
  version: number;
}

export class SeparationDto extends answerOf(SEPARATION) {}

export class PlacementDto extends answerOf(PLACEMENT_SHOWN) {
  id: string;
  caseId: string;
  confirmedByName: string | null;
  authorName: string;
  officeName: string;
  /** Written by the reader's own organisation. */
  own: boolean;
  enteredAt: Date;
  version: number;
  /** Moves that are possible now; whether the role may make them is the permission's question. */
  allowed: string[];
  checks: RetentionCheckDto[];
  separation: SeparationDto | null;
}

export class PlacementsDto {
  placements: PlacementDto[];
}
