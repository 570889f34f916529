import { Inject, Injectable } from '@nestjs/common';
import { conflict, isUuid, systemClock } from '@madoguchi/kernel';
import { DataSource } from 'typeorm';
import { type Conversation, sqlState } from './conversation';
import type { ActingStaff, CommandKey, Ctx } from './ctx';
import type { Answer } from './message';
import { APP_SOURCE } from './tokens';
import { alone, inTransaction, isCrowded, LONG_WORK_MS, REQUEST_MS } from './transaction';
import { type SqlValue, Tx } from './tx';

/** Serialisation, deadlock; and a clock that seemed to be off, which a message that lay about looks like. */
const RETRY_CODES = new Set(['40001', '40P01', 'MD503']);
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
    return this.inActorTransaction(ctx, async (tx, enter) => {
      if (!command) {
        await enter();
        return work(tx);
      }
      if (!(await enter(command))) return (await this.earlierAnswer(tx, command)) as T;
      const answer = await work(tx);
      tx.atLast('update idempotency_key set response = $3 where assignment_id = $1 and key = $2', [ctx.assignmentId, command.key, JSON.stringify(answer ?? null)]);
      return answer;
    });
  }

  /** A look at records. It may write the audit of the look and nothing else. What it asks first travels with BEGIN and the actor. */
  async read<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.inActorTransaction(ctx, (tx, enter) => {
      // Where it fails, so does everything behind it, and the end says why.
      enter().catch(() => undefined);
      return work(tx);
    });
  }

  /**
   * Asks whether the request is let in, and nothing else: for what is turned away before anything was asked of the database.
   * @throws DomainError or QueryFailedError as `read` does.
   */
  async enter(ctx: Ctx): Promise<void> {
    await this.inActorTransaction(ctx, (_, enter) => enter());
  }

  /** Whether whoever comes now is turned away (`busy`). */
  get crowded(): boolean {
    return isCrowded(this.source);
  }

  /** Before anybody is known: only functions that answer one session or one account can be reached. */
  async unsigned<T extends object>(text: string, values: readonly SqlValue[]): Promise<T[]> {
    return (await alone(this.source, REQUEST_MS, text, values)).rows as T[];
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

  private async inActorTransaction<T>(ctx: Ctx, work: (tx: Tx, enter: Enter) => Promise<T>): Promise<T> {
    const until = performance.now() + (ctx.entry ? REQUEST_MS : LONG_WORK_MS);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(ctx, until - performance.now(), work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !RETRY_CODES.has(sqlState(error) ?? '')) throw error;
      }
    }
  }

  private async once<T>(ctx: Ctx, within: number, work: (tx: Tx, enter: Enter) => Promise<T>): Promise<T> {
    if (!isUuid(ctx.assignmentId)) throw new Error('An assignment id must be a UUID');
    const now = atOneMoment(ctx);
    return inTransaction(this.source, within, async (talk) => {
      const tx = new Tx(now, talk, this.source);
      try {
        const result = await work(tx, (command) => enterAs(talk, tx, command));
        tx.sayLast();
        return result;
      } finally {
        tx.close();
      }
    });
  }
}

/** Sets the actor. @returns false where the command was given before. */
type Enter = (command?: CommandKey) => Promise<boolean>;

/**
 * A transaction happens at one moment: what it writes as "now" is what the database is told at its beginning and compares
 * with, however long it takes.
 */
function atOneMoment(ctx: Ctx): Ctx {
  const moment = ctx.clock.now();
  return { ...ctx, clock: { now: () => new Date(moment) } };
}

/** The actor, who that is, and the key of a command: asked together. */
async function enterAs(talk: Conversation, tx: Tx, command: CommandKey | undefined): Promise<boolean> {
  const entering = letIn(talk, tx.ctx);
  const key = command && talk.say(TAKE_KEY, [tx.ctx.assignmentId, command.key, command.route, command.bodyHash, tx.now]);
  tx.entered((await entering).rows[0] as ActingStaff | undefined);
  return key === undefined || (await key).count === 1;
}

/** A request shows what it proves itself with; what was asked for earlier names the assignment, and finds nobody where that is not live any more. */
async function letIn(talk: Conversation, { assignmentId, purpose, requestId, clock, entry }: Ctx): Promise<Answer> {
  const now = clock.now().toISOString();
  if (!entry) void talk.say(WITHOUT_HURRY);
  if (!entry) return talk.say(ACT_AS, [assignmentId, purpose, requestId, now]);
  const { proof, permission, demo } = entry;
  const [session, token] = 'session' in proof ? [proof.session, null] : [null, proof.token];
  const entering = talk.say(ENTER, [session, token, assignmentId, permission, purpose, requestId, now, systemClock.now(), demo]);
  try {
    const answer = await entering;
    entry.state = 'let in';
    return answer;
  } catch (error) {
    if (sqlState(error)?.startsWith('MD') === true) entry.state = 'refused';
    throw error;
  }
}

const ENTER = 'select * from gate_enter($1, $2, $3, $4, $5, $6, $7, $8, $9)';

/** Nobody waits before a screen: a statement may take as long as it takes. */
const WITHOUT_HURRY = 'set local statement_timeout = 0';

const ACT_AS = 'select * from act_as($1, $2, $3, $4)';

/** Of two commands with one key the second waits for the first here, and adds nothing. */
const TAKE_KEY = `insert into idempotency_key (assignment_id, key, route, request_hash, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`;
