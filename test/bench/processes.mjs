/** Processes of the measurement: started so that they end with us, and what the system says about their cost. */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const TICKS_PER_SECOND = 100;

/**
 * @param {readonly string[]} prefix `setpriv --pdeathsig`, where there is one
 * @param {readonly string[]} words script and its arguments
 * @param {NodeJS.ProcessEnv} env
 */
export function start(prefix, words, env) {
  const [command, ...rest] = [...prefix, process.execPath, ...words];
  // Its last words go to our stderr when it fails; its log does not.
  const child = spawn(command, rest, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    pid: child.pid,
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** Asks until it is true. @throws when it was not within a minute. */
export async function until(what, ask) {
  const deadline = performance.now() + 60_000;
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`Not within a minute: ${what}`);
    await pause(50);
  }
}

/** Waits until the processes have nothing to do, so that what one measuring left behind is not charged to the next; five minutes at most. */
export async function quiet(pids) {
  const deadline = performance.now() + 300_000;
  for (let used = Infinity; used > 50 && performance.now() < deadline; ) {
    const before = cpuMs(pids());
    await pause(1_000);
    used = cpuMs(pids()) - before;
  }
}

function stat(pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process and its children; of PostgreSQL that is all of it. */
export function family(pid) {
  const members = [pid];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Number(stat(name)[1]) === pid) members.push(Number(name));
    } catch {
      // It ended meanwhile.
    }
  }
  return members;
}

/** CPU time used so far, in ms, by living processes and by those of their children that have ended. */
export function cpuMs(pids) {
  let ticks = 0;
  for (const pid of pids) {
    try {
      const fields = stat(pid);
      ticks += [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0);
    } catch {
      // It ended meanwhile: its parent has counted it.
    }
  }
  return (ticks * 1_000) / TICKS_PER_SECOND;
}

/** Memory in MB. Shared pages count for each process in `rss`, and once in `pss`, where we may read that. */
export function memoryMb(pids) {
  const sum = (file, field) =>
    pids.reduce((total, pid) => {
      try {
        return total + Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/${file}`, 'utf8'))?.[1] ?? 0) / 1_024;
      } catch {
        return total;
      }
    }, 0);
  return { rss: Math.round(sum('status', 'VmRSS')), pss: Math.round(sum('smaps_rollup', 'Pss')) };
}
