import { DomainError, type DomainErrorKind, notFound } from '@madoguchi/kernel';
import type { FastifyReply } from 'fastify';

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
  wrong_type: 415,
  busy: 503,
};

/** When whoever was turned away may come again, where the error does not say. */
const RETRY_AFTER_SECONDS = 2;

/** Answers with problem+json (RFC 9457), the one form of every refusal. */
export function sendProblem(reply: FastifyReply, { code, kind, detail }: DomainError, status = STATUS[kind]): void {
  const retryAfter = detail.retryAfterSeconds ?? (kind === 'busy' ? RETRY_AFTER_SECONDS : undefined);
  if (retryAfter !== undefined) reply.header('Retry-After', retryAfter);
  void reply
    .status(status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(
      JSON.stringify({
        type: `urn:madoguchi:problem:${code}`,
        title: detail.message,
        status,
        code,
        requestId: reply.request.id,
        errors: detail.fields ?? [],
        ...(detail.allowed ? { allowed: detail.allowed } : {}),
        ...(detail.current === undefined ? {} : { current: detail.current }),
      }),
    );
}

/** What cannot be read: the sender's doing, not a failure of ours. */
export const MALFORMED = new DomainError('malformed', 'invalid', { message: '送られた内容を読み取れません。画面を読み込み直してください。' });

/** A refusal of the framework's own, by its status; undefined where it has failed. */
export function ofTheFramework(status: number): DomainError | undefined {
  switch (status) {
    case 404:
      return notFound();
    case 413:
      return new DomainError('too_large', 'too_large', { message: '送られた内容が大きすぎます。分けて送ってください。' });
    default:
      return status >= 400 && status <= 499 ? MALFORMED : undefined;
  }
}
