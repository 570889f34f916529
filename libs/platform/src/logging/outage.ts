import { sqlState } from '../database/conversation';
import type { Logger } from './logger';

const AGAIN_AFTER_MS = 60_000;

/** Something that is tried again and again: its failing leaves one line, another one a minute while it lasts, and one when it is over. */
export class Outage {
  private saidAt: number | undefined;

  /** @param event `<event>_failed` and `<event>_works_again` are the lines. */
  constructor(
    private readonly logger: Logger,
    private readonly event: string,
    private readonly detail: Readonly<Record<string, string>> = {},
  ) {}

  failed(error: unknown): void {
    const now = performance.now();
    if (this.saidAt !== undefined && now - this.saidAt < AGAIN_AFTER_MS) return;
    this.saidAt = now;
    this.logger.warn({ event: `${this.event}_failed`, ...this.detail, ...errorLine(error) });
  }

  works(): void {
    if (this.saidAt === undefined) return;
    this.saidAt = undefined;
    this.logger.info({ event: `${this.event}_works_again`, ...this.detail });
  }
}

/** What of an error may stand in a log: its kind, the state that the database gave and the code of the network; never its words, which may quote a value. */
export function errorLine(error: unknown): { readonly kind: string; readonly sqlState?: string | undefined; readonly code?: string | undefined } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  return { kind: error instanceof Error ? error.name : 'unknown', sqlState: sqlState(error), code: code !== undefined && /^[A-Za-z0-9_]{1,40}$/.test(code) ? code : undefined };
}
