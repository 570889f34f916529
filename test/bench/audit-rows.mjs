/** Audit rows in number, by the product's own function, and how fast single ones are written. */
import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { median } from './figures.mjs';

const { Client } = createRequire(import.meta.url)('pg');

const ROWS_A_TRANSACTION = 20;
const TRANSACTIONS_A_CALL = 500;
const STAFF = 40;

async function connect(url) {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** A counter of 40 with 500 persons each, so that looking for patterns has something to look through. */
export async function prepareCounter(owner, demo, clock, persons = 20_000) {
  const [municipality, office, organisation, staff] = [demo.MUNICIPALITY.id, demo.OFFICES.welfare.id, demo.CITY.id, demo.staffId('cw1')];
  await owner.query("insert into staff (id, login, name) select md5('staff ' || n)::uuid, 'bench' || n, '職員' || n from generate_series(0, $1::int - 1) n", [STAFF]);
  await owner.query(
    "insert into assignment (id, staff_id, office_id, role, valid_from) select md5('assignment ' || n)::uuid, md5('staff ' || n)::uuid, $2, 'caseworker', '2024-04-01' from generate_series(0, $1::int - 1) n",
    [STAFF, office],
  );
  await owner.query(
    `insert into person (id, municipality_id, source_office_id, source_organisation_id, number, written_by, entered_at)
     select md5('person ' || n)::uuid, $2, $3, $4, 'R08-' || lpad(n::text, 5, '0'), $5, $6::timestamptz from generate_series(0, $1::int - 1) n`,
    [persons, municipality, office, organisation, staff, clock],
  );
  await owner.query(
    `insert into support_case (id, person_id, municipality_id, source_office_id, source_organisation_id, written_by, entered_at, programme, status, opened_on, chief_complaint, worker_id)
     select md5('case ' || n)::uuid, md5('person ' || n)::uuid, $2, $3, $4, $5, $6::timestamptz, 'self_reliance', 'open', ($6::timestamptz)::date, '', md5('staff ' || n % ${STAFF})::uuid
     from generate_series(0, $1::int - 1) n`,
    [persons, municipality, office, organisation, staff, clock],
  );
  // One key for all values: of a month that is nobody's.
  await owner.query(
    "insert into audit_key (id, month, master_key_id, wrapped, made_at) values (md5('bench key')::uuid, '1999-01', 'bench', '\\x00', $1::timestamptz - interval '366 days')",
    [clock],
  );
  return persons;
}

/**
 * Rows of a year of work ending at `clock`: looks at own clients mostly, some at others', writings with ciphertext.
 * Several short transactions a call, on two connections, each row through audit_append.
 */
export async function fill(url, { rows, persons, clock, log }) {
  const started = performance.now();
  const transactions = Math.ceil(rows / ROWS_A_TRANSACTION);
  let next = 0;
  const worker = async () => {
    const client = await connect(url);
    await client.query('set synchronous_commit = off');
    for (let from = next; from < transactions; from = next) {
      next = Math.min(transactions, from + TRANSACTIONS_A_CALL);
      await client.query(block({ from, until: next, transactions, rows, persons, clock }));
      if (Math.floor(next / (transactions / 10)) > Math.floor(from / (transactions / 10))) log(`${next * ROWS_A_TRANSACTION} rows`);
    }
    await client.end();
  };
  await Promise.all([worker(), worker()]);
  return (performance.now() - started) / 1_000;
}

function block({ from, until, transactions, rows, persons, clock }) {
  return `do $fill$
    declare v_staff integer; v_at timestamptz; v_key uuid := md5('bench key')::uuid;
    begin
      for i in ${from}..${until - 1} loop
        v_staff := i % ${STAFF};
        v_at := timestamptz '${clock}' - make_interval(days => 364 - (i::bigint * 365 / ${transactions})::integer) + make_interval(mins => (i * 7) % 540);
        perform set_config('app.assignment', md5('assignment ' || v_staff)::uuid::text, true), set_config('app.purpose', 'support', true),
          set_config('app.request', md5(i::text), true), set_config('app.now', v_at::text, true);
        perform audit_append(
          case when n % 10 < 6 then 'clients.open' when n % 10 < 8 then 'consultations.read' else 'clients.edit' end,
          array[md5('person ' || case when n % 10 = 0 then (i * 31 + n * 977) % ${persons} else (((i * 13 + n) * 40) + v_staff) % ${persons} end)::uuid],
          jsonb_build_object('n', n),
          case when n % 10 >= 8 then jsonb_build_array(jsonb_build_object('key', v_key, 'box', encode(sha256(v_at::text::bytea) || sha256(i::text::bytea) || sha256(n::text::bytea), 'base64'))) end)
        from generate_series(1, least(${ROWS_A_TRANSACTION}, ${rows} - i * ${ROWS_A_TRANSACTION})) n;
        commit;
      end loop;
    end $fill$`;
}

/** Short transactions of one row, each begun and committed as the application does; rows a second. */
export async function insertRate(url, { writers, seconds, clock }) {
  const clients = await Promise.all(Array.from({ length: writers }, () => connect(url)));
  const until = performance.now() + seconds * 1_000;
  let count = 0;
  await Promise.all(
    clients.map(async (client, n) => {
      const begin = `begin; select set_config('app.assignment', md5('assignment ${n % STAFF}')::uuid::text, true), set_config('app.purpose', 'support', true), set_config('app.now', '${clock}', true)`;
      const person = randomBytes(16).toString('hex');
      while (performance.now() < until) {
        await client.query(begin);
        await client.query({ name: 'append', text: 'select audit_append($1, $2::uuid[], $3::jsonb)', values: ['clients.open', [person], '{"closedGroups": []}'] });
        await client.query('commit');
        count += 1;
      }
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return count / seconds;
}

/** The function without its hash: what sealing is measured against. */
export async function withoutLeafHash(owner) {
  const { rows } = await owner.query("select pg_get_functiondef('audit_append(text, uuid[], jsonb, jsonb, timestamptz)'::regprocedure) as text");
  const whole = rows[0].text;
  const bare = whole.replace(/select string_agg[\s\S]*as c\(value, n\);/, '').replace(/sha256\(convert_to\(v_text, 'UTF8'\)\)\);/, "''::bytea);");
  if (bare === whole) throw new Error('audit_append has another shape: the hash was not found in it');
  return { bare, whole };
}

/**
 * What sealing takes from the writers: rows a second, and processor time a row of PostgreSQL and worker together, which a
 * busy machine disturbs less. Both sides of a round are compared with each other.
 * @param {{ with: { rate: number, cpuMs: number }[], without: { rate: number, cpuMs: number }[] }} rounds
 */
export function loss(rounds) {
  const of = (side, field) => median(rounds[side].map((one) => one[field]));
  const percent = (ratios) => Number((median(ratios) * 100).toFixed(1));
  return {
    withSealing: Math.round(of('with', 'rate')),
    without: Math.round(of('without', 'rate')),
    lossPercent: percent(rounds.with.map((one, index) => 1 - one.rate / rounds.without[index].rate)),
    cpuMs: { withSealing: Number(of('with', 'cpuMs').toFixed(4)), without: Number(of('without', 'cpuMs').toFixed(4)) },
    cpuMorePercent: percent(rounds.with.map((one, index) => one.cpuMs / rounds.without[index].cpuMs - 1)),
    roundsLossPercent: rounds.with.map((one, index) => Number(((1 - one.rate / rounds.without[index].rate) * 100).toFixed(1))),
  };
}
