import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Public, RedisProbe, type Settings, SETTINGS, TransactionRunner } from '@madoguchi/platform';
import type { FastifyReply } from 'fastify';

const HEARTBEAT_SECONDS = 20;

export class LivenessDto {
  status: 'ok';
}

export class ReadinessDto {
  status: 'ok' | 'unavailable';
  database: boolean;
  worker: boolean;
  /** Absent where no Redis is set. */
  redis?: boolean;
}

@Controller('health')
export class HealthController {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly redis: RedisProbe,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('live')
  @Public()
  live(): LivenessDto {
    return { status: 'ok' };
  }

  /** Ready = api, database, a worker's heartbeat, and Redis only where REDIS_URL is set. */
  @Get('ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessDto> {
    const [row] = await this.transactions
      .unsigned<{ beating: boolean }>(
        `select exists (select 1 from worker_heartbeat where beat_at > clock_timestamp() - make_interval(secs => ${HEARTBEAT_SECONDS})) as beating`,
        [],
      )
      .catch(() => []);
    const redis = this.settings.connections.redisUrl === undefined ? undefined : await this.redis.answers();
    const ok = row?.beating === true && redis !== false;
    reply.status(ok ? 200 : 503);
    return { status: ok ? 'ok' : 'unavailable', database: row !== undefined, worker: row?.beating === true, ...(redis === undefined ? {} : { redis }) };
  }
}
