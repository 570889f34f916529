import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/**
 * One line of JSON an event. Never a name, a note, a query string or a body: ids, codes and route patterns only.
 * @param destination where lines go instead of the standard output.
 */
export function createLogger(process: 'api' | 'worker' | 'cli', level = 'info', destination?: DestinationStream): Logger {
  const options = { level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime };
  // Not a system call for every request: lines wait for their neighbours half a second at the most, and for the end of the process.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: false, minLength: 8_192, periodicFlush: 500 }));
}

export const LOGGER = Symbol('Logger');
