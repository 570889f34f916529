import { CalendarDate, IdOf, IdsOf, Text } from '@madoguchi/platform';

export class AuditQuestionDto {
  @CalendarDate('期間の初日') from: string;
  @CalendarDate('期間の末日') until: string;
  @IdOf('職員', { optional: true }) staffId?: string;
  @Text('操作', { max: 60, optional: true, pattern: /^[a-z-]+\.[a-z-]+$/, like: '選択肢' }) action?: string;
  @Text('受付番号', { max: 10, optional: true, numberColumn: true, pattern: /^R\d{2}-\d{5}$/, like: 'R08-00001 の形' }) number?: string;
  /** The events of one line of 気になる利用. */
  @IdsOf('記録', 200) events?: string[];
  /** Where the page before ended: time and id of its last line. */
  @Text('続きの位置', { max: 80, optional: true, numberColumn: true }) cursor?: string;
}

export class AuditLineDto {
  id: string;
  /** ISO 8601 instant. */
  at: string;
  staffName: string | null;
  officeName: string | null;
  purpose: string | null;
  action: string;
  /** How many persons the event was about. */
  persons: number;
  /** 受付番号 of the first of them. */
  numbers: string[];
  requestId: string;
  /** Whether the event holds what was changed or searched for. */
  sealed: boolean;
}

export class AuditPageDto {
  lines: AuditLineDto[];
  nextCursor: string | null;
}

export class AuditFieldDto {
  field: string;
  before: string | null;
  after: string | null;
}

export class AuditValuesDto {
  number: string | null;
  /** The key was destroyed: nothing can be shown any more. */
  destroyed: boolean;
  /** A measure (DV等支援措置) is in force: the values are not shown while it is. */
  withheld: boolean;
  fields: AuditFieldDto[];
  /** What was searched for. */
  text: string | null;
}

export class AuditEventDto {
  id: string;
  action: string;
  values: AuditValuesDto[];
}

export class AuditStaffDto {
  id: string;
  name: string;
  officeName: string;
}

export class AuditStaffListDto {
  staff: AuditStaffDto[];
}

export class PatternPeriodDto {
  @CalendarDate('期間の初日') from: string;
  @CalendarDate('期間の末日') until: string;
}

/** The limits that lines were found by. */
export class ThresholdsDto {
  withoutPartPersons: number;
  withoutPartDays: number;
  /** HH:MM */
  opensAt: string;
  closesAt: string;
  outsideLooks: number;
  staffOfPerson: number;
  refusedLooks: number;
  wrongSecrets: number;
  exceptionalQuestions: number;
}

export class WithoutPartDto {
  staffName: string;
  day: string;
  persons: number;
  /** The first 200. */
  events: string[];
}

export class OutsideHoursDto {
  staffName: string;
  day: string;
  closed: boolean;
  firstAt: string;
  lastAt: string;
  looks: number;
  persons: number;
  events: string[];
}

export class OpenedByManyDto {
  /** 受付番号 */
  number: string | null;
  day: string;
  staff: number;
  events: string[];
}

export class RefusalsDto {
  staffName: string;
  day: string;
  action: string;
  times: number;
  events: string[];
}

export class PatternsDto {
  thresholds: ThresholdsDto;
  withoutPart: WithoutPartDto[];
  outsideHours: OutsideHoursDto[];
  openedByMany: OpenedByManyDto[];
  refusals: RefusalsDto[];
}

/** The transaction behind which nothing can be sealed. */
export class SealHolderDto {
  role: string;
  pid: number;
  seconds: number;
}

/** How far the sealing of the audit record is. */
export class SealStatusDto {
  sealedAt: string | null;
  /** Time of the oldest event that is not sealed. */
  unsealedSince: string | null;
  lagSeconds: number;
  /** More than a minute behind. */
  late: boolean;
  heldBy: SealHolderDto | null;
  /** Workers that gave a sign of life within twenty seconds. */
  workers: number;
  /** Those of them that seal: none where no worker has AUDIT_DIR. */
  sealers: number;
  /** Absent where no Redis is set. */
  redis: boolean | null;
  /** Since when the oldest message of the queue waits. */
  waitingSince: string | null;
  /** Messages that failed in every sending. */
  givenUp: number;
}
