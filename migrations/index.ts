export { runMigrations } from './run';
