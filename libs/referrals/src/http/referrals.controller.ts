import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { DraftReferral } from '../application/draft-referral';
import { ListReferrals } from '../application/list-referrals';
import { OpenReferral } from '../application/open-referral';
import { ReferralDto, ReferralListDto, ReferralPageDto, ReferralSavedDto } from './referral-answers.dto';
import { DraftReferralDto, type PartDto, ReferralQuestionDto } from './referrals.dto';

@Controller()
export class ReferralsController {
  constructor(
    private readonly draftReferral: DraftReferral,
    private readonly listReferrals: ListReferrals,
    private readonly openReferral: OpenReferral,
  ) {}

  /** One page of a tray, by reply date. */
  @Get('referrals')
  @Look('referrals.read')
  async box(@RequestCtx() ctx: Ctx, @Query() question: ReferralQuestionDto): Promise<ReferralPageDto> {
    const page = await this.listReferrals.box(ctx, {
      box: question.box ?? 'received',
      state: question.state ?? 'open',
      cursor: question.cursor,
    });
    return { ...page, items: [...page.items] };
  }

  /** Both directions, newest first. */
  @Get('clients/:id/referrals')
  @Look('referrals.read')
  async ofPerson(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string): Promise<ReferralListDto> {
    return { items: [...(await this.listReferrals.ofPerson(ctx, personId))] };
  }

  @Post('clients/:id/referrals')
  @Command('referrals.draft')
  async draft(@RequestCtx() ctx: Ctx, @Param('id', IdParam) personId: string, @Body() body: DraftReferralDto): Promise<ReferralSavedDto> {
    return this.draftReferral.run(ctx, {
      personId,
      caseId: body.caseId,
      recipientOfficeId: body.recipientOfficeId,
      parts: body.parts.map(toPart),
    });
  }

  @Get('referrals/:id')
  @Look('referrals.read')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<ReferralDto> {
    const { item, referral, parts, omittedGroups, steps, allowed } = await this.openReferral.run(ctx, id);
    return {
      ...item,
      caseId: referral.caseId,
      sourceOfficeId: referral.sourceOfficeId,
      sourceOfficeName: referral.sourceOfficeName,
      sourceHeadTitle: referral.sourceHeadTitle,
      recipientOfficeId: referral.recipientOfficeId,
      recipientOfficeName: referral.recipientOfficeName,
      recipientHeadTitle: referral.recipientHeadTitle,
      writtenByName: referral.writtenByName,
      decidedByName: referral.decidedByName,
      assignedToId: referral.assignedTo,
      submittedAt: referral.submittedAt,
      repliedOn: referral.repliedOn,
      replyReason: referral.replyReason,
      declinedBy: referral.declinedBy,
      replyNote: referral.replyNote,
      sharingEndedAt: referral.sharingEndedAt,
      sharingEnd: referral.sharingEnd,
      parts: [...parts],
      omittedGroups: [...omittedGroups],
      steps: [...steps],
      allowed: [...allowed],
    };
  }
}

export function toPart(part: PartDto): { readonly itemGroup: string; readonly body: string } {
  return { itemGroup: part.itemGroup, body: part.body };
}
