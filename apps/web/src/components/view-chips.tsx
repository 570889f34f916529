import type { ReactNode } from 'react';
import { cx } from './cx';

export interface ListView<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly count?: number;
}

interface ViewChipsProps<V extends string> {
  readonly label: string;
  readonly views: readonly ListView<V>[];
  /** Keep it in the address. */
  readonly value: V;
  readonly onChange: (value: V) => void;
}

/** Ready-made views of a list: one is on, applied at once. */
export function ViewChips<V extends string>({ label, views, value, onChange }: ViewChipsProps<V>): ReactNode {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {views.map((view) => {
        const on = view.value === value;
        return (
          <li key={view.value}>
            <button
              type="button"
              aria-pressed={on}
              onClick={() => onChange(view.value)}
              className={cx(
                'min-h-8 rounded-full border px-3.5 text-sm whitespace-nowrap',
                on
                  ? 'border-blue-900 bg-blue-900 font-bold text-white'
                  : 'border-solid-gray-600 bg-white hover:border-solid-gray-900 hover:bg-blue-50',
              )}
            >
              {view.label}
              {view.count !== undefined && <span className="ml-1 tabular-nums">{view.count}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
