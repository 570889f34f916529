import { Controller, Get } from '@nestjs/common';
import { type Ctx, Look, RequestCtx } from '@madoguchi/platform';
import { ReadSealStatus } from '../application/read-seal-status';
import { SealStatusDto } from './audit.dto';

/** Whether sealing keeps up. Readiness does not ask it: a service that writes its record is ready, however late that is sealed. */
@Controller('health')
export class StatusController {
  constructor(private readonly readSealStatus: ReadSealStatus) {}

  @Get('status')
  @Look('audit.read')
  async status(@RequestCtx() ctx: Ctx): Promise<SealStatusDto> {
    const { sealedAt, unsealedSince, ...status } = await this.readSealStatus.run(ctx);
    return { ...status, sealedAt: sealedAt?.toISOString() ?? null, unsealedSince: unsealedSince?.toISOString() ?? null };
  }
}
