/**
 * `node test/bench/access.mjs [--clients 1000000] [--offices 20] [--consents 200000] [--rounds 5] [--seconds 2] [--json FILE] [--try FILE]`:
 * what the gate costs the database. Three requests (a list page of 50, one client's page, a search by kana), each with
 * exactly the statements that the product sends, as the role of the application with both lines on, against the same
 * statements as the superuser, whom no policy binds, without the looks at the masks. CPU of the one backend that serves
 * them, a request; plans with EXPLAIN (ANALYZE, BUFFERS). `--try` runs SQL behind the load, to see what a change of the
 * schema would be worth. The document goes to stdout, progress to stderr.
 */
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, run } from '../../tools.mjs';
import { load } from './load.mjs';
import { cpuMs } from './processes.mjs';
import { CLOCK, connect, dist, madeUpNames, openScratch, runBench, say } from './scratch.mjs';

/** Three offices a city, and one Hello Work for three cities. */
const OFFICES_PER_CITY = 10 / 3;
const OPTIONS = '-c timezone=UTC -c datestyle=ISO -c plan_cache_mode=force_generic_plan -c jit=off';

function options() {
  const { values } = parseArgs({
    options: {
      clients: { type: 'string', default: '1000000' },
      offices: { type: 'string', default: '20' },
      consents: { type: 'string', default: '200000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      json: { type: 'string' },
      try: { type: 'string' },
    },
  });
  const number = (name) => {
    if (!/^\d+(\.\d+)?$/.test(values[name]) || Number(values[name]) <= 0) throw new Error(`--${name} must be a number above 0.`);
    return Number(values[name]);
  };
  const chosen = { clients: number('clients'), offices: number('offices'), consents: number('consents'), rounds: number('rounds'), seconds: number('seconds'), json: values.json, try: values.try };
  if (chosen.consents > chosen.clients) throw new Error('--consents: not more than clients.');
  return chosen;
}

async function prepare(chosen) {
  const scratch = await openScratch(OPTIONS);
  const { owner, demo } = scratch;
  const cities = Math.max(1, Math.round(chosen.offices / OFFICES_PER_CITY));
  say(`loading ${chosen.clients} clients of ${cities} cities`);
  const { rows } = await load(owner, { clients: chosen.clients, cities, consents: chosen.consents, demo, names: madeUpNames(), log: say });
  return { ...scratch, rows };
}

/** What the product sends, with line one and without: each asked of a process of its own. */
async function statementsOf({ connections, dataDir, owner, demo }) {
  const { rows: [person] } = await owner.query('select p.id from person p join referral r on r.person_id = p.id where p.source_office_id = $1 order by md5(p.id::text) limit 1', [demo.OFFICES.welfare.id]);
  // The commonest reading of the family name: a search that finds more than a page.
  const { rows: [kana] } = await owner.query('select b.family_kana as words from person_basic b where b.source_office_id = $1 group by 1 order by count(*) desc, 1 limit 1', [demo.OFFICES.welfare.id]);
  const place = { connections, dataDir, clock: CLOCK, assignment: demo.assignmentId('cw1'), person: person.id, kana: kana.words };
  const ask = async (mode) => {
    const { code, output } = await run(process.execPath, [join(root, 'test/bench/statements.mjs'), mode], { quiet: true, env: { ...process.env, BENCH_PLACE: JSON.stringify(place) } });
    if (code !== 0) throw new Error(`${mode}: ${output.slice(-2_000)}`);
    return JSON.parse(output.slice(output.indexOf('{"list-page"')));
  };
  return { gated: await ask('gated'), bare: await ask('bare'), assignment: place.assignment };
}

const begin = (assignment) =>
  `begin; select set_config('app.assignment', '${assignment}', true), set_config('app.purpose', 'support', true), set_config('app.request', 'bench', true), set_config('app.now', '${CLOCK}', true)`;

/** One request after the other on one connection, each in a transaction of its own, with prepared statements. */
async function replay({ client, pid }, assignment, statements, milliseconds) {
  const before = cpuMs([pid]);
  const began = performance.now();
  let requests = 0;
  while (performance.now() - began < milliseconds) {
    await client.query(begin(assignment));
    for (const { name, text, values } of statements) await client.query({ name, text, values });
    await client.query('commit');
    requests += 1;
  }
  return { requests, wallMs: (performance.now() - began) / requests, cpuMs: (cpuMs([pid]) - before) / requests };
}

async function plansOf(client, assignment, statements) {
  const plans = [];
  for (const { text, values } of statements) {
    if (!/^\s*(select|with|insert|update)/i.test(text)) continue;
    await client.query(begin(assignment));
    const { rows } = await client.query({ text: `explain (analyze, buffers) ${text}`, values });
    await client.query('rollback');
    const plan = rows.map((row) => row['QUERY PLAN']);
    plans.push({ statement: text.replaceAll(/\s+/g, ' ').trim(), executionMs: Number(/Execution Time: ([\d.]+)/.exec(plan.at(-1))?.[1] ?? 0), plan });
  }
  return plans;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits = 3) => Number(value.toFixed(digits));

async function measure(chosen, prepared, { gated, bare, assignment }) {
  const side = async (url) => {
    const client = await connect(url, OPTIONS);
    const { rows } = await client.query('select pg_backend_pid() as pid');
    return { client, pid: rows[0].pid };
  };
  const sides = { gated: await side(prepared.connections.app), bare: await side(prepared.postgres.ownerUrl) };
  const named = (mode, list) => list.map((one, index) => ({ ...one, name: `${mode}_${index}_${one.text.length}` }));
  const results = {};
  for (const name of Object.keys(gated)) {
    const lists = { gated: named(`${name}_g`, gated[name]), bare: named(`${name}_b`, bare[name]) };
    const shots = { gated: [], bare: [] };
    // The first round warms up and is not counted.
    for (let number = 0; number <= chosen.rounds; number += 1) {
      for (const mode of number % 2 === 0 ? ['gated', 'bare'] : ['bare', 'gated']) {
        const shot = await replay(sides[mode], assignment, lists[mode], number === 0 ? 500 : chosen.seconds * 1_000);
        if (number > 0) shots[mode].push(shot);
      }
    }
    const of = (mode) => ({
      cpuMs: round(median(shots[mode].map((shot) => shot.cpuMs))),
      wallMs: round(median(shots[mode].map((shot) => shot.wallMs))),
      requests: shots[mode].reduce((sum, shot) => sum + shot.requests, 0),
      statements: lists[mode].length,
    });
    const [on, off] = [of('gated'), of('bare')];
    results[name] = {
      gated: on,
      bare: off,
      ratio: { cpu: round(on.cpuMs / off.cpuMs, 2), wall: round(on.wallMs / off.wallMs, 2) },
      plans: { gated: await plansOf(sides.gated.client, assignment, lists.gated), bare: await plansOf(sides.bare.client, assignment, lists.bare) },
    };
    say(`${name}: CPU ${on.cpuMs} ms with the gate, ${off.cpuMs} ms without: ×${results[name].ratio.cpu}; wall ×${results[name].ratio.wall}`);
  }
  return results;
}

async function bench(chosen) {
  const prepared = await prepare(chosen);
  if (chosen.try !== undefined) await prepared.owner.query(readFileSync(chosen.try, 'utf8'));
  const results = await measure(chosen, prepared, await statementsOf(prepared));
  const { rows: [counted] } = await prepared.owner.query(
    "select (select count(*)::integer from office) as offices, (select count(*)::integer from consent) as consents, (select count(*)::integer from consent where valid_until_at > $1) as in_force, (select count(*)::integer from access_mask) as masks, pg_database_size(current_database()) as bytes",
    [CLOCK],
  );
  return {
    clients: chosen.clients, offices: counted.offices, consents: counted.consents, consentsInForce: counted.in_force, masks: counted.masks, databaseMb: Math.round(Number(counted.bytes) / 1_048_576),
    rounds: chosen.rounds, seconds: chosen.seconds, machine: { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version }, rows: prepared.rows, requests: results,
  };
}

const chosen = options();
await runBench(() => bench(chosen), chosen.json);
