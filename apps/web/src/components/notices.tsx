import type { ReactNode } from 'react';
import { ApiProblem, asProblem, isRefused } from '../lib/problem';
import type { DraftState } from '../lib/draft-keeper';
import { formatTime } from '../lib/dates';
import { Button } from './button';

/** Nothing there, said in words: an empty place looks broken. */
export function EmptyState({
  children = '登録なし',
  action,
}: {
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}): ReactNode {
  return (
    <div className="grid justify-items-start gap-2 py-1 text-solid-gray-700">
      <p>{children}</p>
      {action}
    </div>
  );
}

/** An item group that consent does not open: named, not blank. */
export function ClosedGroup({ label, reason = '同意の範囲外です' }: { readonly label: string; readonly reason?: string }): ReactNode {
  return (
    <p className="flex items-center gap-2 rounded-4 border border-dashed border-solid-gray-600 bg-solid-gray-50 px-3 py-2 text-sm">
      <span aria-hidden="true">▧</span>
      <span>
        <span className="font-bold">{label}</span>：{reason}
      </span>
    </p>
  );
}

/** A failure to read, with a way to try again. */
export function ProblemNotice({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }): ReactNode {
  const problem: ApiProblem = asProblem(error);
  return (
    <div role="alert" className="grid justify-items-start gap-2 rounded-8 border-2 border-red-900 bg-white px-4 py-3">
      <p>
        <span aria-hidden="true" className="font-bold text-red-1000">
          ！{' '}
        </span>
        {problem.title}
      </p>
      {problem.detail !== undefined && <p className="text-sm">{problem.detail}</p>}
      {onRetry !== undefined && (
        <Button size="sm" onClick={onRetry}>
          もう一度読み込む
        </Button>
      )}
    </div>
  );
}

interface Readable<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => Promise<unknown>;
}

/**
 * What a query brought: its content, 「読み込み中」 when that takes longer than a blink, or the problem. Content that was
 * once there stays while a later reading fails, but not when it is refused: what is closed now is not on the screen.
 */
export function Loaded<T>({ query, children }: { readonly query: Readable<T>; readonly children: (data: T) => ReactNode }): ReactNode {
  if (query.data !== undefined && !isRefused(query.error)) {
    return (
      <>
        {query.error !== null && query.error !== undefined && (
          <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.error) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <p role="status" className="late py-2 text-solid-gray-700">
      読み込み中です
    </p>
  );
}

/** State of the autosave, under the text it keeps. */
export function DraftNote({ state }: { readonly state: DraftState }): ReactNode {
  return (
    <p role="status" className="min-h-5 text-sm text-solid-gray-700">
      {draftWords(state)}
    </p>
  );
}

function draftWords(state: DraftState): string {
  switch (state.kind) {
    case 'idle':
    case 'waiting':
      return '';
    case 'saving':
      return '下書きを保存しています';
    case 'saved':
      return `下書きを保存しました　${formatTime(state.at)}`;
    case 'failed':
      return '△ 下書きをまだ保存できていません。自動でやり直しています。この画面を閉じないでください。';
  }
}

interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  /** Absent or 0 while the whole is not known. */
  readonly max?: number;
  readonly unit?: string;
}

export function ProgressBar({ label, value, max = 0, unit = '件' }: ProgressBarProps): ReactNode {
  const number = new Intl.NumberFormat('ja-JP');
  return (
    <div className="grid gap-1">
      <div className="flex justify-between gap-4 text-sm">
        <span>{label}</span>
        <span className="tabular-nums">
          {max > 0 ? `${number.format(value)} / ${number.format(max)}${unit}` : `${number.format(value)}${unit}`}
        </span>
      </div>
      <progress aria-label={label} className="w-full" {...(max > 0 ? { value, max } : {})} />
    </div>
  );
}

interface PagerProps {
  readonly shown: number;
  /** Absent where counting is not worth it. */
  readonly total?: number;
  /** Null on the last page. */
  readonly onNext: (() => unknown) | null;
  readonly pageSize?: number;
}

/** Keyset pages: more is added below, the place in the list stays. */
export function Pager({ shown, total, onNext, pageSize = 50 }: PagerProps): ReactNode {
  return (
    <div className="flex flex-wrap items-center gap-4 py-2 text-sm">
      <p role="status" className="tabular-nums">
        {shown === 0 ? '0件' : `1–${shown}`}
        {shown > 0 && (total === undefined ? '件を表示' : ` / ${total}件`)}
      </p>
      {onNext !== null && (
        <Button size="sm" onClick={onNext}>
          次の{pageSize}件
        </Button>
      )}
    </div>
  );
}
