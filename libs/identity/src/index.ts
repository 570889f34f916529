export { HANDOVER_KINDS, type HandoverKind, type HandoverParticipant, HandoverParticipants, type HeldItem } from './application/handover-participants';
export { type ActingOffice, type Colleague, IdentityFacade, type OfficeEntry } from './application/identity.facade';
export { hashPassword } from './domain/password';
export { allPermissions, permissionsOf, type Role, ROLE_LABELS, ROLES } from './domain/roles';
export { checkPermissions, newToken, tokenHash, validUntil } from './domain/service-token';
export { ServiceTokenGuard } from './http/service-token.guard';
export { prepareSessions } from './http/session-edge';
export { IdentityHttpModule } from './identity.http.module';
export { IdentityModule } from './identity.module';
