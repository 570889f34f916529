import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { firstDay, yearMonth } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { ListReports } from '../application/list-reports';
import { OpenPlan } from '../application/open-plan';
import { ReportFigure } from '../application/report-figure';
import { PlanDto, PlanListDto, ReportedFigureDto, ReportFigureDto, ReportListDto } from './plan.dto';
import { planOf, reportOf, summaryOf } from './plan.presenter';

@Controller('annual-plans')
export class PlansController {
  constructor(
    private readonly openPlan: OpenPlan,
    private readonly reportFigure: ReportFigure,
    private readonly listReports: ListReports,
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

  @Get(':id/reported/:lineKey/:part')
  @Look('annual_plans.read', 'report')
  async reports(
    @RequestCtx() ctx: Ctx,
    @Param('id', IdParam) id: string,
    @Param('lineKey') lineKey: string,
    @Param('part', ParseIntPipe) part: number,
  ): Promise<ReportListDto> {
    return { reports: (await this.listReports.run(ctx, id, lineKey, part)).map(reportOf) };
  }

  @Post(':id/reported')
  @HttpCode(200)
  @Command('annual_plans.write', 'report')
  async report(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string, @Body() body: ReportFigureDto): Promise<ReportedFigureDto> {
    const { month, period = 'month', kind = 'number', lineKey, part, amount, evidence, version } = body;
    return this.reportFigure.run(ctx, { planId, lineKey, part, period, kind, amount, evidence, version, month: firstDay(yearMonth(month)) });
  }
}
