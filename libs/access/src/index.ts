export { AccessJobsModule } from './access.jobs.module';
export { AccessModule } from './access.module';
export { AccessFacade } from './application/access.facade';
export { scope, scopeKnown, scopeOwnGroup, scopeParty, scopePerson, scopeWritten } from './application/scope';
export { closedGroups, ITEM_GROUPS, type ItemGroup, type OpenGroup, SHAREABLE_GROUPS } from './domain/item-group';
export { CompareAccess } from './jobs/compare-access';
