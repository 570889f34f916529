import type { ReactNode } from 'react';
import { cx } from './cx';

export interface Step {
  readonly key: string;
  readonly label: string;
  readonly state: 'done' | 'current' | 'todo';
  /** Date, or what is still missing. */
  readonly note?: string;
}

const WORD: Record<Step['state'], string> = { done: '済', current: '今ここ', todo: 'これから' };

/** 受付 → アセスメント → プラン → 支援 → 終了. Done is plain; only what is open has colour. */
export function Steps({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }): ReactNode {
  return (
    <ol aria-label={label} className="flex flex-wrap gap-y-2">
      {steps.map((step, index) => (
        <li
          key={step.key}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className="flex items-center gap-2 pr-2 text-sm"
        >
          <span
            aria-hidden="true"
            className={cx(
              'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-bold',
              step.state === 'current' && 'border-blue-900 bg-blue-900 text-white',
              step.state === 'done' && 'border-solid-gray-700 bg-white',
              step.state === 'todo' && 'border-dashed border-solid-gray-600 bg-white text-solid-gray-700',
            )}
          >
            {step.state === 'done' ? '✓' : index + 1}
          </span>
          <span className={cx(step.state === 'current' && 'font-bold text-blue-900')}>
            {step.label}
            <span className="sr-only">（{WORD[step.state]}）</span>
            {step.note !== undefined && <span className="block text-xs font-400 text-solid-gray-700">{step.note}</span>}
          </span>
          {index < steps.length - 1 && (
            <span aria-hidden="true" className="ml-1 w-5 border-t border-solid-gray-600" />
          )}
        </li>
      ))}
    </ol>
  );
}
