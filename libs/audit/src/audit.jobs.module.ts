import { Module } from '@nestjs/common';
import { SealAudit } from './jobs/seal-audit';

@Module({ providers: [SealAudit], exports: [SealAudit] })
export class AuditJobsModule {}
