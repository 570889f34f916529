import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { isoDate } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, RequestCtx } from '@madoguchi/platform';
import { AdoptDraft } from '../application/adopt-draft';
import { CreateDraft } from '../application/create-draft';
import { RevisePlan } from '../application/revise-plan';
import { SaveDraft } from '../application/save-draft';
import { AdoptPlanDto, CreatePlanDto, PlanCreatedDto, PlanStoredDto, SavePlanDto } from './plan.dto';

/** From a draft to the plan of a year, and from that to its next edition. */
@Controller('annual-plans')
export class PlanDraftsController {
  constructor(
    private readonly createDraft: CreateDraft,
    private readonly saveDraft: SaveDraft,
    private readonly adoptDraft: AdoptDraft,
    private readonly revisePlan: RevisePlan,
  ) {}

  @Post()
  @Command('annual_plans.write', 'report')
  async create(@RequestCtx() ctx: Ctx, @Body() { kind, agreementId, plan }: CreatePlanDto): Promise<PlanCreatedDto> {
    return this.createDraft.run(ctx, { kind, agreementId, plan });
  }

  @Put(':id/plan')
  @Command('annual_plans.write', 'report')
  async save(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string, @Body() { version, plan }: SavePlanDto): Promise<PlanStoredDto> {
    return this.saveDraft.run(ctx, { planId, version, plan });
  }

  @Post(':id/adopt')
  @HttpCode(200)
  @Command('annual_plans.write', 'report')
  async adopt(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string, @Body() { version, decidedOn, decidedBy }: AdoptPlanDto): Promise<PlanCreatedDto> {
    return this.adoptDraft.run(ctx, { planId, version, decidedOn: isoDate(decidedOn), decidedBy });
  }

  @Post(':id/revise')
  @Command('annual_plans.write', 'report')
  async revise(@RequestCtx() ctx: Ctx, @Param('id', IdParam) planId: string): Promise<PlanCreatedDto> {
    return this.revisePlan.run(ctx, planId);
  }
}
