import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, endProcess, markOf, startTimeOf } from './processes';

/** What a running PostgreSQL writes about itself into its data directory. */
interface PostmasterFile {
  readonly pid: number;
  readonly lines: readonly string[];
}

function read(cluster: string): PostmasterFile | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return Number.isInteger(pid) && pid > 0 ? { pid, lines } : undefined;
  } catch {
    return undefined;
  }
}

/** Ours only if it was started as a PostgreSQL on exactly this data directory. */
function servesCluster(pid: number, cluster: string): boolean {
  const words = commandLineOf(pid);
  return words.some((word) => word.endsWith('/bin/postgres')) && words[words.indexOf('-D') + 1] === cluster;
}

/**
 * Clears the way for a start on this data directory after whatever happened before.
 * A PostgreSQL left over by a killed run is stopped (fast shutdown, so nothing acknowledged is lost). A process that
 * merely has the pid of one is left alone, and so is a dead one that nobody has collected (as in containers whose
 * first process collects none): the file is made to say so, since PostgreSQL would take either for itself.
 * @returns the pid of the process that was stopped.
 */
export async function clearLeftover(cluster: string): Promise<number | undefined> {
  const file = read(cluster);
  if (file === undefined) return undefined;
  if (startTimeOf(file.pid) !== undefined && servesCluster(file.pid, cluster)) {
    await endProcess(markOf(file.pid), [
      { signal: 'SIGINT', waitMilliseconds: 20_000 },
      { signal: 'SIGQUIT', waitMilliseconds: 10_000 },
      { signal: 'SIGKILL', waitMilliseconds: 5_000 },
    ]);
    return file.pid;
  }
  // Our own pid is the one that PostgreSQL ignores (its parent's). Removing the file instead would also remove its
  // check that no backend of the last run is still attached to the shared memory.
  writeFileSync(join(cluster, 'postmaster.pid'), [process.pid, ...file.lines.slice(1)].join('\n'));
  return undefined;
}
