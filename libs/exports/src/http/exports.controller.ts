import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { firstDay, yearMonth } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { ReadExports, type StoredExport } from '../application/read-exports';
import { RequestExport } from '../application/request-export';
import { WritePlanTable } from '../application/write-plan-table';
import { ExportDto, ExportIdDto, ExportListDto, RequestExportDto } from './export.dto';

const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const;

@Controller('exports')
export class ExportsController {
  constructor(
    private readonly requestExport: RequestExport,
    private readonly readExports: ReadExports,
    private readonly writePlanTable: WritePlanTable,
  ) {}

  @Get()
  @Look('exports.request', 'report')
  async list(@RequestCtx() ctx: Ctx): Promise<ExportListDto> {
    return { exports: (await this.readExports.list(ctx)).map(present) };
  }

  @Post()
  @Command('exports.request', 'report')
  async request(@RequestCtx() ctx: Ctx, @Body() body: RequestExportDto): Promise<ExportIdDto> {
    return this.requestExport.run(ctx, { format: body.format, month: firstDay(yearMonth(body.month)), reason: body.reason });
  }

  /** 目標値一覧 as a workbook. */
  @Get('annual-plans/:id')
  @Look('annual_plans.read', 'report')
  async planTable(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<StreamableFile> {
    const bytes = await this.writePlanTable.run(ctx, id);
    return new StreamableFile(bytes, { type: TYPES.xlsx, length: bytes.length, disposition: 'attachment; filename="plan.xlsx"' });
  }

  @Get(':id')
  @Look('exports.request', 'report')
  async get(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<ExportDto> {
    return present(await this.readExports.get(ctx, id));
  }

  /** The file, chunk by chunk; a person closed in the middle ends it there, and the browser reports that the promised length is not reached. */
  @Get(':id/file')
  @Look('exports.request', 'report')
  async download(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<StreamableFile> {
    const { format, month, bytes } = await this.readExports.beginDownload(ctx, id);
    return new StreamableFile(Readable.from(this.chunks(ctx, id, bytes), { objectMode: false }), {
      type: TYPES[format],
      length: bytes,
      disposition: `attachment; filename="outcomes-${month.slice(0, 7)}.${format}"`,
    });
  }

  /** With its last byte the answer is whole, and the reader may ask the next thing on this connection: nothing may fail after it. */
  private async *chunks(ctx: Ctx, id: string, length: number): AsyncGenerator<Buffer> {
    for (let position = 0, read = 0; read < length; position += 1) {
      const bytes = await this.readExports.chunk(ctx, id, position);
      read += bytes.length;
      yield bytes;
    }
  }
}

function present(file: StoredExport): ExportDto {
  const { id, kind, format, reason, status, rowsDone, rowsTotal, bytes, sha256, expired } = file;
  return { id, kind, format, reason, status, rowsDone, rowsTotal, bytes, sha256, expired, month: file.month.slice(0, 7), requestedAt: file.requestedAt.toISOString() };
}
