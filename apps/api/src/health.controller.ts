import { Controller, Get, Inject, Res } from '@nestjs/common';
import { LOGGER, type Logger, Public, Readiness, type Unready } from '@madoguchi/platform';
import type { FastifyReply } from 'fastify';

export class LivenessDto {
  status: 'ok';
}

export class ReadinessDto {
  status: 'ok' | 'unavailable';
  /** Why not: absent where it is ready. */
  code?: Unready;
}

@Controller('health')
export class HealthController {
  private last: Unready | undefined;

  constructor(
    private readonly readiness: Readiness,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  @Get('live')
  @Public()
  live(): LivenessDto {
    return { status: 'ok' };
  }

  /**
   * Ready = this api can serve: the database answers, its schema is that of this version, the master key is the right one and
   * the clocks agree. How queue, workers and sealing are stands in `status`.
   */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const code = await this.readiness.ask();
    if (code !== this.last) this.logger.warn(code === undefined ? { event: 'ready_again' } : { event: 'not_ready', code });
    this.last = code;
    if (code === undefined) return { status: 'ok' };
    reply.status(503);
    return { status: 'unavailable', code };
  }
}
