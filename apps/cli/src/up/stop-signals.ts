import { readFileSync } from 'node:fs';
import { commandLineOf, isAlive, parentOf, type ProcessMark, startTimeOf } from '@madoguchi/platform';

/** Under `nohup` hang-ups are ignored, and installing a handler would undo that. */
function hangUpIsIgnored(): boolean {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return mask !== undefined && (BigInt(`0x${mask}`) & 1n) === 1n;
  } catch {
    return false;
  }
}

/** npm and the shell it runs scripts through, when this process was started that way. */
export function npmAbove(): readonly ProcessMark[] {
  if (process.env['npm_lifecycle_event'] === undefined) return [];
  const marks: ProcessMark[] = [];
  let pid: number | undefined = process.ppid;
  for (let steps = 0; steps < 2 && pid !== undefined && pid > 1; steps += 1) {
    const startedAt = startTimeOf(pid);
    if (startedAt === undefined) break;
    marks.push({ pid, startedAt });
    // Only a shell between us and npm is passed over: beyond npm lies what nobody expects us to follow.
    pid = commandLineOf(pid)[1] === '-c' ? parentOf(pid) : undefined;
  }
  return marks;
}

/**
 * Resolves when this process is asked to stop: Ctrl-C, a closed terminal, or, when npm started it, the end of npm,
 * which a kill -9 of npm does not tell us otherwise. Later requests are taken in and change nothing.
 */
export function stopRequested(): Promise<string> {
  return new Promise((resolve) => {
    const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGQUIT'];
    if (!hangUpIsIgnored()) signals.push('SIGHUP');
    for (const signal of signals) process.on(signal, () => resolve(signal));
    const above = npmAbove();
    if (above.length === 0) return;
    setInterval(() => {
      if (above.some((mark) => !isAlive(mark))) resolve('npm has ended');
    }, 500).unref();
  });
}
