import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { type Settings, SETTINGS } from '../config/settings';
import { openSharedRedis } from './shared-redis';

/** Asks the Redis of this installation whether it is there. */
@Injectable()
export class RedisProbe implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.redis = openSharedRedis(settings, 1_000);
  }

  async answers(): Promise<boolean> {
    try {
      return (await this.redis?.ping()) === 'PONG';
    } catch {
      return false;
    }
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
