import { Controller, Get } from '@nestjs/common';
import { type Ctx, Look, RequestCtx } from '@madoguchi/platform';
import { ReadSealStatus } from '../application/read-seal-status';
import { SealStatusDto } from './audit.dto';

/**
 * Whether sealing keeps up, and how workers, queue and Redis are. Readiness asks none of it: an api that writes its record is
 * ready, however late that is sealed and whoever else is away.
 */
@Controller('health')
export class StatusController {
  constructor(private readonly readStatus: ReadSealStatus) {}

  @Get('status')
  @Look('audit.read')
  async status(@RequestCtx() ctx: Ctx): Promise<SealStatusDto> {
    const { sealedAt, unsealedSince, waitingSince, ...status } = await this.readStatus.run(ctx);
    return { ...status, sealedAt: textOf(sealedAt), unsealedSince: textOf(unsealedSince), waitingSince: textOf(waitingSince) };
  }
}

const textOf = (instant: Date | null): string | null => instant?.toISOString() ?? null;
