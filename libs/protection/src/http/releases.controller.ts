import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { AskRelease } from '../application/ask-release';
import { DecideRelease } from '../application/decide-release';
import { AskReleaseDto, ConfirmDto, DecideReleaseDto, ProtectionSavedDto } from './protection.dto';

@Controller()
export class ReleasesController {
  constructor(
    private readonly askRelease: AskRelease,
    private readonly decideRelease: DecideRelease,
  ) {}

  @Post('clients/:id/protection-releases')
  @Command('protection.write')
  async ask(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: AskReleaseDto): Promise<ProtectionSavedDto> {
    return this.askRelease.run(ctx, { personId, ...body });
  }

  /** Who may is asked of the person, not of the role: a supervisor, or a deputy named for today. */
  @Post('protection-releases/:id/decide')
  @HttpCode(200)
  @Command('protection.write')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideReleaseDto): Promise<ProtectionSavedDto> {
    return this.decideRelease.decide(ctx, { id, version: body.version, decision: body.decision });
  }

  @Post('protection-releases/:id/revoke')
  @HttpCode(200)
  @Command('protection.write')
  async revoke(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ConfirmDto): Promise<ProtectionSavedDto> {
    return this.decideRelease.revoke(ctx, { id, version: body.version });
  }
}
