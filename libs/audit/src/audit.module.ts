import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './application/audit-trail';
import { DestroyPersonKey } from './application/destroy-person-key';
import { OpenEvent } from './application/open-event';
import { SealedValues } from './application/sealed-values';
import { SearchAudit } from './application/search-audit';
import { ValueKeys } from './application/value-keys';

@Global()
@Module({ providers: [ValueKeys, SealedValues, AuditTrail, SearchAudit, OpenEvent, DestroyPersonKey], exports: [AuditTrail, SearchAudit, OpenEvent, DestroyPersonKey] })
export class AuditModule {}
