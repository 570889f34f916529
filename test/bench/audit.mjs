/**
 * `node test/bench/audit.mjs [--rows N --writers N --rounds N --seconds S --json FILE]`: the audit record at size, in a
 * scratch database with fsync on. What sealing costs the writers, how long sealing and verify-audit take, whether each
 * damage is found and the first bad record named, and how long 気になる利用 takes. Progress on stderr, JSON on stdout.
 */
import { mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { root } from '../../tools.mjs';
import { fill, insertRate, loss, prepareCounter, withoutLeafHash } from './audit-rows.mjs';
import { cpuMs, family, start, until } from './processes.mjs';
import { atTheEnd, CLOCK, connect, dist, openScratch, PASSWORD, runBench, say } from './scratch.mjs';
import { DAMAGES } from './vandal.mjs';

const WEEKDAYS = `select d::date as day from generate_series(timestamp '2025-11-01', timestamp '2026-11-30', interval '1 day') d where extract(isodow from d) < 6`;
const seconds = (value) => Number(value.toFixed(2));

function options() {
  const defaults = { rows: '1000000', writers: '16', rounds: '5', seconds: '4' };
  const { values } = parseArgs({ options: { ...Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value }])), json: { type: 'string' } } });
  const numbers = Object.fromEntries(
    Object.keys(defaults).map((name) => {
      if (!(Number(values[name]) > 0)) throw new Error(`--${name} must be a number above 0.`);
      return [name, Number(values[name])];
    }),
  );
  return { ...numbers, json: values.json };
}

async function prepare() {
  const scratch = await openScratch();
  return { ...scratch, persons: await prepareCounter(scratch.owner, scratch.demo, CLOCK) };
}

const forget = (owner) => owner.query('truncate audit_subject, audit_event, audit_checkpoint');

/**
 * Writers with leaf hash and a worker that seals behind them, and without hash beside a worker that does not seal, in
 * turn. What the worker still has to seal when the writers stop belongs to the price.
 */
async function rates({ postgres, as, owner, dataDir, folder }, { writers, rounds, seconds: length }) {
  const { bare, whole } = await withoutLeafHash(owner);
  const found = { with: [], without: [] };
  let settling = 5_000;
  const measure = (time) => insertRate(as('app'), { writers, seconds: time, clock: CLOCK });
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of round % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
      await forget(owner);
      await owner.query(side === 'with' ? whole : bare);
      const worker = startWorker(as, dataDir, side === 'with' ? join(folder, `audit-${round}`) : undefined);
      if (side === 'with') await until('the worker seals', async () => (await measure(0.05), await owner.query('select 1 from audit_checkpoint')).rowCount > 0);
      else await pause(settling);
      const time = round === 0 ? Math.min(1, length) : length;
      const used = () => cpuMs([...family(postgres.pid), worker.pid]);
      const before = used();
      const rate = await measure(time);
      const stopped = performance.now();
      if (side === 'with') {
        await until('the rest is sealed', async () => (await owner.query('select 1 from audit_event e where e.xid >= (select max(c.until_xid) from audit_checkpoint c)')).rowCount === 0);
        settling = performance.now() - stopped;
      } else await pause(settling);
      const taken = (used() - before) / (rate * time);
      await worker.stop();
      if (round > 0) found[side].push({ rate, cpuMs: taken });
    }
  }
  await owner.query(whole);
  await forget(owner);
  return loss(found);
}

function startWorker(as, dataDir, auditDir) {
  const env = {
    PATH: process.env['PATH'], DATA_DIR: dataDir, LOG_LEVEL: 'error', NODE_ENV: 'production', BEHIND_TLS_PROXY: 'true',
    SESSION_SECRET: `${PASSWORD}-session-secret-of-enough-length`, MASTER_KEY: Buffer.alloc(32, 7).toString('base64url'),
    // Without a folder nothing is sealed.
    ...(auditDir === undefined ? {} : { AUDIT_DIR: auditDir }),
    DATABASE_URL_APP: as('app'), DATABASE_URL_WORKER: as('worker'), DATABASE_URL_COUNTER: as('counter'), DATABASE_URL_QUEUE: as('queue'),
  };
  const worker = start(dist('libs/platform/src/embedded').endsWithParent('TERM'), [join(root, 'dist/apps/worker/src/main.js')], env);
  atTheEnd(worker.stop);
  return worker;
}

/** Seals everything, as the worker does at its turns. */
async function sealAll(as, auditDir) {
  const { openSource, Housekeeping, createLogger } = dist('libs/platform/src');
  const { SealAudit } = dist('libs/audit/src/jobs/seal-audit');
  const source = await openSource('bench', as('worker'), { max: 1 });
  const settings = { auditDir, clock: dist('libs/kernel/src').fixedClock(CLOCK) };
  const sealer = new SealAudit(new Housekeeping(source, settings), settings, createLogger('bench', 'error'));
  const started = performance.now();
  let checkpoints = 0;
  while ((await sealer.run()) > 0) checkpoints += 1;
  await source.destroy();
  return { checkpoints, seconds: seconds((performance.now() - started) / 1_000) };
}

async function damageAndVerify(verifyAuditOf, ownerUrl, owner, folder, rows) {
  const results = {};
  for (const [name, damage] of Object.entries(DAMAGES)) {
    const { position, undo } = await damage({ owner, folder, rows, middle: Math.ceil(rows * 0.4321) });
    const { finding, seconds: taken } = await verifyAuditOf(ownerUrl, folder);
    await undo();
    results[name] = { found: finding.kind !== 'sound', kind: finding.kind, expectedPosition: position, position: finding.position, named: finding.position === position, rowId: finding.rowId ?? null, seconds: seconds(taken) };
    say(`${name}: ${JSON.stringify(results[name])}`);
  }
  return results;
}

/** The four looks of 気になる利用, as the auditor's role, over a month and over the longest period. */
async function timePatterns(app, demo) {
  const look = async (days) => {
    const period = `timestamptz '${CLOCK}' - interval '${days} days', timestamptz '${CLOCK}' + interval '1 day'`;
    const taken = {};
    await app.query('begin');
    await app.query("select set_config('app.assignment', $1, true), set_config('app.now', $2, true), set_config('app.purpose', 'support', true)", [demo.assignmentId('kansa'), CLOCK]);
    for (const [name, call] of Object.entries({
      withoutPart: `audit_opened_without_part(${period}, 10, 90)`,
      outsideHours: `audit_outside_hours(${period}, '08:00', '19:00', (select array_agg('${demo.OFFICES.welfare.id}'::uuid) from (${WEEKDAYS}) w), (select array_agg(w.day) from (${WEEKDAYS}) w), 1)`,
      openedByMany: `audit_opened_by_many(${period}, 5)`,
      refusals: `audit_refusals(${period}, 10, 5)`,
    })) {
      const started = performance.now();
      const { rowCount } = await app.query(`select * from ${call}`);
      taken[name] = { lines: rowCount, seconds: seconds((performance.now() - started) / 1_000) };
    }
    await app.query('rollback');
    return taken;
  };
  return { days31: await look(30), days92: await look(91) };
}

async function run(chosen) {
  const prepared = await prepare();
  const { owner, as, postgres, demo, persons, folder } = prepared;

  const writers = await rates(prepared, chosen);
  say(`writers: ${JSON.stringify(writers)}`);
  const filling = await fill(as('app'), { rows: chosen.rows, persons, clock: CLOCK, log: say });
  await owner.query('vacuum analyze audit_event');
  const auditDir = join(folder, 'audit');
  mkdirSync(auditDir);
  const sealing = await sealAll(as, auditDir);
  say(`sealed: ${JSON.stringify(sealing)}`);
  await owner.query('vacuum analyze audit_subject');
  const app = await connect(as('app'));
  const patterns = await timePatterns(app, demo);
  say(`patterns: ${JSON.stringify(patterns)}`);

  const { verifyAuditOf } = dist('apps/cli/src/verify-audit');
  const sound = async () => {
    const { finding, seconds: taken } = await verifyAuditOf(postgres.ownerUrl, auditDir);
    return { kind: finding.kind, rows: finding.rows ?? null, seconds: seconds(taken) };
  };
  const before = await sound();
  say(`before: ${JSON.stringify(before)}`);
  const damages = await damageAndVerify(verifyAuditOf, postgres.ownerUrl, owner, auditDir, chosen.rows);
  return {
    rows: chosen.rows,
    machine: { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version },
    writers: { connections: chosen.writers, rounds: chosen.rounds, ...writers },
    filling: { seconds: seconds(filling), rowsPerSecond: Math.round(chosen.rows / filling) },
    sealing,
    patterns,
    verify: { before, damages, afterwards: await sound() },
  };
}

const chosen = options();
await runBench(() => run(chosen), chosen.json);
