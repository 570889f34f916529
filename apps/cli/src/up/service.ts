import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  endProcess,
  endsWithParent,
  type Environment,
  isAlive,
  markOf,
  readMark,
  removeMark,
  writeFileWhole,
} from '@madoguchi/platform';

/** Time for running requests and jobs to finish before a process is killed. */
const ENDING = [
  { signal: 'SIGTERM', waitMilliseconds: 10_000 },
  { signal: 'SIGKILL', waitMilliseconds: 5_000 },
] as const;
const LONGEST_PAUSE_MILLISECONDS = 10_000;
/** A process that ran this long was well: its next crash is a first one again. */
const WELL_AFTER_MILLISECONDS = 30_000;

export interface ServiceOptions {
  readonly name: string;
  readonly script: string;
  readonly dataDir: string;
  readonly environment: () => Environment;
  readonly log: (line: string) => void;
}

/** One of our processes: started again when it ends without being asked to, after a pause that grows. */
export class Service {
  private child: ChildProcess | undefined;
  private stopping = false;
  private running: Promise<void> | undefined;
  private readonly pause = new AbortController();
  /** Ends in a row, without a healthy time between them. */
  crashes = 0;

  constructor(private readonly options: ServiceOptions) {}

  get logFile(): string {
    return join(this.options.dataDir, `${this.options.name}.log`);
  }

  private get markFile(): string {
    return join(this.options.dataDir, `${this.options.name}.pid`);
  }

  /** Stops the process that a killed run left behind, if it still lives. @returns its pid. */
  async stopLeftover(): Promise<number | undefined> {
    const mark = readMark(this.markFile);
    const lives = mark !== undefined && isAlive(mark);
    if (lives) await endProcess(mark, ENDING);
    removeMark(this.markFile);
    return lives ? mark.pid : undefined;
  }

  start(): void {
    this.running = this.keepRunning();
  }

  /** Ends the process; the next one gets a new environment. */
  async restart(): Promise<void> {
    if (this.child?.pid !== undefined && this.child.exitCode === null) await endProcess(markOf(this.child.pid), ENDING);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.abort();
    const mark = readMark(this.markFile);
    if (mark !== undefined) await endProcess(mark, ENDING);
    await this.running;
    removeMark(this.markFile);
  }

  /** The last words of its log, for a start that failed. */
  lastWords(lines = 15): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';
  }

  private async keepRunning(): Promise<void> {
    while (!this.stopping) {
      const started = Date.now();
      const end = await this.runOnce();
      if (this.stopping) return;
      this.crashes = Date.now() - started > WELL_AFTER_MILLISECONDS ? 1 : this.crashes + 1;
      const wait = Math.min(250 * 2 ** (this.crashes - 1), LONGEST_PAUSE_MILLISECONDS);
      this.options.log(`${this.options.name} ended (${end}); starting it again in ${wait / 1000} s, see ${this.logFile}`);
      await delay(wait, undefined, { signal: this.pause.signal }).catch(() => undefined);
    }
  }

  private runOnce(): Promise<string> {
    const { script, environment } = this.options;
    if (existsSync(this.logFile) && statSync(this.logFile).size > 20_000_000) renameSync(this.logFile, `${this.logFile}.1`);
    const output = openSync(this.logFile, 'a', 0o600);
    const [command, ...args] = [...endsWithParent('TERM'), process.execPath, '--enable-source-maps', script];
    // Apart from our terminal: Ctrl-C is ours to pass on, in the order in which things must end.
    const child = spawn(command ?? '', args, { env: environment(), stdio: ['ignore', output, output], detached: true });
    closeSync(output);
    this.child = child;
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
      if (child.pid !== undefined) {
        try {
          writeFileWhole(this.markFile, JSON.stringify(markOf(child.pid)));
        } catch {
          // It ended before it could be marked; `exit` tells why.
        }
      }
    });
  }
}
