import { Module } from '@nestjs/common';
import { FollowUpsModule } from './follow-ups.module';
import { FollowUpsController } from './http/follow-ups.controller';
import { TodayController } from './http/today.controller';

@Module({ imports: [FollowUpsModule], controllers: [FollowUpsController, TodayController] })
export class FollowUpsHttpModule {}
