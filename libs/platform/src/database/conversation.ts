import { DomainError } from '@madoguchi/kernel';
import { type Client, DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { type Answer, type Asked, Message, NotRun } from './message';

/**
 * One transaction's talk with the database. What is asked before the work waits for anything travels as one message; the
 * next message is what is asked by the time the answers are there.
 */
export class Conversation {
  private waiting: Asked[] = [];
  private broken: QueryFailedError | undefined;
  private over = false;

  constructor(private readonly client: Client) {}

  /** @throws QueryFailedError with the driver's error; NotRun where a statement before it failed. */
  say(text: string, values: readonly unknown[] = []): Promise<Answer> {
    const answer = new Promise<Answer>((answered, failed: (error: Error) => void) => {
      if (this.broken !== undefined || this.over) {
        failed(new NotRun(this.broken ?? new Error('The transaction is over')));
        return;
      }
      this.waiting.push({ text, values, answered, failed: (error) => failed(this.heard(error, text)) });
      if (this.waiting.length === 1) setImmediate(() => this.send());
    });
    // Whoever waits for it is told; nobody has to: the end of the transaction tells of every failure.
    answer.catch(() => undefined);
    return answer;
  }

  /**
   * Ends the transaction with whatever was asked and is not sent yet.
   * @throws the first failure of the transaction.
   */
  async commit(): Promise<void> {
    const committed = this.say('commit');
    this.over = true;
    this.send();
    try {
      const { command } = await committed;
      if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}`);
    } catch (error) {
      throw this.broken ?? error;
    }
  }

  /** Undoes everything; what is not sent yet is not sent any more: the connection is another’s next. */
  async rollback(): Promise<void> {
    this.over = true;
    const unsent = this.waiting.splice(0);
    for (const { failed } of unsent) failed(new NotRun(this.broken));
    await new Promise<void>((resolve, reject) => {
      this.client.query(new Message([{ text: 'rollback', values: [], answered: () => resolve(), failed: reject }]) as never);
    });
  }

  private send(): void {
    if (this.waiting.length === 0) return;
    const message = new Message(this.waiting);
    this.waiting = [];
    this.client.query(message as never);
  }

  private heard(error: unknown, text: string): Error {
    if (error instanceof NotRun) return new NotRun(this.broken);
    // Without the values: they may be what a person is known by.
    this.broken ??= new QueryFailedError(text, undefined, error as Error);
    return this.broken;
  }
}

/** The code that the database gave an error, also to what was not run because of it. */
export function sqlState(error: unknown): string | undefined {
  const driver = driverErrorOf(error);
  if (driver === error && !(error instanceof DatabaseError)) return undefined;
  return typeof driver === 'object' && driver !== null && 'code' in driver ? String(driver.code) : undefined;
}

/** What the driver said, beneath what was made of it on the way; the error itself where nothing was. */
export function driverErrorOf(error: unknown): unknown {
  if (error instanceof QueryFailedError) return error.driverError;
  if ((error instanceof NotRun || error instanceof DomainError) && error.cause !== undefined) return driverErrorOf(error.cause);
  return error;
}
