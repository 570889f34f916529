import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * One line of JSON an event. Never a name, a note, a query string or a body: ids, codes and route patterns only.
 * @param destination where lines go instead of the standard output.
 */
export function createLogger(process: 'api' | 'worker' | 'cli', level = 'info', destination?: DestinationStream): Logger {
  const options = { level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime };
  return destination ? pino(options, destination) : pino(options);
}

export const LOGGER = Symbol('Logger');
