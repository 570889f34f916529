import { Month, OneOf, Text, TypedTextDto } from '@madoguchi/platform';

export class RequestExportDto extends TypedTextDto {
  @OneOf('帳票', ['monthly_outcomes']) kind: 'monthly_outcomes';
  @OneOf('形式', ['xlsx', 'csv']) format: 'xlsx' | 'csv';
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
  status: 'queued' | 'running' | 'done' | 'failed' | 'refused';
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
