import { ApiProperty } from '@nestjs/swagger';
import { CalendarDate, Decimal, IdOf, Month, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { IsObject } from 'class-validator';
import { AGREEMENT_KINDS, type AgreementKind } from '../domain/agreement-kinds';
import { REPORTED_KINDS, REPORTED_PERIODS, type ReportedKind, type ReportedPeriod } from '../domain/reported-part';

const VERSION = [1, 1_000_000] as const;

/** A plan file (plan-file.schema.json); its own reader says every fault with its place. */
const PlanFileBody = (): PropertyDecorator => (target, property) => {
  ApiProperty({ type: 'object', additionalProperties: true, description: '計画ファイル（plan-file.schema.json）' })(target, property);
  IsObject({ message: 'object_expected|計画ファイルの内容を「{」と「}」で囲んだ形で送ってください。' })(target, property);
};

export class CreatePlanDto extends TypedTextDto {
  @OneOf('協定の種類', AGREEMENT_KINDS) kind: AgreementKind;
  /** Absent: the plan brings its agreement. */
  @IdOf('協定', { optional: true }) agreementId?: string;
  @PlanFileBody() plan: object;
}

export class SavePlanDto extends TypedTextDto {
  @Whole('版', ...VERSION) version: number;
  @PlanFileBody() plan: object;
}

export class AdoptPlanDto extends TypedTextDto {
  @Whole('版', ...VERSION) version: number;
  @CalendarDate('決定日') decidedOn: string;
  @Text('決定した会議', { max: 60 }) decidedBy: string;
}

export class ReportFigureDto extends TypedTextDto {
  @Text('目標', { max: 20 }) lineKey: string;
  @Whole('内訳', 0, 20) part: number;
  /** Absent: of a month. */
  @OneOf('期間', REPORTED_PERIODS, { optional: true }) period?: ReportedPeriod;
  /** The first month for a year. */
  @Month('月') month: string;
  /** Absent: a number. */
  @OneOf('値の種類', REPORTED_KINDS, { optional: true }) kind?: ReportedKind;
  @Decimal('報告値', 0, 1_000_000_000, { optional: true, places: 4 }) amount?: number;
  @Text('根拠', { max: 200 }) evidence: string;
  /** Of the figure that it replaces; a refusal (412) tells it. */
  @Whole('版', ...VERSION, { optional: true }) version?: number;
}

export class PlanSummaryDto {
  id: string;
  agreementId: string;
  agreementName: string;
  fiscalYear: number;
  lastFiscalYear: number;
  title: string;
  /** 案: adopted by nobody yet. */
  draft: boolean;
  /** 改定案: id of the plan that it revises. */
  revises: string | null;
  edition: number;
  sourceDocument: string;
  version: number;
}

export class PlanListDto {
  plans: PlanSummaryDto[];
}

export class PlanEditionDto {
  number: number;
  decidedOn: string;
  decidedBy: string;
  adoptedBy: string;
  adoptedAt: string;
}

export class PlanDto extends PlanSummaryDto {
  /** The plan file, its keys in their order. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  plan: object;
  editions: PlanEditionDto[];
}

export class PlanCreatedDto {
  id: string;
}

export class PlanStoredDto {
  id: string;
  version: number;
}

export class ReportedFigureDto {
  id: string;
  version: number;
}

export class ReportDto {
  id: string;
  version: number;
  @ApiProperty({ enum: REPORTED_PERIODS }) period: ReportedPeriod;
  /** YYYY-MM */
  month: string;
  @ApiProperty({ enum: REPORTED_KINDS }) kind: ReportedKind;
  amount: number | null;
  evidence: string;
  reportedBy: string;
  reportedAt: string;
}

export class ReportListDto {
  reports: ReportDto[];
}
