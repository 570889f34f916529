import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Optional } from '@nestjs/common';
import { DomainError } from '@madoguchi/kernel';
import type { FastifyReply } from 'fastify';
import { QueryFailedError } from 'typeorm';
import { sqlState } from '../database/conversation';
import { TransactionRunner } from '../database/transaction-runner';
import { LOGGER, type Logger } from '../logging/logger';
import type { ActingRequest } from './actor';
import { fromDatabase } from './database-problems';
import { ofTheFramework, sendProblem } from './problem';
import { REFUSAL_KEEPER, refusalOf, type RefusalKeeper } from './refusals';

const INTERNAL = new DomainError('internal', 'invalid', { message: '処理できませんでした。時間をおいて、もう一度お試しください。' });

/** Errors become problem+json in this one place; what is unknown is told to nobody but the log. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly transactions: TransactionRunner,
    @Optional() @Inject(REFUSAL_KEEPER) private readonly keeper?: RefusalKeeper,
  ) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const request = http.getRequest<ActingRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = await this.afterTheDoor(request, toDomainError(error));
    if (!known) {
      this.logger.error({
        event: 'internal_error',
        requestId: request.id,
        kind: error instanceof Error ? error.name : 'unknown',
        sqlState: sqlState(error),
        at: error instanceof Error ? stackOf(error) : undefined,
      });
    }
    if (known) await this.keepRefusal(request, known);
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    if (!known) {
      sendProblem(reply, INTERNAL, 500);
      return;
    }
    if (known.kind === 'busy') this.logger.warn({ event: 'turned_away', requestId: request.id, code: known.code, sqlState: sqlState(known) });
    sendProblem(reply, known);
  }

  /** Who was not let in is told that, and not what is wrong with the body. */
  private async afterTheDoor(request: ActingRequest, problem: DomainError | undefined): Promise<DomainError | undefined> {
    // Of a door that cannot be asked nobody waits for an answer a second time.
    if (!problem || problem.kind === 'busy' || request.ctx?.entry?.state !== 'unasked') return problem;
    try {
      await this.transactions.enter(request.ctx);
      return problem;
    } catch (error) {
      return toDomainError(error) ?? problem;
    }
  }

  /** Before the answer; one that cannot be kept is still a refusal. */
  private async keepRefusal(request: ActingRequest, problem: DomainError): Promise<void> {
    const refusal = refusalOf(request, problem);
    if (!refusal || !this.keeper) return;
    try {
      await this.keeper.keep(request, refusal);
    } catch (error) {
      this.logger.error({ event: 'refusal_not_kept', requestId: request.id, kind: error instanceof Error ? error.name : 'unknown' });
    }
  }
}

/** Frames only: the message of a driver error may quote a value. */
function stackOf(error: Error): string {
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return frames.slice(0, 6).join(' | ');
}

function toDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (error instanceof QueryFailedError) return fromDatabase(error.driverError);
  if (error instanceof HttpException) return ofTheFramework(error.getStatus());
  return undefined;
}
