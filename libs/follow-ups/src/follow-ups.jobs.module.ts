import { Module } from '@nestjs/common';
import { ReferenceModule } from '@madoguchi/reference';
import { FollowUpSweep } from './jobs/follow-up-sweep';
import { RemindHandler } from './jobs/remind.job';

@Module({ imports: [ReferenceModule], providers: [RemindHandler, FollowUpSweep], exports: [RemindHandler, FollowUpSweep] })
export class FollowUpsJobsModule {}
