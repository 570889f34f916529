import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { EndProtection } from '../application/end-protection';
import { NameAdversary } from '../application/name-adversary';
import { NameDeputy } from '../application/name-deputy';
import { ProlongLocalMark } from '../application/prolong-local-mark';
import { RecordProtection } from '../application/record-protection';
import { RenewProtection } from '../application/renew-protection';
import { ShowProtection } from '../application/show-protection';
import { presentProtection } from './present';
import {
  AskEndDto,
  AskProlongingDto,
  ConfirmDto,
  DeputyListDto,
  NameAdversaryDto,
  NameDeputyDto,
  ProtectionNamedDto,
  ProtectionOfPersonDto,
  ProtectionSavedDto,
  RecordProtectionDto,
  RenewProtectionDto,
} from './protection.dto';

@Controller()
export class ProtectionController {
  constructor(
    private readonly show: ShowProtection,
    private readonly recordProtection: RecordProtection,
    private readonly renewProtection: RenewProtection,
    private readonly endProtection: EndProtection,
    private readonly prolongLocalMark: ProlongLocalMark,
    private readonly nameAdversary: NameAdversary,
    private readonly nameDeputy: NameDeputy,
  ) {}

  @Get('clients/:id/protection')
  @Look('clients.read')
  async ofPerson(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<ProtectionOfPersonDto> {
    return presentProtection(await this.show.run(ctx, personId), ctx.clock);
  }

  @Post('clients/:id/protection')
  @Command('protection.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: RecordProtectionDto): Promise<ProtectionSavedDto> {
    return this.recordProtection.run(ctx, { ...body, personId, companions: body.companions ?? [] });
  }

  @Post('protection/:id/renew')
  @HttpCode(200)
  @Command('protection.write')
  async renew(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RenewProtectionDto): Promise<ProtectionSavedDto> {
    return this.renewProtection.run(ctx, { ...body, id });
  }

  @Post('protection/:id/ask-end')
  @HttpCode(200)
  @Command('protection.write')
  async askEnd(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AskEndDto): Promise<ProtectionSavedDto> {
    return this.endProtection.ask(ctx, { ...body, id });
  }

  /** Who may is asked of the person, not of the role: a supervisor, or a deputy named for today. */
  @Post('protection/:id/confirm-end')
  @HttpCode(200)
  @Command('protection.write')
  async confirmEnd(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ConfirmDto): Promise<ProtectionSavedDto> {
    return this.endProtection.confirm(ctx, { id, version: body.version });
  }

  @Post('protection/:id/ask-prolonging')
  @HttpCode(200)
  @Command('protection.write')
  async askProlonging(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AskProlongingDto): Promise<ProtectionSavedDto> {
    return this.prolongLocalMark.ask(ctx, { ...body, id });
  }

  @Post('protection/:id/confirm-prolonging')
  @HttpCode(200)
  @Command('protection.write')
  async confirmProlonging(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ConfirmDto): Promise<ProtectionSavedDto> {
    return this.prolongLocalMark.confirm(ctx, { id, version: body.version });
  }

  @Post('protection/:id/adversaries')
  @Command('protection.write')
  async adversary(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: NameAdversaryDto): Promise<ProtectionNamedDto> {
    return this.nameAdversary.run(ctx, { ...body, id });
  }

  @Get('protection-deputies')
  @Look('protection.deputies')
  async deputies(@RequestCtx() ctx: Ctx): Promise<DeputyListDto> {
    return { deputies: [...(await this.nameDeputy.list(ctx))] };
  }

  @Post('protection-deputies')
  @Command('protection.deputies')
  async deputy(@RequestCtx() ctx: Ctx, @Body() body: NameDeputyDto): Promise<ProtectionNamedDto> {
    return this.nameDeputy.run(ctx, { staffId: body.staffId, validFrom: isoDate(body.validFrom), lastDay: isoDate(body.lastDay) });
  }
}
