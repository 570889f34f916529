import { Inject, Injectable } from '@nestjs/common';
import { conflict, isUuid } from '@madoguchi/kernel';
import { DataSource, QueryFailedError, type EntityManager, type QueryRunner } from 'typeorm';
import type { ActingStaff, CommandKey, Ctx } from './ctx';
import { APP_SOURCE } from './tokens';
import { type SqlValue, Tx } from './tx';

const RETRY_CODES = new Set(['40001', '40P01']);
const ATTEMPTS = 3;

/**
 * The one way to the database: begins, sets the actor for this transaction only, runs the work, commits.
 * Serialisation failures and deadlocks are tried again from BEGIN with a fresh scope; nothing else is.
 */
@Injectable()
export class TransactionRunner {
  constructor(@Inject(APP_SOURCE) private readonly source: DataSource) {}

  /**
   * A command. Where the context bears a key, the answer is kept in the same transaction and a repetition returns it.
   * The answer of `work` must be ids, versions and codes: it is stored.
   */
  async run<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const command = ctx.command;
    return this.inTransaction(ctx, command, async (tx, first) => {
      if (!command) return work(tx);
      if (!first) return (await this.earlierAnswer(tx, command)) as T;
      const answer = await work(tx);
      await tx.query('update idempotency_key set response = $3 where assignment_id = $1 and key = $2', [
        ctx.assignmentId,
        command.key,
        JSON.stringify(answer ?? null),
      ]);
      return answer;
    });
  }

  /** A look at records. It may write the audit of the look and nothing else. */
  async read<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inTransaction(ctx, undefined, work);
  }

  /** Before anybody is known: only functions that answer one session or one account can be reached. */
  async unsigned<T extends object>(text: string, values: readonly SqlValue[]): Promise<T[]> {
    return this.source.query<T[]>(text, [...values]);
  }

  private async earlierAnswer(tx: Tx, command: CommandKey): Promise<unknown> {
    const [earlier] = await tx.query<{ route: string; requestHash: string; response: unknown }>(
      'select route, request_hash, response from idempotency_key where assignment_id = $1 and key = $2',
      [tx.ctx.assignmentId, command.key],
    );
    if (!earlier || earlier.route !== command.route || earlier.requestHash !== command.bodyHash) {
      throw conflict('idempotency_key_reused', 'この操作の受付番号は別の内容で使われています。画面を読み込み直してください。');
    }
    return earlier.response;
  }

  private async inTransaction<T>(ctx: Ctx, command: CommandKey | undefined, work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(ctx, command, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRY_CODES.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  private async once<T>(ctx: Ctx, command: CommandKey | undefined, work: Work<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      const now = atOneMoment(ctx);
      return await inActorTransaction(runner, beginStatement(now, command), async (manager, [, , acting, key]) => {
        const tx = new Tx(now, manager, acting?.rows[0] as ActingStaff | undefined);
        try {
          return await work(tx, key?.rows.length === 1);
        } finally {
          tx.close();
        }
      });
    } finally {
      await runner.release();
    }
  }
}

/** @param first where a command bears a key: nobody has used it before. */
type Work<T> = (tx: Tx, first: boolean) => Promise<T>;

/** What the database answers to one statement of a message. */
interface Answer {
  readonly command: string;
  readonly rows: readonly object[];
}

/**
 * A transaction happens at one moment: what it writes as "now" is what the database is told in BEGIN and compares with,
 * however long it takes.
 */
function atOneMoment(ctx: Ctx): Ctx {
  const moment = ctx.clock.now();
  return { ...ctx, clock: { now: () => new Date(moment) } };
}

/**
 * Runs `work` between a prepared BEGIN and a COMMIT whose command tag is checked: a broken transaction answers ROLLBACK.
 * `work` gets the answers to the statements of `begin`, of which there are several, in their order.
 */
export async function inActorTransaction<T>(
  runner: QueryRunner,
  begin: string,
  work: (manager: EntityManager, began: readonly Answer[]) => Promise<T>,
): Promise<T> {
  const client = (await runner.connect()) as { query(text: 'commit' | 'rollback'): Promise<Answer>; query(text: string): Promise<readonly Answer[]> };
  try {
    // Inside: where setting the actor failed, the connection must not go back to the pool in a broken transaction.
    const began = await client.query(begin).catch((error: unknown) => {
      throw new QueryFailedError(begin, undefined, error as Error);
    });
    // TypeORM must not open a transaction of its own inside this one.
    Object.assign(runner, { isTransactionActive: true });
    const result = await work(runner.manager, began);
    const ended = await client.query('commit');
    if (ended.command !== 'COMMIT') throw new Error(`The transaction ended with ${ended.command}`);
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    Object.assign(runner, { isTransactionActive: false });
  }
}

/**
 * BEGIN, the actor, who that is, and the key of a command, in one message. Only values that platform itself has parsed
 * enter the text: UUIDs, one of two purposes, an ISO instant, and words of letters, digits, hyphens and dots.
 */
export function beginStatement(ctx: Ctx, command?: CommandKey): string {
  if (!isUuid(ctx.assignmentId)) throw new Error('An assignment id must be a UUID');
  if (!/^[0-9A-Za-z-]{1,64}$/.test(ctx.requestId)) throw new Error('A request id is letters, digits and hyphens');
  if (ctx.purpose !== 'support' && ctx.purpose !== 'report') throw new Error('Unknown purpose');
  const now = ctx.clock.now().toISOString();
  return (
    `begin; select set_config('app.assignment', '${ctx.assignmentId}', true), set_config('app.purpose', '${ctx.purpose}', true), ` +
    `set_config('app.request', '${ctx.requestId}', true), set_config('app.now', '${now}', true); ${ACTING}` +
    (command ? `; ${takeKey(ctx, command, now)}` : '')
  );
}

/** No row where the assignment is not live (any more). */
const ACTING = `select a.staff_id as "staffId", a.office_id as "officeId", a.organisation_id as "organisationId", o.municipality_id as "municipalityId"
  from current_actor a join office o on o.id = a.office_id`;

/** Of two commands with one key the second waits for the first here, and gets no row. */
function takeKey(ctx: Ctx, command: CommandKey, now: string): string {
  for (const word of [command.key, command.route, command.bodyHash]) {
    if (!/^[0-9A-Za-z.-]{1,200}$/.test(word)) throw new Error('The key of a command is letters, digits, hyphens and dots');
  }
  return (
    `insert into idempotency_key (assignment_id, key, route, request_hash, created_at) ` +
    `values ('${ctx.assignmentId}', '${command.key}', '${command.route}', '${command.bodyHash}', '${now}') on conflict do nothing returning key`
  );
}

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const driver: unknown = error.driverError;
  return typeof driver === 'object' && driver !== null && 'code' in driver ? String(driver.code) : undefined;
}
