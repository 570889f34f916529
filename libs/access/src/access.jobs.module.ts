import { Module } from '@nestjs/common';
import { CompareAccess } from './jobs/compare-access';

@Module({ providers: [CompareAccess], exports: [CompareAccess] })
export class AccessJobsModule {}
