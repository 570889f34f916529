import { readFileSync } from 'node:fs';

/** Under `nohup` hang-ups are ignored, and installing a handler would undo that. */
function hangUpIsIgnored(): boolean {
  try {
    const mask = /^SigIgn:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return mask !== undefined && (BigInt(`0x${mask}`) & 1n) === 1n;
  } catch {
    return false;
  }
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
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) resolve('the end of npm');
    }, 500).unref();
  });
}
