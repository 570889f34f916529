export { endsWithParent } from './launch';
export { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
export { findFreePort, isPortFree } from './ports';
export * from './processes';
export * from './secrets';
