import pino, { type Logger } from 'pino';

export type { Logger };

/** One line of JSON an event. Never a name, a note, a query string or a body: ids, codes and route patterns only. */
export function createLogger(process: 'api' | 'worker' | 'cli', level = 'info'): Logger {
  return pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime });
}

export const LOGGER = Symbol('Logger');
