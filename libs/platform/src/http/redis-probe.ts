import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { type Settings, SETTINGS } from '../config/settings';

/** Asks the Redis of this installation whether it is there. */
@Injectable()
export class RedisProbe implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;

  constructor(@Inject(SETTINGS) settings: Settings) {
    const url = settings.connections.redisUrl;
    if (url === undefined) return;
    this.redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 1_000 });
    this.redis.on('error', () => undefined);
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
