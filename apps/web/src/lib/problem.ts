/** What the server said when it refused, in the shape of RFC 9457 with our own members. */

export interface FieldError {
  /** Path of the field as the API names it, e.g. `birthDate` or `members.0.kana`. */
  readonly field: string;
  /** Japanese sentence that says what to do. */
  readonly message: string;
  readonly code?: string;
}

export interface ProblemDetails {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  readonly code: string;
  /** Japanese, fit to show. */
  readonly title: string;
  readonly detail?: string | undefined;
  readonly errors: readonly FieldError[];
  /** 409: the moves that are allowed from here. */
  readonly allowed?: readonly string[] | undefined;
  /** 412: the record as it is now. */
  readonly current?: unknown;
  /** Seconds to wait (429, 503). */
  readonly retryAfter?: number | undefined;
}

/** Thrown by every API call that did not succeed. `code: 'network'` means that no answer came at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly errors: readonly FieldError[];
  readonly allowed: readonly string[] | undefined;
  readonly current: unknown;
  readonly retryAfter: number | undefined;

  constructor(details: ProblemDetails) {
    super(details.title);
    this.name = 'ApiProblem';
    this.status = details.status;
    this.code = details.code;
    this.title = details.title;
    this.detail = details.detail;
    this.errors = details.errors;
    this.allowed = details.allowed;
    this.current = details.current;
    this.retryAfter = details.retryAfter;
  }

  /** The server may or may not have done it: the same submit must be repeated under the same key. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** The server answered, and does not show this (any more). A session that ended is another thing: behind the lock the screen waits. */
export function isRefused(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 403 || error.status === 404);
}

export function networkProblem(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'network',
    title: 'サーバーにつながりません。入力した内容はこの画面に残っています。しばらくしてから、もう一度お試しください。',
    errors: [],
  });
}

/** Words for answers without a body of ours (a proxy's page, for example). */
function titleFor(status: number): string {
  switch (status) {
    case 401:
      return 'もう一度ログインしてください。';
    case 403:
      return 'この操作をする権限がありません。';
    case 404:
      return '見つかりません。削除されたか、閲覧できない記録です。';
    case 409:
      return '記録の状態が変わったため、この操作はできません。';
    case 412:
      return 'ほかの人が先に更新しました。';
    case 413:
      return 'ファイルが大きすぎます。';
    case 429:
      return '操作が続けて行われました。少し待ってから、もう一度お試しください。';
    default:
      return status >= 500
        ? 'システムの側で問題が起きました。入力した内容はこの画面に残っています。'
        : '入力した内容を受け付けられませんでした。';
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    if (!isRecord(entry)) return [];
    const message = text(entry['message']);
    const code = text(entry['code']);
    return message === undefined ? [] : [{ field: text(entry['field']) ?? '', message, ...(code ? { code } : {}) }];
  });
}

/** @param body the parsed JSON of the answer, or undefined when it had none. */
export function problemFrom(status: number, body: unknown, retryAfter: string | null = null): ApiProblem {
  const source = isRecord(body) ? body : {};
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new ApiProblem({
    status,
    code: text(source['code']) ?? `http-${status}`,
    title: text(source['title']) ?? titleFor(status),
    detail: text(source['detail']),
    errors: fieldErrors(source['errors']),
    allowed: Array.isArray(source['allowed'])
      ? source['allowed'].filter((move): move is string => typeof move === 'string')
      : undefined,
    current: source['current'],
    retryAfter: Number.isFinite(seconds) ? seconds : undefined,
  });
}

/** Anything thrown, as something that can be shown. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({ status: 0, code: 'unexpected', title: '画面の側で問題が起きました。', errors: [] });
}
