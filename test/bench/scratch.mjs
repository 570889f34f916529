/** What the benches share: a scratch database with fsync on, its schema and the demo's staff, and an end that leaves nothing behind. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../build.mjs';
import { install, root } from '../../tools.mjs';

export const CLOCK = '2026-11-20T01:00:00Z';
export const PASSWORD = 'bench-only';
export const require = createRequire(import.meta.url);
/** A module of the built application. */
export const dist = (path) => require(join(root, 'dist', path));
/** Progress; stdout is for the document. */
export const say = (line) => process.stderr.write(`${line}\n`);

const closing = [];
/** Something to be ended with the bench, last first. */
export const atTheEnd = (stop) => closing.push(stop);

async function close() {
  for (const stop of closing.splice(0).reverse()) await stop();
}

/** A folder that goes with the bench, and that the database's user can pass. */
function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-bench-'));
  chmodSync(folder, 0o755);
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param {string} [options] of the owner's connection */
export async function openScratch(options) {
  const folder = scratchFolder();
  const dataDir = join(folder, 'data');
  const postgres = await dist('libs/platform/src/embedded').startEmbeddedPostgres({ dataDir, durable: true, log: say });
  atTheEnd(() => postgres.stop());
  const as = (role) => Object.assign(new URL(postgres.ownerUrl), { username: `madoguchi_${role}`, password: PASSWORD }).toString();
  await dist('migrations').runMigrations({ ownerUrl: postgres.ownerUrl, rolePasswords: { app: PASSWORD, worker: PASSWORD, counter: PASSWORD, queue: PASSWORD } });
  await dist('migrations/reference/load').loadReference(postgres.ownerUrl);
  await dist('apps/cli/src/demo/seed-identity').seedIdentity(postgres.ownerUrl);
  const connections = { owner: undefined, app: as('app'), worker: as('worker'), counter: as('counter'), queue: as('queue'), redisUrl: undefined };
  return { folder, dataDir, postgres, as, connections, owner: await connect(postgres.ownerUrl, options), demo: dist('apps/cli/src/demo/organisations') };
}

export async function connect(url, options) {
  const { Client } = require('pg');
  const client = new Client({ connectionString: url, ...(options === undefined ? {} : { options }) });
  await client.connect();
  atTheEnd(() => client.end());
  return client;
}

/** Every family name with every given name, and what they are found by. */
export function madeUpNames() {
  const { FAMILY_NAMES, FEMALE_NAMES, MALE_NAMES } = dist('apps/cli/src/demo/people/made-up-names');
  const { nameTokens } = dist('libs/clients/src/domain/client');
  return FAMILY_NAMES.flatMap(([family, familyKana]) =>
    [...FEMALE_NAMES.map((one) => [one, 'female']), ...MALE_NAMES.map((one) => [one, 'male'])].map(([[given, givenKana], sex]) => ({
      family, given, familyKana, givenKana, sex,
      tokens: [...new Set([...nameTokens(familyKana + givenKana), ...nameTokens(family + given)])],
    })),
  );
}

/** Runs a bench and prints its document; a signal, or the end, leaves nothing behind. */
export async function runBench(bench, jsonFile) {
  // What building says belongs to the progress.
  console.log = say;
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      void close().finally(() => process.exit(130));
    });
  }
  try {
    await install();
    await build();
    const text = `${JSON.stringify(await bench(), undefined, 2)}\n`;
    process.stdout.write(text);
    if (jsonFile !== undefined) writeFileSync(jsonFile, text);
  } catch (error) {
    if (!stopping) console.error(error);
    process.exitCode = 1;
  } finally {
    if (!stopping) await close();
  }
}
