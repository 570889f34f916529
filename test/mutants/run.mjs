/**
 * `npm run test:mutants [-- --only PATTERN] [--state FILE] [--at-once 2] [--fresh]`: plants every fault of the lists, one
 * at a time, and says of each by which check it was caught. The state file (in the temporary folder, unless named) keeps
 * what is decided: a run that was stopped goes on where it was. Ends with 1 where a fault was not caught.
 *
 * Two lists: faults of the database (test/integration/access/defects, planted in a transaction of a town with a story) and
 * faults of the application (application.cjs, planted while the tests are compiled). `npm test` plants the short form of
 * the first and holds that each of the second still finds its place.
 */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../build.mjs';
import { binary, install, main, root, run, step } from '../../tools.mjs';
import { ownPostgres } from '../support/own-postgres.mjs';

const require = createRequire(import.meta.url);
const { MUTANTS } = require('./application.cjs');
const children = new Set();
let server;
const follow = (child) => {
  children.add(child);
  child.once('close', () => children.delete(child));
};

function options() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      state: { type: 'string', default: join(tmpdir(), 'madoguchi-mutants.jsonl') },
      'at-once': { type: 'string', default: '2' },
      fresh: { type: 'boolean', default: false },
    },
  });
  if (!/^[1-9]$/.test(values['at-once'])) throw new Error('--at-once is a number from 1 to 9');
  return { only: new RegExp(values.only, 'i'), pattern: values.only, state: values.state, atOnce: Number(values['at-once']), fresh: values.fresh };
}

const decided = (state) => (existsSync(state) ? readFileSync(state, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);

const words = (config, { specs, test }) => [
  binary('jest/bin/jest.js'), '--config', config, '--runInBand', '--bail', '--silent', '--testTimeout', '60000',
  ...specs.flatMap((spec) => ['--runTestsByPath', spec]), ...(test === undefined ? [] : ['--testNamePattern', test]),
];

/** The database's list in one process: it writes the state itself, line by line. */
async function database(chosen, environment) {
  const env = { ...environment, MADOGUCHI_MUTANTS_REPORT: chosen.state, MADOGUCHI_MUTANTS_ONLY: chosen.pattern };
  const spec = { specs: ['test/integration/access/defects.spec.ts'], test: 'notices when|names every fault|where nothing is planted' };
  const { code, output } = await run(process.execPath, words('jest.config.cjs', spec).filter((word) => word !== '--bail'), { quiet: true, env, onChild: follow });
  return { code, output };
}

/** The tests that are to catch a fault must pass without it, or they would prove nothing. */
async function passesUnharmed(mutant, known, env) {
  const key = JSON.stringify([mutant.specs, mutant.test]);
  const asked = known.get(key) ?? run(process.execPath, words('test/mutants/jest.config.cjs', mutant), { quiet: true, env, onChild: follow });
  known.set(key, asked);
  const { code, output } = await asked;
  if (code !== 0) throw new Error(`${mutant.specs.join(', ')} fail without a fault:\n${output.slice(-3_000)}`);
}

async function application(mutant, known, environment) {
  await passesUnharmed(mutant, known, environment);
  const { code, output } = await run(process.execPath, words('test/mutants/jest.config.cjs', mutant), {
    quiet: true,
    env: { ...environment, MADOGUCHI_MUTANT: mutant.name },
    onChild: follow,
  });
  if (output.includes('write the fault anew')) throw new Error(output.slice(0, 2_000));
  const failed = /^\s+● (.+)$/m.exec(output)?.[1];
  // A file that could not be compiled or loaded has caught nothing.
  if (code !== 0 && (failed === undefined || output.includes('Test suite failed to run'))) throw new Error(`"${mutant.name}" does not run:\n${output.slice(0, 3_000)}`);
  return { name: mutant.name, kind: 'application', by: code === 0 ? [] : [`${mutant.specs.join(', ')}: ${failed ?? ''}`] };
}

function tell({ name, kind, by }) {
  console.log(`${by.length > 0 ? 'caught    ' : 'NOT CAUGHT'}  ${kind === 'database' ? 'db ' : 'app'}  ${name}${by.length > 0 ? `  — ${by.join(', ')}` : ''}`);
}

/** Tells what the other process has decided, as it goes. */
function watch(state) {
  let told = decided(state).length;
  const look = () => {
    const all = decided(state);
    for (const one of all.slice(told)) tell(one);
    told = all.length;
  };
  const timer = setInterval(look, 2_000);
  return () => {
    clearInterval(timer);
    look();
  };
}

async function plantAll(chosen, environment) {
  const stop = watch(chosen.state);
  const done = new Set(decided(chosen.state).map((one) => one.name));
  const waiting = MUTANTS.filter((mutant) => chosen.only.test(mutant.name) && !done.has(mutant.name));
  const known = new Map();
  const problems = [];
  const next = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      try {
        appendFileSync(chosen.state, `${JSON.stringify(await application(mutant, known, environment))}\n`);
      } catch (error) {
        problems.push(error.message);
      }
    }
  };
  const first = database(chosen, environment).then(async ({ code, output }) => {
    const survived = decided(chosen.state).some((one) => one.kind === 'database' && one.by.length === 0);
    if (code !== 0 && !survived) problems.push(output.slice(-4_000));
    await next();
  });
  await Promise.all([first, ...Array.from({ length: chosen.atOnce - 1 }, next)]);
  if (chosen.atOnce === 1) await next();
  stop();
  return problems;
}

async function close() {
  for (const child of children) child.kill('SIGTERM');
  await server?.stop();
}

await main(async () => {
  process.chdir(root);
  const chosen = options();
  if (chosen.fresh || !existsSync(chosen.state)) writeFileSync(chosen.state, '');
  const before = decided(chosen.state);
  console.log(`What is decided is kept in ${chosen.state}${before.length > 0 ? `: ${before.length} faults already` : ''}`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void close().finally(() => process.exit(130)));
  const began = Date.now();
  try {
    await install();
    await build();
    server = await step('Starting the database', () => ownPostgres(`mutants${began.toString(36)}`));
    const problems = await plantAll(chosen, server.environment);
    const all = decided(chosen.state).filter((one) => chosen.only.test(one.name));
    const survived = all.filter((one) => one.by.length === 0);
    const of = (kind) => all.filter((one) => one.kind === kind).length;
    console.log(`\n${of('database')} faults of the database, ${of('application')} of the application, in ${Math.round((Date.now() - began) / 1_000)} s`);
    for (const one of survived) tell(one);
    for (const problem of problems) console.log(`COULD NOT BE ASKED: ${problem}`);
    console.log(`${all.length - survived.length} caught, ${survived.length} NOT CAUGHT${problems.length > 0 ? `, ${problems.length} could not be asked` : ''}`);
    if (survived.length + problems.length > 0 || all.length === 0) process.exitCode = 1;
  } finally {
    await close();
  }
});
