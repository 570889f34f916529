import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { DecideReferral } from '../application/decide-referral';
import { EditReferral } from '../application/edit-referral';
import { RecallReferral } from '../application/recall-referral';
import { ReviseReferral } from '../application/revise-referral';
import { SendBackReferral } from '../application/send-back-referral';
import { SubmitReferral } from '../application/submit-referral';
import { ReferralSavedDto } from './referral-answers.dto';
import { toPart } from './referrals.controller';
import { DecideReferralDto, EditReferralDto, RecallReferralDto, ReferralVersionDto, SendBackReferralDto } from './referrals.dto';

/** The sending office's commands. */
@Controller('referrals')
export class SendingController {
  constructor(
    private readonly editReferral: EditReferral,
    private readonly submitReferral: SubmitReferral,
    private readonly decideReferral: DecideReferral,
    private readonly sendBackReferral: SendBackReferral,
    private readonly recallReferral: RecallReferral,
    private readonly reviseReferral: ReviseReferral,
  ) {}

  @Put(':id/parts')
  @Command('referrals.draft')
  async edit(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EditReferralDto): Promise<ReferralSavedDto> {
    return this.editReferral.run(ctx, { id, version: body.version, parts: body.parts.map(toPart) });
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Command('referrals.draft')
  async submit(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReferralVersionDto): Promise<ReferralSavedDto> {
    return this.submitReferral.run(ctx, { id, version: body.version });
  }

  /** 決裁: numbers the request and sends it. */
  @Post(':id/decide')
  @HttpCode(200)
  @Command('referrals.decide')
  async decide(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: DecideReferralDto): Promise<ReferralSavedDto> {
    return this.decideReferral.run(ctx, {
      id,
      version: body.version,
      sentOn: body.sentOn === undefined ? undefined : isoDate(body.sentOn),
    });
  }

  @Post(':id/send-back')
  @HttpCode(200)
  @Command('referrals.decide')
  async sendBack(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: SendBackReferralDto): Promise<ReferralSavedDto> {
    return this.sendBackReferral.run(ctx, { id, version: body.version, reason: body.reason });
  }

  @Post(':id/recall')
  @HttpCode(200)
  @Command('referrals.draft')
  async recall(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RecallReferralDto): Promise<ReferralSavedDto> {
    return this.recallReferral.run(ctx, { id, version: body.version, reason: body.reason });
  }

  @Post(':id/revise')
  @HttpCode(200)
  @Command('referrals.draft')
  async revise(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReferralVersionDto): Promise<ReferralSavedDto> {
    return this.reviseReferral.run(ctx, { id, version: body.version });
  }
}
