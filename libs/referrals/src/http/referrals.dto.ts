import { CalendarDate, CodeOf, dtoOf, IdOf, ListOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { DECLINE_ENTRY, RETURN_ENTRY } from '../domain/records';

const VERSION_MAX = 1_000_000;
const PARTS_MAX = 20;
const BOXES = ['received', 'sent'] as const;
const STATES = ['waiting', 'open', 'all'] as const;

export class ReferralQuestionDto {
  @OneOf('受信・送信', BOXES, { optional: true }) box?: (typeof BOXES)[number];
  @OneOf('状態', STATES, { optional: true }) state?: (typeof STATES)[number];
  @Text('続きの位置', { max: 60, optional: true, numberColumn: true }) cursor?: string;
}

/** One item group of the packet. */
export class PartDto extends TypedTextDto {
  @CodeOf('情報の項目', 'item_group') itemGroup: string;
  @Text('内容', { max: 4000, rows: 2 }) body: string;
}

const Parts = (): PropertyDecorator => {
  const none = 'parts_required|伝える項目を1つ以上入力してください。';
  return ListOf(() => PartDto, { most: PARTS_MAX, wrong: none, tooFew: none, tooMany: 'value|項目が多すぎます。' });
};

export class DraftReferralDto {
  @IdOf('ケース') caseId: string;
  @IdOf('送り先') recipientOfficeId: string;
  @Parts() parts: PartDto[];
}

export class EditReferralDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Parts() parts: PartDto[];
}

export class ReferralVersionDto {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class DecideReferralDto extends ReferralVersionDto {
  @CalendarDate('文書日付', { optional: true }) sentOn?: string;
}

export class AssignReferralDto extends ReferralVersionDto {
  @IdOf('担当者') staffId: string;
}

export class SendBackReferralDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Text('差戻しの理由', { max: 1000, rows: 2 }) reason: string;
}

export class RecallReferralDto extends TypedTextDto {
  @Whole('版', 1, VERSION_MAX) version: number;
  @Text('取下げの理由', { max: 1000, rows: 2, optional: true }) reason?: string;
}

export class ReturnReferralDto extends dtoOf(RETURN_ENTRY, TypedTextDto) {
  @Whole('版', 1, VERSION_MAX) version: number;
}

export class DeclineReferralDto extends dtoOf(DECLINE_ENTRY, TypedTextDto) {
  @Whole('版', 1, VERSION_MAX) version: number;
}
