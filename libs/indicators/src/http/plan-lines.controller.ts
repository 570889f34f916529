import { Body, Controller, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { CopyPlan } from '../application/copy-plan';
import { DefineLine } from '../application/define-line';
import { DiscardDraft } from '../application/discard-draft';
import { DefineLineDto, DiscardPlanDto, PlanIdDto, PlanLineSavedDto } from './plan-line.dto';

@Controller('annual-plans/:id')
export class PlanLinesController {
  constructor(
    private readonly copyPlan: CopyPlan,
    private readonly discardDraft: DiscardDraft,
    private readonly defineLine: DefineLine,
  ) {}

  @Post('copy')
  @Command('annual_plans.write', 'report')
  async copy(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlanIdDto> {
    return this.copyPlan.run(ctx, id);
  }

  @Post('discard')
  @HttpCode(200)
  @Command('annual_plans.write', 'report')
  async discard(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() { version }: DiscardPlanDto): Promise<PlanIdDto> {
    return this.discardDraft.run(ctx, id, version);
  }

  @Put('lines/:lineKey/:part')
  @Command('annual_plans.write', 'report')
  async define(
    @RequestCtx() ctx: Ctx,
    @Param('id', IdParam) planId: string,
    @Param('lineKey') lineKey: string,
    @Param('part', ParseIntPipe) part: number,
    @Body() { fact, basis, dateBasis, routes, version }: DefineLineDto,
  ): Promise<PlanLineSavedDto> {
    return this.defineLine.run(ctx, { planId, lineKey, part, fact, basis, dateBasis, routes, version });
  }
}
