import { Client } from 'pg';
import type { Settings } from '../config/settings';
import { QUEUE_SCHEMA } from './backend';

/** The queue makes and keeps its tables itself; without one of these rights it would try again without end. */
const MAY_WORK = `select has_database_privilege(current_database(), 'CREATE') and (n.oid is null or (
    has_schema_privilege(n.oid, 'USAGE') and has_schema_privilege(n.oid, 'CREATE')
    and not exists (select 1 from pg_class c where c.relnamespace = n.oid and c.relkind in ('r', 'p') and not pg_has_role(c.relowner, 'USAGE')))) as may
  from (select to_regnamespace($1)::oid as oid) n`;

/** @throws Error that says what to do, where the role of the queue may not keep the queue in PostgreSQL. */
export async function refuseQueueWithoutRights(settings: Settings): Promise<void> {
  if (settings.connections.redisUrl !== undefined) return;
  const client = new Client({ connectionString: settings.connections.queue, application_name: 'madoguchi-queue-rights', connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ may: boolean }>(MAY_WORK, [QUEUE_SCHEMA]);
    if (rows[0]?.may === true) return;
  } finally {
    await client.end().catch(() => undefined);
  }
  throw new Error(`The role of DATABASE_URL_QUEUE may not keep the queue in the schema ${QUEUE_SCHEMA}: a restore has lost its rights. Run "migrate --anew" as the owner, then start again.`);
}
