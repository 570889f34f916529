import { Inject, Injectable } from '@nestjs/common';
import { type Settings, SETTINGS } from '../config/settings';
import type { Tx } from '../database/tx';
import { RedisProbe } from '../http/redis-probe';

/** A worker beats every five seconds. */
const HEARTBEAT_SECONDS = 20;

/** What stands beside this process, and is not asked for readiness: an api serves without it. */
export interface Surroundings {
  /** How many workers gave a sign of life lately. */
  readonly workers: number;
  /** How many of them seal the audit record. */
  readonly sealers: number;
  /** Absent where no Redis is set. */
  readonly redis: boolean | null;
  /** Since when the oldest message waits that is not done. */
  readonly waitingSince: Date | null;
  /** Messages that failed in every sending; `queue` lists them. */
  readonly givenUp: number;
}

@Injectable()
export class LookAround {
  constructor(
    private readonly redis: RedisProbe,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run(tx: Tx): Promise<Surroundings> {
    const [row] = await tx.query<Omit<Surroundings, 'redis'>>(
      `select w.workers, w.sealers, o."waitingSince", o."givenUp"
       from (select count(*)::integer as workers, count(*) filter (where h.seals)::integer as sealers
             from worker_heartbeat h where h.beat_at > clock_timestamp() - make_interval(secs => ${HEARTBEAT_SECONDS})) w,
         (select min(o.created_at) filter (where o.given_up_at is null) as "waitingSince", count(o.given_up_at)::integer as "givenUp" from outbox o) o`,
    );
    const redis = this.settings.connections.redisUrl === undefined ? null : await this.redis.answers();
    return { workers: row?.workers ?? 0, sealers: row?.sealers ?? 0, waitingSince: row?.waitingSince ?? null, givenUp: row?.givenUp ?? 0, redis };
  }
}
