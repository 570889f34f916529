import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { AskExceptionalAccess } from '../application/ask-exceptional-access';
import { type ExceptionalLine, ListExceptionalAccess } from '../application/list-exceptional-access';
import { SettleExceptionalAccess } from '../application/settle-exceptional-access';
import { AskExceptionalDto, DecideExceptionalDto, EndExceptionalDto, ExceptionalDto, ExceptionalListDto, ExceptionalSavedDto } from './exceptional.dto';

@Controller('exceptional-access')
export class ExceptionalController {
  constructor(
    private readonly askExceptional: AskExceptionalAccess,
    private readonly listExceptional: ListExceptionalAccess,
    private readonly settle: SettleExceptionalAccess,
  ) {}

  @Get()
  @Look('exceptional.ask')
  async list(@RequestCtx() ctx: Ctx): Promise<ExceptionalListDto> {
    const { items, decides } = await this.listExceptional.run(ctx);
    return { items: items.map(present), decides };
  }

  @Post()
  @Command('exceptional.ask')
  async ask(@RequestCtx() ctx: Ctx, @Body() body: AskExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.askExceptional.run(ctx, { ...body, birthDate: isoDate(body.birthDate) });
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Command('exceptional.decide')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.settle.decide(ctx, { id, version: body.version, decision: body.decision });
  }

  @Post(':id/end')
  @HttpCode(200)
  @Command('exceptional.ask')
  async end(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EndExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.settle.end(ctx, { id, version: body.version });
  }
}

function present(line: ExceptionalLine): ExceptionalDto {
  return {
    id: line.id,
    state: line.state,
    personId: line.number === null ? null : line.personId,
    number: line.number,
    personName: line.personName,
    itemGroups: [...line.itemGroups],
    legalBasis: line.legalBasis,
    reason: line.reason,
    hours: line.hours,
    askedByName: line.askedByName,
    askedAt: line.askedAt,
    decidedByName: line.decidedByName,
    decidedAt: line.decidedAt,
    validUntilAt: line.validUntilAt,
    version: line.version,
  };
}
