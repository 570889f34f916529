import { ApiPropertyOptional } from '@nestjs/swagger';
import { LOCATING_GROUPS, type LocatingGroup } from '@madoguchi/access';
import { type Decision, DECISIONS, without } from '@madoguchi/kernel';
import { Absent, answerOf, CalendarDate, CodesOf, dtoOf, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsUUID } from 'class-validator';
import { ADVERSARY, END_ENTRY, PROLONG_ENTRY, PROTECTION, PROTECTION_ENTRY, RELEASE, RENEWAL } from '../domain/records';

const COMPANIONS_MAX = 20;
const VERSION_MAX = 1_000_000;

export class RecordProtectionDto extends dtoOf(PROTECTION_ENTRY, TypedTextDto) {
  /** 併せて支援を求める者. */
  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid' })
  @Absent()
  @IsArray({ message: 'value|併せて支援を求める人を選び直してください。' })
  @ArrayMaxSize(COMPANIONS_MAX, { message: 'value|併せて支援を求める人を選び直してください。' })
  @IsUUID('all', { each: true, message: 'id|併せて支援を求める人を選び直してください。' })
  companions?: string[];
}

export class RenewProtectionDto extends dtoOf(RENEWAL) {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class AskEndDto extends dtoOf(END_ENTRY, TypedTextDto) {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class AskProlongingDto extends dtoOf(PROLONG_ENTRY, TypedTextDto) {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class ConfirmDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class NameAdversaryDto extends dtoOf(ADVERSARY, TypedTextDto) {
  @Text('受付番号', { max: 20, optional: true }) number?: string;
}

export class AskReleaseDto extends dtoOf(RELEASE, TypedTextDto) {
  @CodesOf('提供する情報', 'item_group', LOCATING_GROUPS.length, LOCATING_GROUPS)
  @ArrayNotEmpty({ message: 'required|提供する情報を選んでください。' })
  itemGroups: LocatingGroup[];
}

export class DecideReleaseDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @OneOf('決裁', DECISIONS) decision: Decision;
}

export class NameDeputyDto {
  @IdOf('職員') staffId: string;
  @CalendarDate('最初の日') validFrom: string;
  @CalendarDate('最後の日') lastDay: string;
}

export class ProtectionSavedDto {
  id: string;
  version: number;
}

export class ProtectionNamedDto {
  id: string;
}

/** 有効期限 is the whole of its day; the measure works on until its end is confirmed. */
export class ProtectionDto extends answerOf(PROTECTION) {
  id: string;
  officeName: string;
  /** Its last day has passed and nobody has renewed or ended it. */
  overdue: boolean;
  accompanies: boolean;
  endAskedByName: string | null;
  /** Of a 秘匿: until when it works, half-open. */
  lapsesAt: Date | null;
  prolongAskedByName: string | null;
  inForce: boolean;
  /** Two persons ended it: it works no more, and cannot be prolonged. */
  ended: boolean;
  version: number;
  mine: boolean;
}

export class AdversaryDto extends answerOf(ADVERSARY) {
  id: string;
  personId: string | null;
  number: string | null;
  sameWorker: boolean;
}

export class ReleaseDto extends answerOf(without(RELEASE, ['recipientOfficeId'])) {
  id: string;
  recipientOfficeName: string;
  itemGroups: string[];
  askedByName: string;
  askedAt: Date;
  decision: Decision | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  validUntilAt: Date | null;
  inForce: boolean;
  version: number;
}

export class ProtectionOfPersonDto {
  protections: ProtectionDto[];
  adversaries: AdversaryDto[];
  releases: ReleaseDto[];
  decides: boolean;
}

export class DeputyDto {
  id: string;
  staffName: string;
  validFrom: string;
  lastDay: string;
}

export class DeputyListDto {
  deputies: DeputyDto[];
}
