export { AccessJobsModule } from './access.jobs.module';
export { AccessModule } from './access.module';
export { AccessFacade } from './application/access.facade';
export { scope, scopeKnown, scopeOwnGroup, scopeParty, scopePerson, scopeSeen, scopeSeenPerson, scopeWritten, seenOf } from './application/scope';
export { closedGroups, ITEM_GROUP_ROWS, ITEM_GROUPS, type ItemGroup, LOCATING_GROUPS, type LocatingGroup, maskOf, type OpenGroup, OWN_ROW_GROUPS, SHAREABLE_GROUPS } from './domain/item-group';
export { CompareAccess } from './jobs/compare-access';
