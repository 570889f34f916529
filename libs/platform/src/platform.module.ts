import { type DynamicModule, Global, Module } from '@nestjs/common';
import { SETTINGS, type Settings } from './config/settings';
import { DatabaseModule } from './database/database.module';
import { Presence } from './http/presence';
import { RateLimiter } from './http/rate-limiter';
import { RedisProbe } from './http/redis-probe';
import { LOGGER, type Logger } from './logging/logger';
import { Outbox } from './outbox/outbox';
import { Inbox } from './queue/inbox';
import { LookAround } from './queue/surroundings';
import { Tidy } from './queue/tidy';

/** What every room may rely on. Imported once, by an app. */
@Global()
@Module({})
export class PlatformModule {
  static forProcess(settings: Settings, logger: Logger): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DatabaseModule],
      providers: [{ provide: SETTINGS, useValue: settings }, { provide: LOGGER, useValue: logger }, Outbox, Inbox, RateLimiter, Presence, RedisProbe, LookAround, Tidy],
      exports: [SETTINGS, LOGGER, Outbox, Inbox, RateLimiter, Presence, RedisProbe, LookAround, Tidy],
    };
  }
}
