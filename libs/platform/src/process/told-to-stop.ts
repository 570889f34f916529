/**
 * Ends this process when a supervisor says so: what it has in hand is finished first. It ends by `exit` and not by the
 * signal, which would take the log lines with it that still wait together. A second word changes nothing.
 * @param stop finishes and closes. Exit code 1 where it could not.
 */
export function whenToldToStop(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
