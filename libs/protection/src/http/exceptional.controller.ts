import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { AskExceptionalAccess } from '../application/ask-exceptional-access';
import { type AnswerLine, ListExceptionalAccess, type QuestionLine } from '../application/list-exceptional-access';
import { SettleExceptionalAccess } from '../application/settle-exceptional-access';
import { AskExceptionalDto, DecideExceptionalDto, EndExceptionalDto, ExceptionalDto, ExceptionalListDto, ExceptionalReceivedDto, ExceptionalSavedDto } from './exceptional.dto';

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
    const lists = await this.listExceptional.run(ctx);
    return { items: lists.asked.map(presentQuestion), received: lists.received.map(presentAnswer), decides: lists.decides };
  }

  @Post()
  @Command('exceptional.ask')
  async ask(@RequestCtx() ctx: Ctx, @Body() body: AskExceptionalDto): Promise<ExceptionalSavedDto> {
    return this.askExceptional.run(ctx, { ...body, birthDate: isoDate(body.birthDate) });
  }

  @Post(':id/decide')
  @HttpCode(200)
  @Command('exceptional.ask')
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

/** What was asked, as both lists show it. */
function asked(line: QuestionLine | AnswerLine): Omit<ExceptionalDto, 'state' | 'given'> {
  return {
    id: line.id,
    number: line.number,
    askedName: line.askedName,
    birthDate: line.birthDate,
    itemGroups: [...line.itemGroups],
    legalBasis: line.legalBasis,
    reason: line.reason,
    hours: line.hours,
    askedByName: line.askedByName,
    askedAt: line.askedAt,
    answerUntilAt: line.answerUntilAt,
    toldBy: line.toldBy,
    toldAt: line.toldAt,
    personId: line.personId,
    personNumber: line.personNumber,
    personName: line.personName,
    version: line.version,
  };
}

function presentQuestion(line: QuestionLine): ExceptionalDto {
  const given = line.answers.map(({ officeName, decidedByName, decidedAt, validUntilAt }) => ({ officeName, decidedByName, decidedAt, validUntilAt }));
  return { ...asked(line), state: line.state, given };
}

function presentAnswer(line: AnswerLine): ExceptionalReceivedDto {
  const { state, askingOfficeName, decidedByName, decidedAt, validUntilAt } = line;
  return { ...asked(line), state, askingOfficeName, decidedByName, decidedAt, validUntilAt };
}
