export { AuditModule } from './audit.module';
export { type AuditEntry, AuditTrail } from './audit-trail';
