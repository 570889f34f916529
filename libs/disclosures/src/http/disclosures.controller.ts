import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { AskExceptionalAccess } from '../application/ask-exceptional-access';
import { ListDisclosures } from '../application/list-disclosures';
import { type ExceptionalLine, ListExceptionalAccess } from '../application/list-exceptional-access';
import { SettleExceptionalAccess } from '../application/settle-exceptional-access';
import {
  AskExceptionalDto,
  DecideExceptionalDto,
  DisclosureListDto,
  EndExceptionalDto,
  ExceptionalDto,
  ExceptionalListDto,
  ExceptionalSavedDto,
} from './disclosures.dto';

@Controller()
export class DisclosuresController {
  constructor(
    private readonly disclosures: ListDisclosures,
    private readonly askExceptional: AskExceptionalAccess,
    private readonly listExceptional: ListExceptionalAccess,
    private readonly settle: SettleExceptionalAccess,
  ) {}

  /** Empty for an office that does not hold the person itself. */
  @Get('clients/:id/disclosures')
  @Look('clients.read')
  async ofPerson(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<DisclosureListDto> {
    const lines = await this.disclosures.run(ctx, personId);
    return { disclosures: lines.map((line) => ({ ...line, itemGroups: [...line.itemGroups] })) };
  }

  @Get('exceptional-access')
  @Look('exceptional.ask')
  async list(@RequestCtx() ctx: Ctx): Promise<ExceptionalListDto> {
    const { items, decides } = await this.listExceptional.run(ctx);
    return { items: items.map(present), decides };
  }

  @Post('exceptional-access')
  @Command('exceptional.ask')
  async ask(@RequestCtx() ctx: Ctx, @Body() body: AskExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.askExceptional.run(ctx, { ...body, birthDate: isoDate(body.birthDate) });
  }

  @Post('exceptional-access/:id/decide')
  @HttpCode(200)
  @Command('exceptional.decide')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.settle.decide(ctx, { id, version: body.version, decision: body.decision });
  }

  @Post('exceptional-access/:id/end')
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
