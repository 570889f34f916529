import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { invalidField, isoDate, isUuid } from '@madoguchi/kernel';
import { type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { FindPatterns } from '../application/find-patterns';
import { OpenEvent } from '../application/open-event';
import { type AuditQuestion, SearchAudit } from '../application/search-audit';
import { AuditEventDto, AuditPageDto, AuditQuestionDto, AuditStaffListDto, PatternPeriodDto, PatternsDto } from './audit.dto';

@Controller('audit')
export class AuditController {
  constructor(
    private readonly searchAudit: SearchAudit,
    private readonly openEvent: OpenEvent,
    private readonly findPatterns: FindPatterns,
  ) {}

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

  /** 気になる利用 of a period. Travels as POST like every question: what is typed never stands in an address. */
  @Post('patterns')
  @HttpCode(200)
  @Look('audit.read')
  async patterns(@RequestCtx() ctx: Ctx, @Body() period: PatternPeriodDto): Promise<PatternsDto> {
    const { thresholds, ...found } = await this.findPatterns.run(ctx, { from: isoDate(period.from), until: isoDate(period.until) });
    return {
      thresholds,
      withoutPart: found.withoutPart.map((one) => ({ ...one, events: [...one.events] })),
      outsideHours: found.outsideHours.map((one) => ({ ...one, firstAt: one.firstAt.toISOString(), lastAt: one.lastAt.toISOString(), events: [...one.events] })),
      openedByMany: found.openedByMany.map(({ personId: _byNumberOnly, ...one }) => ({ ...one, events: [...one.events] })),
      refusals: found.refusals.map((one) => ({ ...one, events: [...one.events] })),
    };
  }

  /** What one event changed, before and after, or what was searched for; opening it is recorded. */
  @Get('events/:id')
  @Look('audit.read')
  async event(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<AuditEventDto> {
    const event = await this.openEvent.run(ctx, id);
    return { ...event, values: event.values.map((one) => ({ ...one, fields: [...one.fields] })) };
  }
}

function positionOf(cursor: string | undefined): AuditQuestion['after'] {
  if (cursor === undefined) return undefined;
  const [at = '', id = ''] = cursor.split(' ');
  if (Number.isNaN(Date.parse(at)) || !isUuid(id)) throw invalidField('cursor', 'format', '続きを読み込めません。もう一度検索してください。');
  return { at, id };
}
