import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import type { Redis } from 'ioredis';
import { redisPrefix } from '../config/redis-prefix';
import { type Settings, SETTINGS } from '../config/settings';
import { openSharedRedis } from './shared-redis';

/** Counts attempts in fixed windows: in Redis where it is set, for all processes together; else, or when Redis is lost, in this process. */
@Injectable()
export class RateLimiter implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;
  private readonly prefix: string;
  private readonly counts = new Map<string, { until: number; n: number }>();

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.prefix = `${redisPrefix(settings.connections.app)}:rate:`;
    this.redis = openSharedRedis(settings, 500);
  }

  /** @throws DomainError `too_many` when `key` was counted more than `limit` times within the window. */
  async take(key: string, limit: number, windowSeconds: number): Promise<void> {
    const n = (await this.countInRedis(key, windowSeconds)) ?? this.countHere(key, windowSeconds);
    if (n > limit) {
      throw new DomainError('too_many', 'too_many', { message: '回数が多すぎます。しばらく待ってから、もう一度お試しください。' });
    }
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private async countInRedis(key: string, windowSeconds: number): Promise<number | undefined> {
    if (!this.redis || this.redis.status !== 'ready') return undefined;
    try {
      const [[, n] = [undefined, undefined]] =
        (await this.redis.multi().incr(this.prefix + key).expire(this.prefix + key, windowSeconds, 'NX').exec()) ?? [];
      return typeof n === 'number' ? n : undefined;
    } catch {
      return undefined;
    }
  }

  private countHere(key: string, windowSeconds: number): number {
    const now = performance.now();
    if (this.counts.size > 10_000) {
      for (const [old, entry] of this.counts) if (entry.until < now) this.counts.delete(old);
    }
    const entry = this.counts.get(key);
    if (!entry || entry.until < now) {
      this.counts.set(key, { until: now + windowSeconds * 1_000, n: 1 });
      return 1;
    }
    entry.n += 1;
    return entry.n;
  }
}
