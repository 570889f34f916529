import { type IsoDate, some } from '@madoguchi/kernel';
import { Absent, Described, dtoOf, IdOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';
import { INTAKE, PERSON_BASIC, SUPPORT_CASE, WELFARE_STATUS } from '../domain/records';

export class SearchDto {
  @Text('検索する言葉', { max: 60, numberColumn: true }) text: string;
}

export class DuplicatesDto extends dtoOf(some(PERSON_BASIC, ['familyKana', 'givenKana', 'birthDate'])) {}

export class RegisterClientDto extends dtoOf(INTAKE, TypedTextDto) {
  /** Ids of likely duplicates that were shown and judged to be somebody else. */
  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid' })
  @Absent()
  @IsArray({ message: 'value|画面を読み込み直してください。' })
  @ArrayMaxSize(20, { message: 'value|画面を読み込み直してください。' })
  @IsUUID('all', { each: true, message: 'id|画面を読み込み直してください。' })
  duplicatesSeen?: string[];
}

export class WelfareStatusDto extends dtoOf(some(WELFARE_STATUS, ['status', 'validFrom'])) {}

export class CloseCaseDto {
  @IdOf('ケース') caseId: string;
  @Whole('版', 1, 1_000_000) version: number;
  @Described(SUPPORT_CASE.fields.closedOn, { optional: false }) closedOn: IsoDate;
  @Described(SUPPORT_CASE.fields.closingReason, { optional: false }) reason: string;
}

export class ReopenCaseDto {
  @IdOf('ケース') caseId: string;
  @Whole('版', 1, 1_000_000) version: number;
}

export class HitDto {
  id: string;
  number: string;
  familyName: string | null;
  givenName: string | null;
  familyKana: string | null;
  givenKana: string | null;
  birthDate: string | null;
  workerName: string | null;
  caseStatus: string | null;
  protected: boolean;
}

export class SearchAnswerDto {
  hits: HitDto[];
  more: boolean;
}

export class DuplicatesAnswerDto {
  candidates: HitDto[];
}

export class RegisteredDto {
  id: string;
  caseId: string;
  number: string;
}

export class SavedDto {
  id: string;
  version: number;
}

export class PresentColleagueDto {
  name: string;
}

export class PresenceDto {
  others: PresentColleagueDto[];
  /** Changes when what is open of the person changes. */
  revision: string;
}
