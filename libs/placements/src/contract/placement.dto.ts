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

export class RetentionCheckDto {
  id: string;
  milestone: string;
  dueOn: string;
  attemptedOn: string | null;
  reached: boolean | null;
  askedWhom: string | null;
  outcome: string | null;
  note: string | null;
  version: number;
}

export class SeparationDto {
  leftOn: string;
  reason: string;
  note: string | null;
}

export class PlacementDto {
  id: string;
  caseId: string;
  status: string;
  introductionId: string | null;
  introducedOn: string | null;
  hiredOn: string;
  confirmedOn: string | null;
  confirmedByName: string | null;
  route: string;
  term: string;
  hours: string;
  permanentEmployee: boolean;
  dispatched: boolean;
  weeklyHours: number | null;
  employerName: string;
  occupation: string;
  cancelledReason: string | null;
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
