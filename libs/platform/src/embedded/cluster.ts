import { spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENVIRONMENT, giveTo, type Launch, relocationOf } from './launch';
import { writeFileWhole } from './processes';
import { DATABASE, OWNER_ROLE, type Secrets } from './secrets';

/** Runs a PostgreSQL program to its end. @throws with what it said when it fails. */
function run(how: Launch, program: string, args: readonly string[], input = ''): void {
  const [command, ...rest] = [...how.prefix, join(how.binaries, 'bin', program), ...args];
  const result = spawnSync(command ?? '', rest, { ...how.identity, env: ENVIRONMENT, cwd: how.place, input, encoding: 'utf8' });
  const complaint = /^(?:.*(?:FATAL|ERROR|PANIC):.*|initdb: error:.*)$/m.exec(`${result.stderr}\n${result.stdout}`)?.[0];
  if (result.error || result.status !== 0 || complaint) {
    throw new Error(`${program} failed: ${complaint ?? result.error?.message ?? result.stderr.trim()}`);
  }
}

/** One SQL command as superuser on a stopped cluster: needs no password and no server. */
function runAlone(how: Launch, cluster: string, database: string, sql: string): void {
  run(how, 'postgres', ['--single', '-D', cluster, '-c', 'log_min_messages=warning', database], `${sql}\n`);
}

/**
 * Makes sure that a usable cluster lies at `how.place`, and returns its data directory.
 * It is built beside and renamed when complete, so a run that was killed half-way leaves nothing to be mistaken for
 * a database. A cluster made under other circumstances (another user, a folder since closed) is taken over.
 * @param home the data folder, where a note tells whether the cluster was moved elsewhere.
 */
export function prepareCluster(
  how: Launch,
  home: string,
  secrets: Secrets,
  { durable, log }: { readonly durable: boolean; readonly log: (line: string) => void },
): string {
  const cluster = join(how.place, 'postgres');
  const password = secrets.ownerPassword;
  if (!existsSync(cluster)) takeOver(how, home, secrets, log);
  if (!existsSync(cluster)) create(how, cluster, password, durable, log);
  giveTo(how.owner, cluster);
  if (readPassword(how) !== password) {
    runAlone(how, cluster, 'postgres', `ALTER ROLE ${OWNER_ROLE} PASSWORD '${password}'`);
    writeFileWhole(passwordFile(how), password);
  }
  if (how.place !== home) writeFileWhole(noteFile(home), `${how.place}\n`, 0o644);
  else rmSync(noteFile(home), { force: true });
  return cluster;
}

/** Remembers which password the cluster has, so that one made with lost secrets gets the present one. */
const passwordFile = (how: Launch): string => join(how.place, 'postgres.password');
const noteFile = (home: string): string => join(home, 'postgres.place');

function readPassword(how: Launch): string | undefined {
  try {
    return readFileSync(passwordFile(how), 'utf8');
  } catch {
    return undefined;
  }
}

/** The folder a cluster of this data folder was moved to, if it was. */
export function movedTo(home: string): string | undefined {
  try {
    return readFileSync(noteFile(home), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Moves the cluster here that this data folder had elsewhere, when the way of running PostgreSQL has changed. */
function takeOver(how: Launch, home: string, secrets: Secrets, log: (line: string) => void): void {
  const cluster = join(how.place, 'postgres');
  const relocation = relocationOf(home, secrets.instance);
  const noted = movedTo(home);
  if (noted !== undefined && noted !== relocation && existsSync(join(noted, 'postgres'))) {
    throw new Error(
      `The database of this folder lies in ${noted}, from a time when the folder had another place. ` +
        `Move ${join(noted, 'postgres')} to ${cluster}, or begin anew with --fresh.`,
    );
  }
  const from = [home, relocation].find((place) => place !== how.place && existsSync(join(place, 'postgres')));
  if (from === undefined) return;
  log(`Moving the database from ${from} to ${how.place}`);
  const beside = `${cluster}.${process.pid}.new`;
  cpSync(join(from, 'postgres'), beside, { recursive: true, verbatimSymlinks: true });
  renameSync(beside, cluster);
  // Gone from there before the note changes: two clusters would sooner or later mean that the older one is served.
  rmSync(join(from, 'postgres'), { recursive: true, force: true });
}

function create(how: Launch, cluster: string, password: string, durable: boolean, log: (line: string) => void): void {
  log('Creating the database');
  for (const name of readdirSync(how.place)) {
    if (/^postgres\.\d+\.new$/.test(name)) rmSync(join(how.place, name), { recursive: true, force: true });
  }
  const beside = `${cluster}.${process.pid}.new`;
  const passwordForInitdb = join(how.place, `postgres.${process.pid}.secret`);
  try {
    mkdirSync(beside, { mode: 0o700 });
    writeFileSync(passwordForInitdb, password, { mode: 0o600 });
    if (how.owner) for (const path of [beside, passwordForInitdb]) chownSync(path, how.owner.uid, how.owner.gid);
    run(how, 'initdb', [
      `--pgdata=${beside}`, `--username=${OWNER_ROLE}`, `--pwfile=${passwordForInitdb}`, '--auth=scram-sha-256',
      '--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=ja', '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ]);
    runAlone(how, beside, 'postgres', `CREATE DATABASE ${DATABASE}`);
    renameSync(beside, cluster);
    writeFileWhole(passwordFile(how), password);
  } finally {
    rmSync(passwordForInitdb, { force: true });
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Deletes the cluster of a data folder, wherever it lies. The server must be stopped. */
export function removeCluster(home: string): void {
  const elsewhere = movedTo(home);
  for (const folder of elsewhere === undefined ? [home] : [home, elsewhere]) {
    rmSync(join(folder, 'postgres'), { recursive: true, force: true });
    rmSync(join(folder, 'postgres.password'), { force: true });
  }
  rmSync(noteFile(home), { force: true });
}
