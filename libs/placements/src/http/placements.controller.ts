import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { storedOf } from '@madoguchi/kernel';
import { Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { CancelPlacement } from '../application/cancel-placement';
import { ConfirmPlacement } from '../application/confirm-placement';
import { ReadPlacements } from '../application/read-placements';
import { RecordPlacement } from '../application/record-placement';
import { RecordRetention } from '../application/record-retention';
import { PlacementMovedDto, PlacementsDto, PlacementWrittenDto, RetentionRecordedDto } from '../contract/placement.dto';
import { ATTEMPT, PLACEMENT_ENTRY } from '../domain/records';
import { CancelPlacementDto, ConfirmPlacementDto, RecordPlacementDto, RecordRetentionDto } from './placement.dto';

@Controller('clients/:id/placements')
export class ClientPlacementsController {
  constructor(
    private readonly readPlacements: ReadPlacements,
    private readonly recordPlacement: RecordPlacement,
  ) {}

  @Get()
  @Look('clients.read')
  async list(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<PlacementsDto> {
    return { placements: await this.readPlacements.run(ctx, id) };
  }

  @Post()
  @Command('placements.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RecordPlacementDto): Promise<PlacementWrittenDto> {
    return this.recordPlacement.run(ctx, { personId: id, caseId: body.caseId, ...storedOf(PLACEMENT_ENTRY, body) });
  }
}

@Controller('placements')
export class PlacementsController {
  constructor(
    private readonly confirmPlacement: ConfirmPlacement,
    private readonly cancelPlacement: CancelPlacement,
  ) {}

  @Post(':id/confirm')
  @HttpCode(200)
  @Command('placements.confirm')
  async confirm(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: ConfirmPlacementDto): Promise<PlacementMovedDto> {
    return this.confirmPlacement.run(ctx, id, body.version, body.confirmedOn);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Command('placements.write')
  async cancel(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: CancelPlacementDto): Promise<PlacementMovedDto> {
    return this.cancelPlacement.run(ctx, id, body.version, body.reason);
  }
}

@Controller('retention-checks')
export class RetentionChecksController {
  constructor(private readonly recordRetention: RecordRetention) {}

  @Post(':id/record')
  @HttpCode(200)
  @Command('placements.write')
  async record(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string, @Body() body: RecordRetentionDto): Promise<RetentionRecordedDto> {
    const { leftOn = null, separationReason = null, version } = body;
    return this.recordRetention.run(ctx, { checkId: id, version, ...storedOf(ATTEMPT, body), leftOn, separationReason });
  }
}
