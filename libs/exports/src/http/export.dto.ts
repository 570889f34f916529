import { Month, OneOf, Text, TypedTextDto } from '@madoguchi/platform';
import { EXPORT_FORMATS, EXPORT_KINDS, type ExportFormat, type ExportKind, type ExportStatus } from '../domain/export-file';

export class RequestExportDto extends TypedTextDto {
  @OneOf('帳票', EXPORT_KINDS) kind: ExportKind;
  @OneOf('形式', EXPORT_FORMATS) format: ExportFormat;
  @Month('月') month: string;
  @Text('出力の目的', { max: 200 }) reason: string;
}

export class ExportIdDto {
  id: string;
}

export class ExportDto {
  id: string;
  kind: string;
  format: string;
  /** YYYY-MM */
  month: string;
  reason: string;
  status: ExportStatus;
  rowsDone: number;
  rowsTotal: number | null;
  bytes: number;
  sha256: string | null;
  /** ISO 8601 instant. */
  requestedAt: string;
  expired: boolean;
}

export class ExportListDto {
  exports: ExportDto[];
}
