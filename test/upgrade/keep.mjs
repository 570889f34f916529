/**
 * `npm run keep-version`: keeps a filled database of this version as SQL, beside this file. The tests bring it up to date with
 * whatever comes later, and hold the steps that have landed to what they were.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../tools.mjs';
import { CLOCK, connect, dist, openScratch, runBench } from '../bench/scratch.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** In the order in which they were created, which is that in which they refer to each other. Columns that the database fills by itself are not written. */
const COLUMNS = `select c.relname as table, array_agg(quote_ident(a.attname) order by a.attnum) as columns from pg_class c
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.oid, c.relname order by c.oid`;

async function rowsOf(owner, { table, columns }) {
  const { rows: [{ rows, n }] } = await owner.query(`select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as rows, count(*)::integer as n from (select ${columns.join(', ')} from ${table}) t`);
  if (n === 0) return [];
  const list = columns.join(', ');
  return [`insert into ${table} (${list}) select ${list} from jsonb_populate_recordset(null::${table}, $rows$${rows}$rows$::jsonb);`];
}

/** The file is read in one transaction, into tables that nobody uses: what waits for others outside one need not. */
const inOneGo = (statement) => `${statement.replaceAll(/^(create|drop) index concurrently/gm, '$1 index').trimEnd().replace(/;$/, '')};`;

await runBench(async () => {
  const { postgres, owner, connections, dataDir } = await openScratch();
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL_APP: connections.app,
    DATABASE_URL_WORKER: connections.worker,
    DATABASE_URL_COUNTER: connections.counter,
    DATABASE_URL_QUEUE: connections.queue,
    SESSION_SECRET: 'test-only-session-secret-of-enough-length',
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
    MADOGUCHI_CLOCK: CLOCK,
  };
  await dist('apps/cli/src/demo/seed').seedDemo({ ownerUrl: postgres.ownerUrl, environment, clientsPerYear: 36, log: () => undefined });
  const counted = await connect(postgres.ownerUrl);
  const { rows: tables } = await counted.query(COLUMNS);
  const { rows: sequences } = await counted.query("select schemaname, sequencename, last_value from pg_sequences where schemaname = 'public' and last_value is not null");
  const { STEPS } = dist('migrations/schema');
  const { STANDING } = dist('migrations/standing');
  const { hashOf, hashOfStanding } = dist('migrations/run');
  const rows = [];
  for (const one of tables) rows.push(...(await rowsOf(owner, one)));
  const lines = [
    ...STEPS.map((step) => `-- step ${step.name} ${hashOf(step.statements.join('\n'))}`),
    `-- standing ${hashOfStanding(STANDING)}`,
    ...STEPS.flatMap((step) => step.statements.map(inOneGo)),
    ...STANDING.map((object) => object.apply),
    ...tables.map(({ table }) => `alter table ${table} disable trigger user;`),
    // A step may have put a row of its own there.
    `truncate ${tables.map(({ table }) => table).join(', ')};`,
    ...rows,
    'set constraints all immediate;',
    ...tables.map(({ table }) => `alter table ${table} enable trigger user;`),
    ...sequences.map(({ sequencename, last_value: last }) => `select setval('${sequencename}', ${last});`),
  ];
  const file = join(root, 'test/upgrade', `${version}.sql.gz`);
  const text = lines.join('\n');
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(file, packed);
  return { version, tables: tables.length, bytes: text.length, packed: packed.length };
});
