import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { firstDay, yearMonth } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { OpenPlan } from '../application/open-plan';
import { ReportFigure } from '../application/report-figure';
import { PlanDto, PlanListDto, ReportedFigureDto, ReportFigureDto } from './plan.dto';
import { planOf, summaryOf } from './plan.presenter';

@Controller('annual-plans')
export class PlansController {
  constructor(
    private readonly openPlan: OpenPlan,
    private readonly reportFigure: ReportFigure,
  ) {}

  @Get()
  @Look('annual_plans.read', 'report')
  async list(@RequestCtx() ctx: Ctx): Promise<PlanListDto> {
    return { plans: (await this.openPlan.list(ctx)).map(summaryOf) };
  }

  @Get(':id')
  @Look('annual_plans.read', 'report')
  async open(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlanDto> {
    return planOf(await this.openPlan.run(ctx, id));
  }

  @Post(':id/reported')
  @HttpCode(200)
  @Command('annual_plans.write', 'report')
  async report(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string, @Body() body: ReportFigureDto): Promise<ReportedFigureDto> {
    return this.reportFigure.run(ctx, {
      planId,
      lineKey: body.lineKey,
      part: body.part,
      month: firstDay(yearMonth(body.month)),
      amount: body.amount,
      evidence: body.evidence,
      version: body.version,
    });
  }
}
