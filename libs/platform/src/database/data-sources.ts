import { DataSource } from 'typeorm';
import { types } from 'pg';
import { knownRows } from './rows';

const DATE = 1082;
const BIGINT = 20;

/** Calendar dates stay text, and counts are numbers: a Date would make an instant of a day. */
export function readDatesAsText(): void {
  types.setTypeParser(DATE, (text) => text);
  types.setTypeParser(BIGINT, (text) => Number(text));
}

/** So long a request waits for a connection; then it is turned away (`busy`). */
const WAITS_MS = 5_000;

/** Statements are short: to compile one would cost more than to run it. */
const OPTIONS = '-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_generic_plan -c jit=off';

/**
 * Opens one pool and refuses it when its role could switch the policies off: superuser, BYPASSRLS, or owner of a table
 * (or able to become the owner). That is the usual way to lose every policy: a connection string.
 */
export async function openSource(name: string, url: string, max: number, durableCommits = true): Promise<DataSource> {
  readDatesAsText();
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: `madoguchi-${name}`,
    entities: [...knownRows()],
    synchronize: false,
    installExtensions: false,
    // A plan made for all values is kept: these statements find their rows by key, whatever the values.
    extra: { max, connectionTimeoutMillis: WAITS_MS, options: durableCommits ? OPTIONS : `${OPTIONS} -c synchronous_commit=off` },
  });
  await source.initialize();
  const [role] = await source.query<{ danger: boolean }[]>(
    `select r.rolsuper or r.rolbypassrls or exists (
       select 1 from pg_class c where c.relkind in ('r', 'p', 'v') and c.relnamespace = 'public'::regnamespace
         and pg_has_role(current_user, c.relowner, 'MEMBER')) as danger
     from pg_roles r where r.rolname = current_user`,
  );
  if (!role || role.danger) {
    await source.destroy();
    throw new Error(`The role of connection "${name}" could switch row policies off; give it a plain login role.`);
  }
  return source;
}
