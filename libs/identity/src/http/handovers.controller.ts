import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { HandOver } from '../application/hand-over';
import { HandedOverDto, HandOverDto, HoldingsDto, LeaversDto } from './handovers.dto';

/** 引継ぎ within the acting office. */
@Controller('handovers')
export class HandoversController {
  constructor(private readonly handOver: HandOver) {}

  @Get()
  @Look('handover.write')
  async leavers(@RequestCtx() ctx: Ctx): Promise<LeaversDto> {
    return { leavers: [...(await this.handOver.leavers(ctx))] };
  }

  @Get(':id')
  @Look('handover.write')
  async show(@RequestCtx() ctx: Ctx, @Param('id', IdParam) staffId: string): Promise<HoldingsDto> {
    const holdings = await this.handOver.show(ctx, staffId);
    return { holdings: holdings.map(({ kind, items }) => ({ kind, items: items.map(({ personIds: _subjects, ...item }) => item) })) };
  }

  @Post(':id')
  @HttpCode(200)
  @Command('handover.write')
  async run(@RequestCtx() ctx: Ctx, @Param('id', IdParam) from: string, @Body() body: HandOverDto): Promise<HandedOverDto> {
    return this.handOver.run(ctx, { from, to: body.successorId, items: body.items });
  }
}
