/** What went wrong, in kinds that the edge (HTTP, CLI, job) maps to its own words and numbers in one place. */
export type DomainErrorKind =
  | 'invalid'
  | 'not_found'
  | 'forbidden'
  | 'conflict'
  | 'stale'
  | 'unauthenticated'
  | 'locked'
  | 'too_many'
  | 'too_large'
  | 'wrong_type'
  | 'busy';

/** `field` is a path as the form knows it (`members.0.birthDate`); `message` is what the screen shows beside it. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface DomainErrorDetail {
  /** Plain Japanese that says what to do. Never holds a person's data: it may reach a log. */
  readonly message: string;
  readonly fields?: readonly FieldError[];
  /** The moves that are possible instead. */
  readonly allowed?: readonly string[];
  /** The stored version, for a stale edit. */
  readonly current?: unknown;
  /** When whoever was told to wait may come again. */
  readonly retryAfterSeconds?: number;
}

/** The one error that rules throw. `code` is stable and in snake case; screens and tests hold on to it. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly kind: DomainErrorKind,
    readonly detail: DomainErrorDetail,
  ) {
    super(detail.message);
  }
}

export function invalid(fields: readonly FieldError[]): DomainError {
  return new DomainError('invalid', 'invalid', { message: '入力内容を確かめてください。', fields });
}

/** One field is wrong: the error carries that field's own code and message. */
export function invalidField(field: string, code: string, message: string): DomainError {
  return new DomainError(code, 'invalid', { message, fields: [{ field, code, message }] });
}

/** "Absent" and "not allowed" look alike, so that asking never reveals that a record exists. */
export function notFound(): DomainError {
  return new DomainError('not_found', 'not_found', { message: '見つからないか、見る権限がありません。' });
}

export function conflict(code: string, message: string, allowed?: readonly string[]): DomainError {
  return new DomainError(code, 'conflict', allowed === undefined ? { message } : { message, allowed });
}

export function stale(current: unknown): DomainError {
  return new DomainError('stale', 'stale', {
    message: 'ほかの人が先に更新しました。最新の内容を確かめてから、もう一度保存してください。',
    current,
  });
}

/**
 * Asked before what a state allows: a tab that is late is told that it is late, not that its command makes no sense.
 * @throws DomainError `stale`
 */
export function requireVersion(stored: { readonly id: string; readonly version: number }, version: number): void {
  if (stored.version !== version) throw stale({ id: stored.id, version: stored.version });
}
