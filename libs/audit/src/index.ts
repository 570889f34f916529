export { AuditHttpModule } from './audit.http.module';
export { AuditJobsModule } from './audit.jobs.module';
export { AuditModule } from './audit.module';
export { type AuditEntry, AuditTrail } from './application/audit-trail';
export { CheckpointFile } from './application/checkpoint-file';
export { type Checkpoint, fingerprintOf } from './domain/checkpoint';
export { type Finding, type RowSource, type StoredAuditRow, verifyAudit } from './domain/verify';
export { SealAudit } from './jobs/seal-audit';
