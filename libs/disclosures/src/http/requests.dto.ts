import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, CodeOf, Flag, ListOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { REQUEST_STATUSES, REQUESTER_KINDS, type RequesterKind, type RequestStatus } from '../domain/disclosure-request';
import { type Answer, ANSWERS, type Mark, MARKS } from '../domain/review';

const VERSION_MAX = 1_000_000;
const RANGES_MAX = 500;
const TEXT_MAX = 1_000_000;
const OUTCOMES = [...MARKS, 'refuse_existence'] as const;

export class RecordRequestDto extends TypedTextDto {
  @CalendarDate('請求日') requestedOn: string;
  @OneOf('請求した人', REQUESTER_KINDS) requesterKind: RequesterKind;
  @Text('請求した人の氏名', { max: 60 }) requesterName: string;
  @CodeOf('本人確認の方法', 'identity_check') identityCheck: string;
  @CodeOf('代理権の確認の方法', 'authority_check', { optional: true }) authorityCheck?: string;
  @Text('請求の内容', { max: 1000, rows: 2 }) askedFor: string;
}

export class RequestVersionDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class AskCorrectionDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('補正を求めた日') askedOn: string;
  @Text('補正を求める内容', { max: 400, rows: 2 }) note: string;
}

export class EndCorrectionDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('補正された日') correctedOn: string;
}

export class ExtendRequestDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Whole('延長する日数', 1, 90) days: number;
  @Text('延長の理由', { max: 400, rows: 2 }) reason: string;
  @CalendarDate('延長を通知した日') noticedOn: string;
}

export class RangeDto {
  @Whole('黒塗りの始まり', 0, TEXT_MAX) from: number;
  @Whole('黒塗りの終わり', 1, TEXT_MAX) until: number;
}

export class MarkItemDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @OneOf('開示・不開示', MARKS) mark: Mark;
  @CodeOf('理由', 'withhold_reason', { optional: true }) reason?: string;

  /** Characters as people count them: a surrogate pair and a variant are one. */
  @ListOf(() => RangeDto, { most: RANGES_MAX, wrong: 'value|黒塗りにする文字を選び直してください。', optional: true })
  ranges?: RangeDto[];
}

export class ConsultHolderDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('協議した日') consultedOn: string;
  @OneOf('回答', ANSWERS, { optional: true }) answer?: Answer;
  @CalendarDate('回答日', { optional: true }) answeredOn?: string;
}

export class DecideRequestDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Flag('存否応答拒否') refuseExistence: boolean;
  @Text('理由', { max: 400, rows: 2, optional: true }) reason?: string;
}

export class RecordDeliveryDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('実施した日') deliveredOn: string;
}

export class WithdrawRequestDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @CalendarDate('取下げの日') withdrawnOn: string;
}

export class RequestSavedDto {
  id: string;
  version: number;
}

export class DisclosureRequestDto {
  id: string;
  @ApiProperty({ enum: REQUEST_STATUSES }) status: RequestStatus;
  requestedOn: string;
  @ApiProperty({ enum: REQUESTER_KINDS }) requesterKind: RequesterKind;
  requesterName: string;
  identityCheck: string;
  authorityCheck: string | null;
  askedFor: string;
  /** 決定期限; it stands still while a 補正 lasts. */
  dueOn: string;
  overdue: boolean;
  correctingFrom: string | null;
  correctionNote: string | null;
  extensionDays: number | null;
  extensionReason: string | null;
  extensionNoticedOn: string | null;
  @ApiProperty({ enum: OUTCOMES, nullable: true, type: String }) outcome: (typeof OUTCOMES)[number] | null;
  outcomeReason: string | null;
  decidedByName: string | null;
  documentNumber: string | null;
  decidedOn: string | null;
  deliveredOn: string | null;
  withdrawnOn: string | null;
  version: number;
}

export class DisclosureRequestListDto {
  requests: DisclosureRequestDto[];
  /** Whether the acting organisation holds the person itself. */
  holds: boolean;
}

export class DisclosureItemDto {
  id: string;
  own: boolean;
  itemGroup: string;
  holderName: string;
  happenedOn: string | null;
  title: string;
  /** Absent for what another organisation gave, and after the decision. */
  body: string | null;
  @ApiProperty({ enum: MARKS, nullable: true, type: String }) mark: Mark | null;
  reason: string | null;
  ranges: RangeDto[];
  output: string | null;
  /** Withheld from a proxy of a protected person; cannot be changed. */
  forced: boolean;
  markedByName: string | null;
  consultedOn: string | null;
  answeredOn: string | null;
  @ApiProperty({ enum: ANSWERS, nullable: true, type: String }) answer: Answer | null;
  version: number;
}

export class OpenedRequestDto {
  request: DisclosureRequestDto;
  items: DisclosureItemDto[];
  decides: boolean;
  adversary: boolean;
}

export class PackItemDto {
  itemGroup: string;
  /** Absent where the record is withheld: its title may tell what it is about. */
  title: string | null;
  happenedOn: string | null;
  @ApiProperty({ enum: MARKS }) mark: Mark;
  reason: string | null;
  /** With ■ for every blacked-out character. */
  text: string | null;
}

export class PackReceivedDto {
  holderName: string;
  itemGroup: string;
  title: string;
  happenedOn: string | null;
  @ApiProperty({ enum: ANSWERS }) answer: Answer;
}

export class DisclosurePackDto {
  @ApiProperty({ enum: OUTCOMES }) outcome: (typeof OUTCOMES)[number];
  outcomeReason: string | null;
  documentNumber: string;
  decidedOn: string;
  officeName: string;
  headTitle: string;
  requestedOn: string;
  requesterKind: string;
  requesterName: string;
  askedFor: string;
  items: PackItemDto[];
  received: PackReceivedDto[];
}
