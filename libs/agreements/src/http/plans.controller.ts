import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { firstDay, yearMonth } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { ChooseRoutes } from '../application/choose-routes';
import { CopyPlan } from '../application/copy-plan';
import { OpenPlan } from '../application/open-plan';
import { ReportFigure } from '../application/report-figure';
import { ChooseRoutesDto, PlanDto, PlanIdDto, PlanListDto, PlanSavedDto, ReportFigureDto } from './plan.dto';
import { planOf, summaryOf } from './plan.presenter';

@Controller('plans')
export class PlansController {
  constructor(
    private readonly openPlan: OpenPlan,
    private readonly copyPlan: CopyPlan,
    private readonly chooseRoutes: ChooseRoutes,
    private readonly reportFigure: ReportFigure,
  ) {}

  @Get()
  @Look('plans.read', 'report')
  async list(@RequestCtx() ctx: Ctx): Promise<PlanListDto> {
    return { plans: (await this.openPlan.list(ctx)).map(summaryOf) };
  }

  @Get(':id')
  @Look('plans.read', 'report')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlanDto> {
    const { plan, lines } = await this.openPlan.run(ctx, id);
    return planOf(plan, lines);
  }

  @Post(':id/copy')
  @Command('plans.write', 'report')
  async copy(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlanIdDto> {
    return this.copyPlan.run(ctx, id);
  }

  @Put(':id/lines/:lineKey/:part/routes')
  @Command('plans.write', 'report')
  async routes(
    @RequestCtx() ctx: Ctx,
    @Param('id', IdParam) planId: string,
    @Param('lineKey') lineKey: string,
    @Param('part', ParseIntPipe) part: number,
    @Body() body: ChooseRoutesDto,
  ): Promise<PlanSavedDto> {
    return this.chooseRoutes.run(ctx, { planId, lineKey, part, version: body.version, routes: body.routes });
  }

  @Post(':id/reported')
  @HttpCode(200)
  @Command('plans.write', 'report')
  async report(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string, @Body() body: ReportFigureDto): Promise<PlanSavedDto> {
    return this.reportFigure.run(ctx, {
      planId,
      lineKey: body.lineKey,
      part: body.part,
      month: firstDay(yearMonth(body.month)),
      amount: body.amount,
      evidence: body.evidence,
    });
  }
}
