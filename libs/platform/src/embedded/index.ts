export { endsWithParent } from './launch';
export { type EmbeddedPostgres, removeEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
export { findFreePort } from './ports';
export * from './processes';
export * from './secrets';
