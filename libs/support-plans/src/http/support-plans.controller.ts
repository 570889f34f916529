import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { storedOf } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { MoveSupportPlan } from '../application/move-support-plan';
import { ReadSupportPlans } from '../application/read-support-plans';
import { WriteSupportPlan } from '../application/write-support-plan';
import { PlanMovedDto, PlanWrittenDto, SupportPlansDto } from '../contract/support-plan.dto';
import { PLAN_ENTRY, PLAN_GOAL, PLAN_MEMBER, PLAN_MENU } from '../domain/records';
import { AgreePlanDto, ApprovePlanDto, EvaluatePlanDto, WriteSupportPlanDto } from './support-plan.dto';

@Controller('clients/:id/support-plans')
export class ClientSupportPlansController {
  constructor(
    private readonly readPlans: ReadSupportPlans,
    private readonly writePlan: WriteSupportPlan,
  ) {}

  @Get()
  @Look('clients.read')
  async list(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<SupportPlansDto> {
    return { plans: await this.readPlans.run(ctx, id) };
  }

  @Post()
  @Command('support_plans.write')
  async write(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: WriteSupportPlanDto): Promise<PlanWrittenDto> {
    return this.writePlan.run(ctx, {
      personId: id,
      caseId: body.caseId,
      ...storedOf(PLAN_ENTRY, body),
      goals: body.goals.map((one) => storedOf(PLAN_GOAL, one)),
      menus: body.menus.map((one) => storedOf(PLAN_MENU, one)),
      members: body.members.map((one) => storedOf(PLAN_MEMBER, one)),
    });
  }
}

@Controller('support-plans')
export class SupportPlansController {
  constructor(private readonly movePlan: MoveSupportPlan) {}

  @Post(':id/agree')
  @HttpCode(200)
  @Command('support_plans.write')
  async agree(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: AgreePlanDto): Promise<PlanMovedDto> {
    return this.movePlan.agree(ctx, id, body.version, body.agreedOn);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Command('support_plans.approve')
  async approve(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ApprovePlanDto): Promise<PlanMovedDto> {
    return this.movePlan.approve(ctx, id, body.version, body.approvedOn);
  }

  @Post(':id/evaluate')
  @HttpCode(200)
  @Command('support_plans.write')
  async evaluate(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: EvaluatePlanDto): Promise<PlanMovedDto> {
    return this.movePlan.evaluate(ctx, id, body.version);
  }
}
