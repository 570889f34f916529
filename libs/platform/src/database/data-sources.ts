import { DataSource } from 'typeorm';
import { type ClientBase, types } from 'pg';
import { knownRows } from './rows';

const DATE = 1082;
const BIGINT = 20;

/** Calendar dates stay text, and counts are numbers: a Date would make an instant of a day. */
export function readDatesAsText(): void {
  types.setTypeParser(DATE, (text) => text);
  types.setTypeParser(BIGINT, (text) => Number(text));
}

/**
 * So long a request waits for a connection, or one for the database to answer; then it is turned away. Also how long it takes
 * at most, after the database was away, until a connection is tried anew.
 */
const WAITS_MS = 2_500;
/** A statement of a request takes no longer, or the database ends it itself: a lock that is not let go holds up nobody for ever. */
const STATEMENT_MS = 4_000;
/** A connection on which nothing moves is asked whether anybody is there; from both ends. */
const ALIVE_AFTER_S = 10;

/** Statements are short: to compile one would cost more than to run it. A plan made for all values is kept: they find their rows by key. */
const OPTIONS = `-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_generic_plan -c jit=off -c tcp_keepalives_idle=${ALIVE_AFTER_S} -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3`;

export interface SourceOptions {
  readonly max: number;
  readonly durableCommits?: boolean;
  /** Whether somebody may wait before a screen: then a statement has its limit. */
  readonly hurried?: boolean;
  /** Is told when a connection that nobody uses breaks. */
  readonly onLost?: (error: unknown) => void;
}

/**
 * Opens one pool and refuses it when its role could switch the policies off: superuser, BYPASSRLS, or owner of a table
 * (or able to become the owner). That is the usual way to lose every policy: a connection string.
 */
export async function openSource(name: string, url: string, { max, durableCommits = true, hurried = false, onLost = () => undefined }: SourceOptions): Promise<DataSource> {
  readDatesAsText();
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: `madoguchi-${name}`,
    entities: [...knownRows()],
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolErrorHandler: onLost,
    extra: {
      max,
      connectionTimeoutMillis: WAITS_MS,
      // A connection that breaks says so to whoever waits for an answer; without a listener the driver would end the process.
      onConnect: (client: ClientBase) => void client.on('error', () => undefined),
      keepAlive: true,
      keepAliveInitialDelayMillis: ALIVE_AFTER_S * 1_000,
      options: [OPTIONS, ...(durableCommits ? [] : ['-c synchronous_commit=off']), ...(hurried ? [`-c statement_timeout=${STATEMENT_MS}`] : [])].join(' '),
    },
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
