import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries';

/** How PostgreSQL is run on this machine: as whom, through what, and where its files must lie. */
export interface Launch {
  /** Command words put before the PostgreSQL binary. */
  readonly prefix: readonly string[];
  readonly identity: { readonly uid: number; readonly gid: number } | undefined;
  /** Who must own the data directory, as seen from here; nobody in particular when not root. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  readonly binaries: string;
  /** The folder in which the cluster lies. */
  readonly place: string;
  /** What the person at the terminal should know about it. */
  readonly notice: string | undefined;
}

/** PostgreSQL gets no secret of ours through its environment, and speaks English in its log. */
export const ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Where clusters go that their own folder cannot hold; root only. */
const RELOCATION_ROOT = '/var/lib/madoguchi';

let deathSignalWorks: boolean | undefined;

/**
 * `setpriv --pdeathsig`, which lets a child end when its parent is killed; empty where the machine has none.
 * It hands over in the same process, so pid and signals stay the child's own.
 */
export function endsWithParent(signal: 'INT' | 'TERM' = 'INT'): readonly string[] {
  deathSignalWorks ??= spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status === 0;
  return deathSignalWorks ? ['setpriv', '--pdeathsig', signal] : [];
}

/** Root's candidate for the database user: `postgres` where it exists, else `nobody`. */
function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  return { uid: 65_534, gid: 65_534 };
}

/** Starts a PostgreSQL program, apart from our terminal: Ctrl-C must stop the application before its database. */
export function launch(how: Launch, program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const [command, ...rest] = [...how.prefix, join(how.binaries, 'bin', program), ...args];
  return spawn(command ?? '', rest, { ...options, ...how.identity, env: ENVIRONMENT, detached: true, cwd: how.place });
}

/** Whether the binaries run and the place can be entered this way: tried, because rights alone do not tell. */
function works(how: Launch): boolean {
  const attempt = (words: readonly string[]): boolean => {
    const [command, ...rest] = [...how.prefix, ...words];
    return spawnSync(command ?? '', rest, { ...how.identity, env: ENVIRONMENT, cwd: '/' }).status === 0;
  };
  return attempt([join(how.binaries, 'bin', 'postgres'), '--version']) && attempt(['/bin/sh', '-c', 'cd "$0"', how.place]);
}

/**
 * Decides how to run PostgreSQL for a data folder.
 *
 * PostgreSQL refuses to run as root. Root therefore runs it as an unprivileged user; where that user cannot reach the
 * checkout (a 0700 home), in a user namespace in which root's files belong to an ordinary user; and where namespaces
 * are forbidden, from a folder under /var/lib that everybody can reach.
 * @throws when none of the ways works.
 */
export function chooseLaunch(binaries: PostgresBinaries, place: string, instance: string): Launch {
  const ending = endsWithParent();
  const direct: Launch = {
    prefix: ending, identity: undefined, owner: undefined, binaries: binaries.home, place, notice: undefined,
  };
  const inNamespace: Launch = {
    ...direct,
    prefix: ['unshare', '-U', '--map-user=1', '--map-group=1', ...ending],
  };
  if (process.getuid?.() !== 0) {
    // initdb wants its user to have a name; containers that run under an arbitrary uid have none.
    return !hasName() && works(inNamespace) ? inNamespace : direct;
  }

  const user = unprivilegedUser();
  const asUser: Launch = {
    ...direct,
    ...(ending.length > 0
      ? { prefix: ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...ending.slice(1)] }
      : { identity: user }),
    owner: user,
  };
  if (works(asUser)) return asUser;

  if (works(inNamespace)) {
    return {
      ...inNamespace,
      owner: { uid: 0, gid: 0 },
      notice: 'The database runs in a user namespace, because its folder is closed to other users.',
    };
  }

  return relocated(asUser, binaries, instance, user);
}

/** Where the cluster of a data folder goes that PostgreSQL cannot use; another one for every copy of the folder. */
export function relocationOf(home: string, instance: string): string {
  const key = createHash('sha256').update(`${instance}\0${home}`).digest('hex').slice(0, 16);
  return join(RELOCATION_ROOT, key);
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

function relocated(
  asUser: Launch,
  binaries: PostgresBinaries,
  instance: string,
  user: { readonly uid: number; readonly gid: number },
): Launch {
  const place = relocationOf(asUser.place, instance);
  const copy = join(RELOCATION_ROOT, `postgresql-${binaries.version}`);
  mkdirSync(place, { recursive: true });
  for (const folder of [RELOCATION_ROOT, place]) chmodSync(folder, 0o755);
  if (!existsSync(copy)) {
    const beside = `${copy}.${process.pid}.new`;
    cpSync(binaries.home, beside, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(beside, copy);
    } catch (error) {
      rmSync(beside, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  const how: Launch = {
    ...asUser,
    binaries: copy,
    place,
    owner: user,
    notice: `The database lies in ${place}, because PostgreSQL does not run as root and its folder is closed to other users.`,
  };
  if (!works(how)) throw new Error(`PostgreSQL can be run neither from ${asUser.place} nor from ${place}.`);
  return how;
}

/** Gives a folder and all in it to the user that runs the database, if it is not that user's already. */
export function giveTo(owner: Launch['owner'], path: string): void {
  if (owner === undefined || lstatSync(path).uid === owner.uid) return;
  const walk = (entry: string): void => {
    const stat = lstatSync(entry);
    if (stat.isDirectory()) for (const name of readdirSync(entry)) walk(join(entry, name));
    // Links are left alone: following one would give away a file that is not ours.
    if (!stat.isSymbolicLink()) chownSync(entry, owner.uid, owner.gid);
  };
  walk(path);
}
