import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './application/audit-trail';
import { SearchAudit } from './application/search-audit';

@Global()
@Module({ providers: [AuditTrail, SearchAudit], exports: [AuditTrail, SearchAudit] })
export class AuditModule {}
