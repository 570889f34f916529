import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { asWritten, Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { FinishFollowUp } from '../application/finish-follow-up';
import { ListFollowUps } from '../application/list-follow-ups';
import { PostponeFollowUp } from '../application/postpone-follow-up';
import { ReassignFollowUp } from '../application/reassign-follow-up';
import {
  FinishFollowUpDto,
  FollowUpPageDto,
  FollowUpQuestionDto,
  FollowUpSavedDto,
  PostponeFollowUpDto,
  ReassignFollowUpDto,
} from './follow-ups.dto';

@Controller('follow-ups')
export class FollowUpsController {
  constructor(
    private readonly list: ListFollowUps,
    private readonly reassignFollowUp: ReassignFollowUp,
    private readonly postponeFollowUp: PostponeFollowUp,
    private readonly finishFollowUp: FinishFollowUp,
  ) {}

  /** One page of a view (by due date), with the counts of all views. */
  @Get()
  @Look('follow_ups.read')
  async page(@RequestCtx() ctx: Ctx, @Query() question: FollowUpQuestionDto): Promise<FollowUpPageDto> {
    return asWritten<FollowUpPageDto>(await this.list.run(ctx, { view: question.view ?? 'mine', cursor: question.cursor }));
  }

  @Post(':id/reassign')
  @HttpCode(200)
  @Command('follow_ups.assign')
  async reassign(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ReassignFollowUpDto): Promise<FollowUpSavedDto> {
    return this.reassignFollowUp.run(ctx, { id, version: body.version, staffId: body.staffId });
  }

  @Post(':id/postpone')
  @HttpCode(200)
  @Command('follow_ups.write')
  async postpone(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: PostponeFollowUpDto): Promise<FollowUpSavedDto> {
    return this.postponeFollowUp.run(ctx, { id, version: body.version, dueOn: isoDate(body.dueOn) });
  }

  @Post(':id/done')
  @HttpCode(200)
  @Command('follow_ups.write')
  async done(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: FinishFollowUpDto): Promise<FollowUpSavedDto> {
    return this.finishFollowUp.run(ctx, { id, version: body.version });
  }
}
