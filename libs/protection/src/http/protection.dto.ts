import { ApiPropertyOptional } from '@nestjs/swagger';
import { LOCATING_GROUPS, type LocatingGroup } from '@madoguchi/access';
import { type Decision, DECISIONS } from '@madoguchi/kernel';
import { Absent, CalendarDate, CodeOf, CodesOf, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsUUID } from 'class-validator';
import { PROTECTION_KINDS, type ProtectionKind, RELEASE_DAYS_MAX } from '../domain/protection';

const COMPANIONS_MAX = 20;
const VERSION_MAX = 1_000_000;

export class RecordProtectionDto {
  @OneOf('種類', PROTECTION_KINDS) kind: ProtectionKind;
  @CalendarDate('開始日') startedOn: string;
  @CalendarDate('有効期限', { optional: true }) expiresOn?: string;

  /** 併せて支援を求める者. */
  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid' })
  @Absent()
  @IsArray({ message: 'value|併せて支援を求める人を選び直してください。' })
  @ArrayMaxSize(COMPANIONS_MAX, { message: 'value|併せて支援を求める人を選び直してください。' })
  @IsUUID('all', { each: true, message: 'id|併せて支援を求める人を選び直してください。' })
  companions?: string[];
}

export class RenewProtectionDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('更新日') renewedOn: string;
  @CalendarDate('新しい有効期限') expiresOn: string;
}

export class AskEndDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Text('終了の理由', { max: 400 }) reason: string;
}

export class ConfirmDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class NameAdversaryDto extends TypedTextDto {
  @Text('氏名', { max: 60 }) name: string;
  @CodeOf('本人との関係', 'adversary_relation') relation: string;
  @Text('受付番号', { max: 20, optional: true }) number?: string;
}

export class AskReleaseDto extends TypedTextDto {
  @IdOf('提供先') recipientOfficeId: string;

  @CodesOf('提供する情報', 'item_group', LOCATING_GROUPS.length, LOCATING_GROUPS)
  @ArrayNotEmpty({ message: 'required|提供する情報を選んでください。' })
  itemGroups: LocatingGroup[];

  @Text('提供する理由', { max: 400 }) reason: string;
  @Whole('提供する日数', 1, RELEASE_DAYS_MAX) lastsDays: number;
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

export class ProtectionDto {
  id: string;
  kind: 'measure' | 'local';
  officeName: string;
  startedOn: string;
  /** 有効期限, the whole of this day; the measure works on until its end is confirmed. */
  expiresOn: string | null;
  /** Its last day has passed and nobody has renewed or ended it. */
  overdue: boolean;
  accompanies: boolean;
  endAskedByName: string | null;
  endReason: string | null;
  inForce: boolean;
  version: number;
  mine: boolean;
}

export class AdversaryDto {
  id: string;
  name: string;
  relation: string;
  personId: string | null;
  number: string | null;
  sameWorker: boolean;
}

export class ReleaseDto {
  id: string;
  recipientOfficeName: string;
  itemGroups: string[];
  reason: string;
  lastsDays: number;
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
