import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { AskOnwardSharing } from '../application/ask-onward-sharing';
import { DecideOnwardSharing } from '../application/decide-onward-sharing';
import { EndOnwardSharing } from '../application/end-onward-sharing';
import { ListOnwardSharing, type OnwardLine } from '../application/list-onward-sharing';
import { AskOnwardDto, DecideOnwardDto, EndOnwardDto, OnwardDto, OnwardListDto, OnwardSavedDto } from './onward.dto';

@Controller()
export class OnwardController {
  constructor(
    private readonly listOnward: ListOnwardSharing,
    private readonly askOnward: AskOnwardSharing,
    private readonly decideOnward: DecideOnwardSharing,
    private readonly endOnward: EndOnwardSharing,
  ) {}

  @Get('clients/:id/onward-sharing')
  @Look('clients.read')
  async list(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<OnwardListDto> {
    const { lines, origins } = await this.listOnward.run(ctx, personId);
    return { sharings: lines.map(present), origins: origins.map(({ officeId, itemGroups }) => ({ officeId, itemGroups: [...itemGroups] })) };
  }

  @Post('clients/:id/onward-sharing')
  @Command('onward.ask')
  async ask(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: AskOnwardDto): Promise<OnwardSavedDto> {
    return this.askOnward.run(ctx, { ...body, personId });
  }

  /** By the office that gave the information. */
  @Post('onward-sharing/:id/decide')
  @HttpCode(200)
  @Command('onward.decide')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideOnwardDto): Promise<OnwardSavedDto> {
    return this.decideOnward.run(ctx, { ...body, id });
  }

  /** By the office that gave the information: takes its approval back. */
  @Post('onward-sharing/:id/revoke')
  @HttpCode(200)
  @Command('onward.decide')
  async revoke(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EndOnwardDto): Promise<OnwardSavedDto> {
    return this.endOnward.run(ctx, { id, version: body.version, side: 'origin' });
  }

  /** By the office that passes it on. */
  @Post('onward-sharing/:id/end')
  @HttpCode(200)
  @Command('onward.ask')
  async end(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EndOnwardDto): Promise<OnwardSavedDto> {
    return this.endOnward.run(ctx, { id, version: body.version, side: 'passing' });
  }
}

/** The correspondence of the two others is not the recipient's. */
function present(line: OnwardLine): OnwardDto {
  const received = line.side === 'recipient';
  return {
    id: line.id,
    state: line.state,
    side: line.side,
    passingOfficeName: line.sourceOfficeName,
    originOfficeName: line.originOfficeName,
    recipientOfficeName: line.recipientOfficeName,
    groups: line.groups.map((one) => ({ ...one })),
    reason: received ? null : line.reason,
    approvalNeeded: line.approvalNeeded,
    decisionNote: received ? null : line.decisionNote,
    decidedByName: line.decidedByName,
    decidedAt: line.decidedAt,
    askedByName: line.writtenByName,
    askedAt: line.enteredAt,
    endedAt: line.endedAt,
    version: line.version,
  };
}
