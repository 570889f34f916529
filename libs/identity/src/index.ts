export { type ActingOffice, type Colleague, IdentityFacade, type OfficeEntry } from './application/identity.facade';
export { hashPassword } from './domain/password';
export { allPermissions, permissionsOf, type Role, ROLE_LABELS, ROLES } from './domain/roles';
export { prepareSessions } from './http/session-edge';
export { IdentityHttpModule } from './identity.http.module';
export { IdentityModule } from './identity.module';
