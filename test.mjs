/**
 * `npm test [-- suite] [-- jest options]`: every test, or one suite, on servers that it starts itself.
 * DATABASE_URL (superuser or CREATEROLE) and REDIS_URL point it to real ones. The last line counts.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { quickFolder } from './test/support/quick-folder.mjs';
import { binary, install, main, root, run, step } from './tools.mjs';

const QUEUE = '\\.queue\\.spec\\.ts$';

/**
 * The suites in the order in which they run. `paths` are patterns of jest. A suite with `backends` runs once on each,
 * and is told which by MADOGUCHI_TEST_QUEUE; one `alone` runs by itself, `inBand` file after file. One that is `long` runs
 * only when it is named, as `npm run test:long` does.
 */
const SUITES = {
  architecture: { paths: ['^test/architecture/'] },
  unit: { paths: ['^libs/', '^apps/'], servers: false },
  integration: { paths: ['^test/integration/'] },
  api: { paths: ['^test/api/'] },
  queue: { paths: [QUEUE], only: QUEUE, backends: ['postgres', 'redis'], alone: true, inBand: true },
  browser: { paths: ['^test/browser/'], chromium: true, alone: true },
  faults: { paths: ['^test/faults/'], backends: process.env['MADOGUCHI_TEST_LONG'] === '1' ? ['postgres', 'redis'] : ['postgres'], alone: true, inBand: true },
  audit: { paths: ['^test/integration/audit/alterations'], alone: true, inBand: true, long: true },
  bench: { paths: ['^test/bench/'], servers: false, alone: true, inBand: true, long: true },
};

const totals = { passed: 0, failed: 0, skipped: 0 };
const lines = [];
const children = new Set();
/** What has to be stopped at the end, last first. */
const closing = [];

function count(name, { passed, failed, skipped = 0 }) {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  lines.push(`${name.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed${skipped ? ` ${skipped} skipped` : ''}`);
}

/**
 * Runs suites side by side in one run of jest, and counts for each what jest says, not what its exit code says; a file that
 * does not load is a failure.
 */
async function runSuites(suites, backend, environment, jestOptions, folder) {
  const titles = suites.map(([name]) => (backend ? `${name} on ${backend}` : name));
  const report = join(folder, `${titles.join('-').replace(/\W+/g, '-')}.json`);
  const [, { only, inBand }] = suites[0];
  const words = [
    binary('jest/bin/jest.js'),
    ...suites.flatMap(([, { paths }]) => paths).flatMap((path) => ['--testPathPatterns', inHere(path)]),
    ...(only ? [] : ['--testPathIgnorePatterns', QUEUE, '/node_modules/', '/dist/']),
    ...(inBand ? ['--runInBand'] : ['--maxWorkers=2', '--testSequencer', join(root, 'test/support/slow-first.cjs')]),
    '--passWithNoTests', '--json', `--outputFile=${report}`, ...jestOptions,
  ];
  const { code } = await step(`Testing: ${titles.join(', ')}`, () => run(process.execPath, words, { env: environment, onChild: follow }));
  const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).testResults : undefined;
  if (files !== undefined) console.log(`      slowest: ${slowest(files)}`);
  for (const [index, [, { paths }]] of suites.entries()) {
    if (files === undefined) count(titles[index], { passed: 0, failed: 1 });
    else count(titles[index], countOf(files.filter(({ name }) => paths.some((path) => new RegExp(inHere(path)).test(name)))));
  }
  // Jest may also fail for what is no test: an open handle, a threshold.
  if (files !== undefined && code !== 0 && files.every(({ status }) => status === 'passed')) count('what jest says itself', { passed: 0, failed: 1 });
}

/** The files that took longest, in seconds: where a budget goes. */
function slowest(files) {
  const seconds = ({ startTime, endTime }) => Math.round((endTime - startTime) / 1000);
  return [...files].sort((a, b) => seconds(b) - seconds(a)).slice(0, 12).map((file) => `${file.name.slice(root.length + 1).replace(/\.spec\.ts$/, '')} ${seconds(file)}`).join(', ');
}

const inHere = (path) => (path.startsWith('^') ? `${root}/${path.slice(1)}` : path);

function countOf(files) {
  const states = files.flatMap(({ status, assertionResults }) => (status === 'failed' && assertionResults.length === 0 ? ['failed'] : assertionResults.map((one) => one.status)));
  const of = (state) => states.filter((one) => one === state).length;
  return { passed: of('passed'), failed: of('failed'), skipped: states.length - of('passed') - of('failed') };
}

function follow(child) {
  children.add(child);
  child.once('close', () => children.delete(child));
}

async function startPostgres(folder) {
  if (process.env['DATABASE_URL']) return process.env['DATABASE_URL'];
  const require = createRequire(import.meta.url);
  const { startEmbeddedPostgres, removeEmbeddedPostgres } = require('./dist/libs/platform/src/embedded/index.js');
  const dataDir = join(folder, 'data');
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: (line) => console.log(`      ${line}`) });
  closing.push(async () => {
    await server.stop();
    await removeEmbeddedPostgres(dataDir);
  });
  return server.ownerUrl;
}

async function startRedis() {
  if (process.env['REDIS_URL']) return process.env['REDIS_URL'];
  const { startValkey } = await import('./test/support/valkey.mjs');
  const server = await startValkey();
  closing.push(server.stop);
  return server.url;
}

async function dropTemplate(environment) {
  const { Client } = createRequire(import.meta.url)('pg');
  const client = new Client({ connectionString: environment['MADOGUCHI_TEST_OWNER_URL'] });
  await client.connect();
  for (const kind of ['', '_bare']) await client.query(`drop database if exists madoguchi_test_template_${environment['MADOGUCHI_TEST_RUN']}${kind}`);
  await client.end();
}

async function chromiumPath() {
  const { findChromium } = await import('./test/support/chromium.mjs');
  return findChromium();
}

/** What tests see: nothing of the caller's servers except through the names of the tests. */
async function environmentFor(chosen, folder) {
  // A template of the schema is made once a run, so that a server that outlives the run never offers yesterday's.
  const environment = { ...process.env, TZ: process.env['TZ'] ?? 'UTC', MADOGUCHI_TEST_RUN: Date.now().toString(36) };
  for (const name of Object.keys(environment)) if (/^(DATABASE_URL|REDIS_URL|DATA_DIR|PORT$)/.test(name)) delete environment[name];
  if (chosen.some(([, suite]) => suite.servers !== false)) {
    await step('Starting the servers for the tests', async () => {
      environment['MADOGUCHI_TEST_OWNER_URL'] = await startPostgres(folder);
      environment['MADOGUCHI_TEST_REDIS_URL'] = await startRedis();
      closing.push(() => dropTemplate(environment));
    });
  }
  if (chosen.some(([, suite]) => suite.chromium)) environment['MADOGUCHI_TEST_CHROMIUM'] = await chromiumPath();
  return environment;
}

async function runAll(wanted, jestOptions, folder) {
  await install();
  await build();
  const all = wanted === undefined;
  const chosen = Object.entries(SUITES).filter(([name, { long }]) => (all ? !long : name === (wanted === 'check' ? 'architecture' : wanted)));
  const environment = await environmentFor(chosen, folder);
  const runLists = async (lists) => {
    for (const suites of lists) {
      for (const backend of suites[0][1].backends ?? [undefined]) {
        await runSuites(suites, backend, backend ? { ...environment, MADOGUCHI_TEST_QUEUE: backend } : environment, jestOptions, folder);
      }
    }
  };
  const checked = async () => {
    if (all || wanted === 'check') count('check', await check());
  };
  // What runs file after file leaves a core to the checks.
  const lists = sideBySide(chosen);
  const inBand = (suites) => suites[0][1].inBand === true;
  await Promise.all([checked(), runLists(lists.filter(inBand))]);
  await runLists(lists.filter((suites) => !inBand(suites)));
}

/** Those that need the machine for themselves, or a backend each, one by one; the others in one run, so that no core waits for the last file of a suite. */
function sideBySide(chosen) {
  const together = chosen.filter(([, { alone, backends }]) => !alone && !backends);
  return [...(together.length > 0 ? [together] : []), ...chosen.filter((one) => !together.includes(one)).map((one) => [one])];
}

async function close() {
  for (const child of children) child.kill('SIGTERM');
  for (const stop of closing.splice(0).reverse()) await stop();
}

await main(async () => {
  process.chdir(root);
  const [first, ...others] = process.argv.slice(2);
  const names = ['check', ...Object.keys(SUITES)];
  if (first !== undefined && !first.startsWith('-') && !names.includes(first)) {
    throw new Error(`There is no suite "${first}". The suites are ${names.join(', ')}.`);
  }
  const wanted = first?.startsWith('-') ? undefined : first;
  const jestOptions = (wanted === undefined ? process.argv.slice(2) : others).filter((word) => word !== '--');

  const folder = quickFolder();
  // One Ctrl-C may arrive twice, from the terminal and through npm.
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      console.log(`\nStopping (${signal})`);
      void close().finally(() => {
        rmSync(folder, { recursive: true, force: true });
        process.exit(130);
      });
    });
  }
  try {
    await runAll(wanted, jestOptions, folder);
  } catch (error) {
    console.error(error.message);
    count('could not be run', { passed: 0, failed: 1 });
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`\n${lines.join('\n')}`);
  console.log(`${totals.passed} passed, ${totals.failed} failed`);
  if (totals.failed > 0) process.exitCode = 1;
});
