import { Redis } from 'ioredis';
import type { Settings } from '../config/settings';

/** A connection for what may be lost: it answers soon or not at all, and whoever asks does without. Undefined where no Redis is set. */
export function openSharedRedis(settings: Settings, commandTimeout: number): Redis | undefined {
  const url = settings.connections.redisUrl;
  if (url === undefined) return undefined;
  const redis = new Redis(url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout });
  redis.on('error', () => undefined);
  return redis;
}
