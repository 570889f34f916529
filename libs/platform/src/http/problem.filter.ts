import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject, Optional } from '@nestjs/common';
import { DomainError, type DomainErrorKind } from '@madoguchi/kernel';
import type { Response } from 'express';
import { QueryFailedError } from 'typeorm';
import { TransactionRunner } from '../database/transaction-runner';
import { LOGGER, type Logger } from '../logging/logger';
import type { ActingRequest } from './actor';
import { fromDatabase } from './database-problems';
import { REFUSAL_KEEPER, refusalOf, type RefusalKeeper } from './refusals';

const STATUS: Readonly<Record<DomainErrorKind, number>> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  stale: 412,
  unauthenticated: 401,
  locked: 423,
  too_many: 429,
  too_large: 413,
  busy: 503,
};

/** When whoever was turned away may come again. */
const RETRY_AFTER_SECONDS = 2;

/** Errors become problem+json (RFC 9457) in this one place; what is unknown is told to nobody but the log. */
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
    const response = http.getResponse<Response>();
    const known = await this.afterTheDoor(request, toDomainError(error));
    if (!known) {
      this.logger.error({
        event: 'internal_error',
        requestId: request.requestId,
        kind: error instanceof Error ? error.name : 'unknown',
        at: error instanceof Error ? stackOf(error) : undefined,
      });
    }
    if (known) await this.keepRefusal(request, known);
    if (response.headersSent) {
      response.end();
      return;
    }
    const problem =
      known ?? new DomainError('internal', 'invalid', { message: '処理できませんでした。時間をおいて、もう一度お試しください。' });
    const status = known ? STATUS[problem.kind] : 500;
    if (problem.kind === 'busy') this.logger.warn({ event: 'turned_away', requestId: request.requestId, code: problem.code });
    if (problem.kind === 'busy') response.setHeader('Retry-After', String(RETRY_AFTER_SECONDS));
    response.status(status).type('application/problem+json').send(
      JSON.stringify({
        type: `urn:madoguchi:problem:${problem.code}`,
        title: problem.detail.message,
        status,
        code: problem.code,
        requestId: request.requestId,
        errors: problem.detail.fields ?? [],
        ...(problem.detail.allowed ? { allowed: problem.detail.allowed } : {}),
        ...(problem.detail.current === undefined ? {} : { current: problem.detail.current }),
      }),
    );
  }

  /** Who was not let in is told that, and not what is wrong with the body. */
  private async afterTheDoor(request: ActingRequest, problem: DomainError | undefined): Promise<DomainError | undefined> {
    if (!problem || request.ctx?.entry?.state !== 'unasked') return problem;
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
      this.logger.error({ event: 'refusal_not_kept', requestId: request.requestId, kind: error instanceof Error ? error.name : 'unknown' });
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
  if (error instanceof HttpException) return fromHttp(error.getStatus());
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : undefined;
  if (type === 'entity.too.large') return fromHttp(413);
  if (type === 'entity.parse.failed' || type === 'entity.verify.failed' || error instanceof URIError || type === 'encoding.unsupported' || type === 'charset.unsupported') return fromHttp(400);
  return undefined;
}

function fromHttp(status: number): DomainError | undefined {
  switch (status) {
    case 404:
      return new DomainError('not_found', 'not_found', { message: '見つからないか、見る権限がありません。' });
    case 413:
      return new DomainError('too_large', 'too_large', { message: '送られた内容が大きすぎます。分けて送ってください。' });
    default:
      // Whatever else the framework refuses (an encoding, a character set) is the sender's doing, not a failure of ours.
      if (status < 400 || status > 499) return undefined;
      return new DomainError('malformed', 'invalid', { message: '送られた内容を読み取れません。画面を読み込み直してください。' });
  }
}
