import { DomainError } from '@madoguchi/kernel';
import { driverErrorOf } from './conversation';

/** Connection failures, lack of room, of memory or of connections, and a server that is ended or not up yet. */
const AWAY_CLASSES = ['08', '53', '57'];
/** query_canceled: the database is there, and something took too long. */
const TOOK_TOO_LONG = '57014';
/** What the network says, of an address or of a connection that there was. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN']);
/** The driver gives these no code. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout expired)/;

/** Nobody's fault: what was asked is neither refused nor wrong, and may be asked again when the database is back. */
export function databaseAway(cause?: unknown): DomainError {
  return because(new DomainError('database_away', 'busy', { message: 'ただいまデータベースにつながらないため、受け付けられません。少し待ってから、もう一度お試しください。' }), cause);
}

/** Too many at once, or one that would have held up the others for too long. */
export function busy(cause?: unknown): DomainError {
  return because(new DomainError('busy', 'busy', { message: 'ただいま混み合っています。少し待ってから、もう一度お試しください。' }), cause);
}

/** Whether an error tells of an absence and not of what was asked: of the driver, or as `databaseAway` and `busy` word it. */
export function isAbsence(error: unknown): boolean {
  if (error instanceof DomainError) return error.kind === 'busy';
  return isAway(error) || tookTooLong(error);
}

export function isAway(error: unknown): boolean {
  const driver = driverErrorOf(error);
  if (!(driver instanceof Error)) return false;
  const code = 'code' in driver ? String(driver.code) : '';
  if (NETWORK.has(code)) return true;
  if (/^[0-9A-Z]{5}$/.test(code)) return code !== TOOK_TOO_LONG && AWAY_CLASSES.includes(code.slice(0, 2));
  return LOST.test(driver.message);
}

export function tookTooLong(error: unknown): boolean {
  const driver = driverErrorOf(error);
  return driver instanceof Error && 'code' in driver && driver.code === TOOK_TOO_LONG;
}

function because(error: DomainError, cause: unknown): DomainError {
  if (cause !== undefined) error.cause = cause;
  return error;
}
