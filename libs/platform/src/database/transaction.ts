import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { busy, databaseAway, isAway, tookTooLong } from './absence';
import { Conversation } from './conversation';
import { type Answer, NotRun } from './message';

/** So many may wait for a connection; whoever comes then is asked to come again at once, and not after a long wait. */
const MOST_WAITING = 200;

/** Whoever sits before a screen gets an answer within five seconds: this is what the database may take of them, waiting for a connection included. */
export const REQUEST_MS = 4_500;
/** For work that nobody waits for. Only a connection that is dead, and does not say so, takes as long. */
export const LONG_WORK_MS = 900_000;

/**
 * Runs `work` in a transaction of its own, with a COMMIT whose command tag is checked: a broken transaction answers ROLLBACK.
 * @param within by then it is done, or its connection is given up.
 * @throws DomainError `busy` where no connection gets free in time or something took too long, `database_away` where the
 *   database cannot be reached or cannot work. Whether a transaction that was about to commit did, nobody knows then.
 */
export async function inTransaction<T>(source: DataSource, within: number, work: (talk: Conversation) => Promise<T>): Promise<T> {
  return onConnection(source, within, async (talk) => {
    void talk.say('begin');
    const result = await work(talk);
    await talk.commit();
    return result;
  });
}

/** One statement that needs no transaction around it. @throws as `inTransaction`. */
export async function alone(source: DataSource, within: number, text: string, values: readonly unknown[]): Promise<Answer> {
  return onConnection(source, within, (talk) => talk.say(text, values));
}

async function onConnection<T>(source: DataSource, within: number, work: (talk: Conversation) => Promise<T>): Promise<T> {
  const began = performance.now();
  const client = await freeConnection(source);
  const talk = new Conversation(client);
  let [late, lost] = [false, false];
  // Nothing may come any more, not even that the connection is gone: whoever waits for an answer hears it of us.
  const limit = setTimeout(() => {
    late = true;
    cut(client);
  }, Math.max(0, within - (performance.now() - began)));
  try {
    return await work(talk);
  } catch (error) {
    await talk.rollback().catch(() => (lost = true));
    // What stood behind the failure is not what went wrong.
    throw inWords(error instanceof NotRun ? error.cause : error, late);
  } finally {
    clearTimeout(limit);
    client.release(lost || late);
  }
}

/** An absence is told as such; everything else is told by the database's own words. */
function inWords(error: unknown, late: boolean): unknown {
  if (late || isAway(error)) return databaseAway(error);
  return tookTooLong(error) ? busy(error) : error;
}

/** The server ends what it was doing by its own limit, or when it finds nobody there. */
function cut(client: PoolClient): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

/** Whether so many wait that nobody more is let in to wait. */
export function isCrowded(source: DataSource): boolean {
  return poolOf(source).waitingCount >= MOST_WAITING;
}

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { readonly master: Pool }).master;

async function freeConnection(source: DataSource): Promise<PoolClient> {
  const pool = poolOf(source);
  if (isCrowded(source)) throw busy();
  try {
    return await pool.connect();
  } catch (error) {
    // All are in use; a connection that could not be made says something else.
    if (error instanceof Error && error.message.startsWith('timeout exceeded')) throw busy(error);
    throw databaseAway(error);
  }
}
