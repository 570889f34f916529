import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { invalidField, isUuid } from '@madoguchi/kernel';
import { type Ctx, Look, RequestCtx } from '@madoguchi/platform';
import { type AuditQuestion, SearchAudit } from '../application/search-audit';
import { AuditPageDto, AuditQuestionDto, AuditStaffListDto } from './audit.dto';

@Controller('audit')
export class AuditController {
  constructor(private readonly searchAudit: SearchAudit) {}

  @Get('staff')
  @Look('audit.read')
  async staff(@RequestCtx() ctx: Ctx): Promise<AuditStaffListDto> {
    const staff = await this.searchAudit.staff(ctx);
    return { staff: [...staff].sort((a, b) => a.officeName.localeCompare(b.officeName, 'ja') || a.name.localeCompare(b.name, 'ja')) };
  }

  /** Travels as POST: whose record number is asked for must not stand in an address. */
  @Post('search')
  @HttpCode(200)
  @Look('audit.read')
  async search(@RequestCtx() ctx: Ctx, @Body() body: AuditQuestionDto): Promise<AuditPageDto> {
    const { cursor, ...question } = body;
    const { lines, more } = await this.searchAudit.run(ctx, { ...question, after: positionOf(cursor) });
    const last = lines.at(-1);
    return {
      lines: lines.map((line) => ({ ...line, at: line.at.toISOString(), numbers: [...line.numbers] })),
      nextCursor: more && last ? `${last.at.toISOString()} ${last.id}` : null,
    };
  }
}

function positionOf(cursor: string | undefined): AuditQuestion['after'] {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split(' ');
  if (Number.isNaN(Date.parse(at)) || !isUuid(id)) throw invalidField('cursor', 'format', '続きを読み込めません。もう一度検索してください。');
  return { at, id };
}
