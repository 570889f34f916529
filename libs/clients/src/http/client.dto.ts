import { Absent, CalendarDate, CodeOf, IdOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';

const PHONE = /^[0-9０-９+()\-－ー‐ 　]{4,20}$/;
const POSTAL = /^\d{7}$/;

export class SearchDto {
  @Text('検索する言葉', { max: 60, numberColumn: true }) text: string;
}

export class DuplicatesDto {
  @Text('セイ（カナ）', { max: 60 }) familyKana: string;
  @Text('メイ（カナ）', { max: 60, optional: true }) givenKana?: string;
  @CalendarDate('生年月日') birthDate: string;
}

export class RegisterClientDto extends TypedTextDto {
  @Text('姓', { max: 60 }) familyName: string;
  @Text('名', { max: 60, optional: true }) givenName?: string;
  @Text('セイ（カナ）', { max: 60 }) familyKana: string;
  @Text('メイ（カナ）', { max: 60, optional: true }) givenKana?: string;
  @CalendarDate('生年月日') birthDate: string;
  @CodeOf('性別', 'sex') sex: string;
  @Text('電話', { max: 20, optional: true, pattern: PHONE, like: '数字とハイフン' }) phone?: string;
  @Text('郵便番号', { max: 7, optional: true, pattern: POSTAL, like: '数字7けた' }) postalCode?: string;
  @Text('住所', { max: 200, optional: true }) address?: string;
  @CodeOf('事業', 'programme') programme: string;
  @CodeOf('対象区分', 'welfare_status') welfareStatus: string;
  @Text('主訴', { max: 2000 }) chiefComplaint: string;
  @CalendarDate('受付日') openedOn: string;
  @Text('ケース番号', { max: 30, optional: true, numberColumn: true }) householdCaseNumber?: string;
  @CodeOf('続柄', 'relation', { optional: true }) relation?: string;
  @CodeOf('世帯類型', 'household_type', { optional: true }) householdType?: string;
  @IdOf('地区担当CW', { optional: true }) districtWorkerId?: string;

  /** Ids of likely duplicates that were shown and judged to be somebody else. */
  @ApiPropertyOptional({ type: String, isArray: true, format: 'uuid' })
  @Absent()
  @IsArray({ message: 'value|画面を読み込み直してください。' })
  @ArrayMaxSize(20, { message: 'value|画面を読み込み直してください。' })
  @IsUUID('all', { each: true, message: 'id|画面を読み込み直してください。' })
  duplicatesSeen?: string[];
}

export class EditContactDto extends TypedTextDto {
  @Whole('版', 0, 1_000_000) version: number;
  @Text('電話', { max: 20, optional: true, pattern: PHONE, like: '数字とハイフン' }) phone?: string;
  @Text('郵便番号', { max: 7, optional: true, pattern: POSTAL, like: '数字7けた' }) postalCode?: string;
  @Text('住所', { max: 200, optional: true }) address?: string;
  @Text('連絡時の注意', { max: 400, optional: true }) contactNote?: string;
}

export class EditHealthDto extends TypedTextDto {
  /** 0 when nothing was recorded before. */
  @Whole('版', 0, 1_000_000) version: number;
  @Text('健康状態', { max: 2000, optional: true }) conditionNote?: string;
  @Text('就労阻害要因', { max: 2000, optional: true }) obstacleNote?: string;
}

export class EditWorkHistoryDto extends TypedTextDto {
  /** 0 when nothing was recorded before. */
  @Whole('版', 0, 1_000_000) version: number;
  @Text('職歴', { max: 4000, optional: true }) historyNote?: string;
  @Text('資格・免許', { max: 1000, optional: true }) licenceNote?: string;
  @Text('希望条件', { max: 1000, optional: true }) wishNote?: string;
}

export class WelfareStatusDto {
  @CodeOf('対象区分', 'welfare_status') status: string;
  @CalendarDate('変更日') validFrom: string;
}

export class CloseCaseDto {
  @IdOf('ケース') caseId: string;
  @Whole('版', 1, 1_000_000) version: number;
  @CalendarDate('終了日') closedOn: string;
  @CodeOf('終了理由', 'closing_reason') reason: string;
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

export class BasicDto {
  id: string;
  version: number;
  familyName: string;
  givenName: string;
  familyKana: string;
  givenKana: string;
  birthDate: string;
  sex: string;
  own: boolean;
}

export class ContactDto {
  id: string;
  version: number;
  postalCode: string | null;
  address: string | null;
  phone: string | null;
  contactNote: string | null;
  own: boolean;
}

export class HealthDto {
  id: string;
  version: number;
  conditionNote: string;
  obstacleNote: string;
  own: boolean;
}

export class WorkHistoryDto {
  id: string;
  version: number;
  historyNote: string;
  licenceNote: string;
  wishNote: string;
  own: boolean;
}

export class StatusSpanDto {
  status: string;
  validFrom: string;
  validUntil: string | null;
}

export class HouseholdMemberDto {
  personId: string;
  relation: string;
  /** Absent for a member whom the reader may not see as a client. */
  name: string | null;
}

export class HouseholdDto {
  caseNumber: string;
  type: string;
  relation: string;
  districtWorkerName: string | null;
  members: HouseholdMemberDto[];
}

export class CaseDto {
  id: string;
  status: string;
  programme: string;
  openedOn: string;
  workerName: string;
  chiefComplaint: string;
  version: number;
}

export class ClientPageDto {
  id: string;
  number: string;
  version: number;
  merged: boolean;
  /** DV等支援措置 or 秘匿 in force: where the person can be found leaves the keeping office only by two persons' release. */
  protected: boolean;
  /** Organisation that registered the person. */
  holderName: string;
  ownOffice: boolean;
  /** Item groups of which the reader may see nothing. */
  closedGroups: string[];
  /** Item groups in which the registering organisation's records are closed; what the reader's office wrote itself stays. */
  holderClosedGroups: string[];
  basic: BasicDto | null;
  contact: ContactDto | null;
  health: HealthDto | null;
  workHistory: WorkHistoryDto | null;
  statuses: StatusSpanDto[] | null;
  household: HouseholdDto | null;
  case: CaseDto | null;
}

export class PresentColleagueDto {
  name: string;
}

export class PresenceDto {
  others: PresentColleagueDto[];
}
