import { Module } from '@nestjs/common';
import { FollowUpSweep } from './jobs/follow-up-sweep';
import { RemindHandler } from './jobs/remind.job';

@Module({ providers: [RemindHandler, FollowUpSweep], exports: [RemindHandler, FollowUpSweep] })
export class FollowUpsJobsModule {}
