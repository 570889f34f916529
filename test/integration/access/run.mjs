/**
 * `npm run test:access [-- --decisions N] [--over-http N] [--seed S] [--at-once 2] [--resume FILE]`: more stories for the
 * gate than `npm test` tells, until N single decisions have been compared, a twentieth of them (or as many as named) over
 * HTTP. A seed tells its story again. The file (in the temporary folder, unless named) keeps what each seed told: a run that
 * was stopped goes on with it, and with what it has.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../../build.mjs';
import { binary, install, main, root, run, step } from '../../../tools.mjs';
import { ownPostgres } from '../../support/own-postgres.mjs';

function options() {
  const { values } = parseArgs({
    options: {
      decisions: { type: 'string', default: '1000000' },
      'over-http': { type: 'string' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      'at-once': { type: 'string', default: '2' },
      resume: { type: 'string' },
    },
  });
  const number = (name, value) => {
    if (!/^\d+$/.test(value)) throw new Error(`--${name} is a whole number`);
    return Number(value);
  };
  const decisions = number('decisions', values.decisions);
  return {
    decisions,
    overHttp: values['over-http'] === undefined ? Math.ceil(decisions / 20) : number('over-http', values['over-http']),
    seed: number('seed', values.seed),
    atOnce: Math.max(1, number('at-once', values['at-once'])),
    told: values.resume ?? join(tmpdir(), `madoguchi-access-${values.seed}.jsonl`),
  };
}

const allTold = (file) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : []);

function report(file, seconds) {
  const told = allTold(file);
  const kinds = new Map();
  for (const [kind, times] of told.flatMap((one) => Object.entries(one.kinds))) kinds.set(kind, (kinds.get(kind) ?? 0) + times);
  const sum = (over) => [...kinds].filter(([kind]) => kind.startsWith(over)).reduce((total, [, times]) => total + times, 0);
  const differences = told.reduce((total, one) => total + one.differences, 0);
  console.log(`\n${told.length} stories, seeds ${told.map((one) => one.seed).join(', ')}`);
  for (const [kind, times] of [...kinds].sort((a, b) => a[0].localeCompare(b[0]))) console.log(`${kind.padEnd(40)} ${String(times).padStart(10)}`);
  console.log(`${sum('')} decisions: ${sum('direct')} direct, ${sum('HTTP')} over HTTP; ${differences} differences; ${Math.round(seconds)} s now, ${Math.round(told.reduce((total, one) => total + one.seconds, 0))} s of telling in all`);
  console.log(`What was told is kept in ${file}`);
  return { decisions: sum(''), overHttp: sum('HTTP'), differences };
}

await main(async () => {
  process.chdir(root);
  const chosen = options();
  if (!existsSync(chosen.told)) writeFileSync(chosen.told, '');
  const children = new Set();
  let server;
  const close = async () => {
    for (const child of children) child.kill('SIGTERM');
    await server?.stop();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void close().finally(() => process.exit(130)));
  const began = Date.now();
  try {
    await install();
    await build();
    server = await step('Starting the database', () => ownPostgres(`access${began.toString(36)}`));
    // Seeds behind those that were told; each process takes every other one.
    const first = Math.max(chosen.seed, ...allTold(chosen.told).map((one) => one.seed + 1));
    const tellers = Array.from({ length: chosen.atOnce }, (_, nth) =>
      run(process.execPath, [binary('jest/bin/jest.js'), '--runInBand', '--runTestsByPath', 'test/integration/access/gate.spec.ts'], {
        env: {
          ...server.environment,
          MADOGUCHI_ACCESS_TOLD: chosen.told,
          MADOGUCHI_ACCESS_DECISIONS: String(chosen.decisions),
          MADOGUCHI_ACCESS_OVER_HTTP: String(chosen.overHttp),
          MADOGUCHI_ACCESS_SEED: String(first + nth),
          MADOGUCHI_ACCESS_STRIDE: String(chosen.atOnce),
        },
        onChild: (child) => {
          children.add(child);
          child.once('close', () => children.delete(child));
        },
      }),
    );
    const codes = (await Promise.all(tellers)).map(({ code }) => code);
    const { decisions, overHttp, differences } = report(chosen.told, (Date.now() - began) / 1_000);
    if (codes.some((code) => code !== 0) || differences > 0 || decisions < chosen.decisions || overHttp < chosen.overHttp) process.exitCode = 1;
  } finally {
    await close();
  }
});
