import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { redisPrefix } from '../config/redis-prefix';
import { type Settings, SETTINGS } from '../config/settings';
import { openSharedRedis } from './shared-redis';

const STAYS_MS = 40_000;

/**
 * Who looks at what right now, by staff id: in Redis where it is set, for all processes together; else, or when Redis is
 * lost, in this process. It is a courtesy, never a lock, and forgets within a minute.
 */
@Injectable()
export class Presence implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;
  private readonly prefix: string;
  private readonly here = new Map<string, Map<string, number>>();

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.prefix = `${redisPrefix(settings.connections.app)}:presence:`;
    this.redis = openSharedRedis(settings, 500);
  }

  /** Says that `who` is at `place`, and tells who else is. */
  async announce(place: string, who: string): Promise<readonly string[]> {
    const now = Date.now();
    const all = (await this.announceInRedis(place, who, now)) ?? this.announceHere(place, who, now);
    return all.filter((one) => one !== who);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async announceInRedis(place: string, who: string, now: number): Promise<readonly string[] | undefined> {
    if (!this.redis || this.redis.status !== 'ready') return undefined;
    const key = this.prefix + place;
    try {
      const answers = await this.redis
        .multi()
        .zadd(key, now + STAYS_MS, who)
        .zremrangebyscore(key, '0', String(now))
        .pexpire(key, STAYS_MS)
        .zrange(key, '0', '-1')
        .exec();
      const members: unknown = answers?.[3]?.[1];
      return Array.isArray(members) ? members.map(String) : undefined;
    } catch {
      return undefined;
    }
  }

  private announceHere(place: string, who: string, now: number): readonly string[] {
    const present = this.here.get(place) ?? new Map<string, number>();
    present.set(who, now + STAYS_MS);
    for (const [one, until] of present) if (until <= now) present.delete(one);
    this.here.set(place, present);
    if (this.here.size > 5_000) this.forget(now);
    return [...present.keys()];
  }

  private forget(now: number): void {
    for (const [place, present] of this.here) if ([...present.values()].every((until) => until <= now)) this.here.delete(place);
  }
}
