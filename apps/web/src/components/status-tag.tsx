import type { ReactNode } from 'react';
import { cx } from './cx';

export type Tone = 'red' | 'orange' | 'blue' | 'green' | 'yellow' | 'gray';

/** Text on tint, each at least 4.5:1; red only for overdue and errors. */
const TONE: Record<Tone, string> = {
  red: 'border-red-1000 bg-red-50 text-red-1000',
  orange: 'border-orange-1000 bg-orange-50 text-orange-1000',
  blue: 'border-blue-900 bg-blue-50 text-blue-900',
  green: 'border-green-900 bg-green-50 text-green-900',
  yellow: 'border-yellow-1100 bg-yellow-50 text-yellow-1200',
  gray: 'border-solid-gray-600 bg-solid-gray-50 text-solid-gray-800',
};

interface TagProps {
  readonly tone: Tone;
  /** A shape of its own, so that the tag is told apart without colour. */
  readonly symbol: string;
  readonly children: ReactNode;
}

export function Tag({ tone, symbol, children }: TagProps): ReactNode {
  return (
    <span
      className={cx(
        'inline-flex min-h-5.5 items-center gap-1 rounded-4 border px-1.5 text-sm leading-tight font-bold whitespace-nowrap',
        TONE[tone],
      )}
    >
      <span aria-hidden="true">{symbol}</span>
      {children}
    </span>
  );
}

/** How near a due date is. */
export type DueStatus = 'overdue' | 'today' | 'week' | 'later' | 'hold' | 'waiting' | 'done' | 'none';

const DUE: Record<DueStatus, { readonly tone: Tone; readonly symbol: string; readonly word: string }> = {
  overdue: { tone: 'red', symbol: '！', word: '期限超過' },
  today: { tone: 'orange', symbol: '●', word: '本日' },
  week: { tone: 'blue', symbol: '○', word: '今週' },
  later: { tone: 'gray', symbol: '・', word: '来週以降' },
  hold: { tone: 'gray', symbol: '‖', word: '保留' },
  waiting: { tone: 'yellow', symbol: '…', word: '返事待ち' },
  done: { tone: 'gray', symbol: '✓', word: '済' },
  none: { tone: 'gray', symbol: '－', word: '期限なし' },
};

/** @param label other words for the same nearness, e.g. 「3日超過」. */
export function StatusTag({ status, label }: { readonly status: DueStatus; readonly label?: string }): ReactNode {
  const { tone, symbol, word } = DUE[status];
  return (
    <Tag tone={tone} symbol={symbol}>
      {label ?? word}
    </Tag>
  );
}
