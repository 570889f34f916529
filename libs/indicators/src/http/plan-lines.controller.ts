import { Body, Controller, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { ChooseRoutes } from '../application/choose-routes';
import { CopyPlan } from '../application/copy-plan';
import { ChooseRoutesDto, PlanCopyDto, PlanLineSavedDto } from './plan-line.dto';

@Controller('annual-plans/:id')
export class PlanLinesController {
  constructor(
    private readonly copyPlan: CopyPlan,
    private readonly chooseRoutes: ChooseRoutes,
  ) {}

  @Post('copy')
  @Command('annual_plans.write', 'report')
  async copy(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlanCopyDto> {
    return this.copyPlan.run(ctx, id);
  }

  @Put('lines/:lineKey/:part/routes')
  @Command('annual_plans.write', 'report')
  async routes(
    @RequestCtx() ctx: Ctx,
    @Param('id', IdParam) planId: string,
    @Param('lineKey') lineKey: string,
    @Param('part', ParseIntPipe) part: number,
    @Body() body: ChooseRoutesDto,
  ): Promise<PlanLineSavedDto> {
    return this.chooseRoutes.run(ctx, { planId, lineKey, part, version: body.version, routes: body.routes });
  }
}
