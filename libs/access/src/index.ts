export { AccessJobsModule } from './access.jobs.module';
export { AccessModule } from './access.module';
export { AccessFacade, type OpenGroup } from './application/access.facade';
export { scope, scopeKnown, scopeOwnGroup, scopeParty, scopePerson } from './application/scope';
export { ITEM_GROUPS, type ItemGroup, SHAREABLE_GROUPS } from './domain/item-group';
export { CompareAccess } from './jobs/compare-access';
