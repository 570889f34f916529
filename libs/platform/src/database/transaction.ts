import { DomainError } from '@madoguchi/kernel';
import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { Conversation } from './conversation';
import { type Answer, NotRun } from './message';

/** So many may wait for a connection; whoever comes then is asked to come again at once, and not after a long wait. */
const MOST_WAITING = 200;

/**
 * Runs `work` in a transaction of its own, with a COMMIT whose command tag is checked: a broken transaction answers ROLLBACK.
 * @throws DomainError `busy` where no connection gets free in time.
 */
export async function inTransaction<T>(source: DataSource, work: (talk: Conversation) => Promise<T>): Promise<T> {
  return onConnection(source, async (talk) => {
    void talk.say('begin');
    const result = await work(talk);
    await talk.commit();
    return result;
  });
}

/** One statement that needs no transaction around it. @throws as `inTransaction`. */
export async function alone(source: DataSource, text: string, values: readonly unknown[]): Promise<Answer> {
  return onConnection(source, (talk) => talk.say(text, values));
}

async function onConnection<T>(source: DataSource, work: (talk: Conversation) => Promise<T>): Promise<T> {
  const client = await freeConnection(source);
  const talk = new Conversation(client);
  // A connection that breaks says so to whoever waits for an answer; without a listener the driver would end the process.
  const heard = (): void => undefined;
  client.on('error', heard);
  let lost = false;
  try {
    return await work(talk);
  } catch (error) {
    await talk.rollback().catch(() => (lost = true));
    // What stood behind the failure is not what went wrong.
    throw error instanceof NotRun ? error.cause : error;
  } finally {
    client.removeListener('error', heard);
    client.release(lost);
  }
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
    if (error instanceof Error && error.message.startsWith('timeout exceeded')) throw busy();
    throw error;
  }
}

export function busy(): DomainError {
  return new DomainError('busy', 'busy', { message: 'ただいま混み合っています。少し待ってから、もう一度お試しください。' });
}
