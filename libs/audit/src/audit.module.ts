import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './application/audit-trail';

@Global()
@Module({ providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}
