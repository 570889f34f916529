import type { ReactNode } from 'react';
import { formatDay, today } from '../lib/dates';
import { Tag, type Tone } from './status-tag';

export interface TimelineItem {
  readonly id: string;
  /** `YYYY-MM-DD`, when it happened (not when it was typed). */
  readonly date: string;
  /** `HH:MM`; left out where it is not known. */
  readonly time?: string | null;
  /** 相談, 支援要請, 就職, 変更. */
  readonly kind: { readonly label: string; readonly symbol: string; readonly tone: Tone };
  readonly title: ReactNode;
  /** Who did it, with the office where it is another. */
  readonly who: string;
  readonly body?: ReactNode;
  /** 訂正, 代行入力, 入力日 where it differs. */
  readonly notes?: readonly string[];
}

/** One feed, newest first as given. */
export function Timeline({ label, items }: { readonly label: string; readonly items: readonly TimelineItem[] }): ReactNode {
  const on = today();
  return (
    <ol aria-label={label} className="grid">
      {items.map((item) => (
        <li key={item.id} className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 border-b py-2.5 last:border-b-0">
          <p className="text-sm tabular-nums">
            <time dateTime={item.time ? `${item.date}T${item.time}` : item.date}>
              {formatDay(item.date, on)}
              {item.time && <span className="block">{item.time}</span>}
            </time>
          </p>
          <div className="grid gap-1">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Tag tone={item.kind.tone} symbol={item.kind.symbol}>
                {item.kind.label}
              </Tag>
              <h3 className="leading-snug">{item.title}</h3>
              <span className="ml-auto text-sm text-solid-gray-700">{item.who}</span>
            </div>
            {item.body !== undefined && <div className="whitespace-pre-wrap">{item.body}</div>}
            {item.notes?.map((note) => (
              <p key={note} className="text-sm text-solid-gray-700">
                {note}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ol>
  );
}
