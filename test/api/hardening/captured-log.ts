import { Writable } from 'node:stream';
import { createLogger, type Logger } from '@madoguchi/platform';

/** Everything that the processes of a test say: their log at its most talkative, and what goes past it to the terminal. */
export class CapturedLog {
  readonly lines: string[] = [];
  readonly logger: Logger;
  private readonly terminal: string[] = [];
  private readonly restore: (() => void)[] = [];

  constructor() {
    const destination = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        this.lines.push(...chunk.toString('utf8').split('\n').filter((line) => line !== ''));
        done();
      },
    });
    this.logger = createLogger('api', 'trace', destination);
  }

  /** Takes what frameworks print by themselves, as well. */
  takeTerminal(): void {
    for (const stream of [process.stdout, process.stderr]) {
      const spy = jest.spyOn(stream, 'write').mockImplementation((chunk) => this.terminal.push(String(chunk)) > 0);
      this.restore.push(() => spy.mockRestore());
    }
    for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      const spy = jest.spyOn(console, name).mockImplementation((...words: unknown[]) => void this.terminal.push(words.map(String).join(' ')));
      this.restore.push(() => spy.mockRestore());
    }
  }

  giveBackTerminal(): void {
    for (const one of this.restore.splice(0)) one();
  }

  get printed(): readonly string[] {
    return this.terminal;
  }

  get everything(): string {
    return [...this.lines, ...this.terminal].join('\n');
  }
}
