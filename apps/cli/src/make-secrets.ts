import { randomBytes } from 'node:crypto';
import { type Environment, LOGIN_ROLES, resolveConnections } from '@madoguchi/platform';

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/**
 * What a production installation must have and nobody should think up: an environment file with new secrets, to be kept on
 * every machine and outside the database.
 * @param server `host:port/database` of the PostgreSQL.
 */
export function makeSecrets(server: string): readonly string[] {
  return [
    'NODE_ENV=production',
    'BEHIND_TLS_PROXY=true',
    `SESSION_SECRET=${random(48)}`,
    `MASTER_KEY=${random(32)}`,
    ...LOGIN_ROLES.map((role) => `DATABASE_URL_${role.toUpperCase()}=postgres://madoguchi_${role}:${random(24)}@${server}`),
  ];
}

/** What the processes of this folder are told, for another machine or a unit of its own; the owner's address is not among it. */
export function printEnvironment(environment: Environment): readonly string[] {
  const { redisUrl, ...connections } = resolveConnections(environment);
  return [
    ...LOGIN_ROLES.map((role) => `DATABASE_URL_${role.toUpperCase()}=${connections[role]}`),
    ...(redisUrl === undefined ? [] : [`REDIS_URL=${redisUrl}`]),
    ...['NODE_ENV', 'BEHIND_TLS_PROXY', 'SESSION_SECRET', 'MASTER_KEY', 'MASTER_KEY_EARLIER', 'AUDIT_DIR', 'PORT', 'BIND_ADDRESS', 'DATABASE_CORES', 'PUBLIC_ORIGIN'].flatMap((name) =>
      environment[name] ? [`${name}=${environment[name]}`] : [],
    ),
  ];
}
