import { execFileSync } from 'node:child_process';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A process as it is written to disk: the pid alone may be given to somebody else later, pid and start time may not. */
export interface ProcessMark {
  readonly pid: number;
  readonly startedAt: string;
}

/** The fields of Linux's /proc/<pid>/stat from the state on; `undefined` when no such process runs. */
function statOf(pid: number): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may hold spaces and brackets, so the fields are counted from its last closing bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie counts as gone: it holds no port, no file and no lock.
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields;
  } catch {
    return undefined;
  }
}

function ps(column: string, pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-ww', '-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

let bootId: string | undefined;

/** When the process started, in a form that only compares for equality; `undefined` when no such process runs. */
export function startTimeOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (process.platform !== 'linux') return ps('lstart', pid);
  const ticks = statOf(pid)?.[19];
  bootId ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return ticks === undefined ? undefined : `${bootId}/${ticks}`;
}

export function parentOf(pid: number): number | undefined {
  const parent = Number(process.platform === 'linux' ? statOf(pid)?.[1] : ps('ppid', pid));
  return Number.isInteger(parent) && parent > 0 ? parent : undefined;
}

/** The words of a process's command line, or none when it is gone. */
export function commandLineOf(pid: number): readonly string[] {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
    return ps('command', pid)?.split(' ') ?? [];
  } catch {
    return [];
  }
}

/** @throws when the process is already gone, since such a mark could never be recognised again. */
export function markOf(pid: number): ProcessMark {
  const startedAt = startTimeOf(pid);
  if (startedAt === undefined) throw new Error(`Process ${pid} has ended.`);
  return { pid, startedAt };
}

export function isAlive(mark: ProcessMark): boolean {
  return startTimeOf(mark.pid) === mark.startedAt;
}

/** Writes whole or not at all: a reader after a crash never meets half a file. */
export function writeFileWhole(path: string, content: string, mode = 0o600): void {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, content, { mode });
  renameSync(beside, path);
}

/** Creates a whole file unless there is one already; false when another process was first. */
export function createWhole(path: string, content: string): boolean {
  const beside = `${path}.${process.pid}.new`;
  writeFileSync(beside, content, { mode: 0o600 });
  try {
    linkSync(beside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The mark in a file, with whatever else its writer put there; `undefined` for a missing or broken file. */
export function readMark<T extends ProcessMark = ProcessMark>(path: string): T | undefined {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as Partial<T> | null;
    return typeof value?.pid === 'number' && typeof value.startedAt === 'string' ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

export function removeMark(path: string): void {
  rmSync(path, { force: true });
}

/** Waits until the process is gone; false when it outlived the given time. */
export async function waitForEnd(mark: ProcessMark, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (isAlive(mark)) {
    if (Date.now() > deadline) return false;
    await delay(20);
  }
  return true;
}

/**
 * Sends the signals one after the other until the process is gone. The start time is compared before every signal,
 * so a pid that was given to a stranger meanwhile is never hit.
 * @throws when the process outlives the last signal.
 */
export async function endProcess(
  mark: ProcessMark,
  steps: readonly { readonly signal: NodeJS.Signals; readonly waitMilliseconds: number }[],
): Promise<void> {
  for (const step of steps) {
    if (!isAlive(mark)) return;
    try {
      process.kill(mark.pid, step.signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new Error(`Process ${mark.pid} belongs to another user and cannot be stopped.`, { cause: error });
    }
    if (await waitForEnd(mark, step.waitMilliseconds)) return;
  }
  throw new Error(`Process ${mark.pid} does not end.`);
}
