import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { AcceptReferral } from '../application/accept-referral';
import { AssignReferral } from '../application/assign-referral';
import { CloseReferral } from '../application/close-referral';
import { DeclineReferral } from '../application/decline-referral';
import { ReturnReferral } from '../application/return-referral';
import { ReferralSavedDto } from './referral-answers.dto';
import { AssignReferralDto, DeclineReferralDto, ReferralVersionDto, ReturnReferralDto } from './referrals.dto';

/** The receiving office's commands. */
@Controller('referrals')
export class ReceivingController {
  constructor(
    private readonly assignReferral: AssignReferral,
    private readonly acceptReferral: AcceptReferral,
    private readonly returnReferral: ReturnReferral,
    private readonly declineReferral: DeclineReferral,
    private readonly closeReferral: CloseReferral,
  ) {}

  /** Takes the request on oneself. */
  @Post(':id/take')
  @HttpCode(200)
  @Command('referrals.reply')
  async take(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReferralVersionDto): Promise<ReferralSavedDto> {
    return this.assignReferral.take(ctx, { id, version: body.version });
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Command('referrals.assign')
  async assign(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AssignReferralDto): Promise<ReferralSavedDto> {
    return this.assignReferral.assign(ctx, { id, version: body.version, staffId: body.staffId });
  }

  /** 受理・支援決定. */
  @Post(':id/accept')
  @HttpCode(200)
  @Command('referrals.reply')
  async accept(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReferralVersionDto): Promise<ReferralSavedDto> {
    return this.acceptReferral.run(ctx, { id, version: body.version });
  }

  /** 差戻し(補正). */
  @Post(':id/return')
  @HttpCode(200)
  @Command('referrals.reply')
  async giveBack(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReturnReferralDto): Promise<ReferralSavedDto> {
    return this.returnReferral.run(ctx, { ...body, id });
  }

  /** 不可. */
  @Post(':id/decline')
  @HttpCode(200)
  @Command('referrals.reply')
  async decline(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DeclineReferralDto): Promise<ReferralSavedDto> {
    return this.declineReferral.run(ctx, { ...body, id });
  }

  @Post(':id/close')
  @HttpCode(200)
  @Command('referrals.reply')
  async close(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReferralVersionDto): Promise<ReferralSavedDto> {
    return this.closeReferral.run(ctx, { id, version: body.version });
  }
}
