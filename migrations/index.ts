export { LOGIN_ROLES, runMigrations, type LoginRole } from './run';
