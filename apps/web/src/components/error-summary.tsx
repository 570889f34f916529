import { type ReactNode, type Ref, useId } from 'react';
import type { SummaryItem } from '../lib/use-form';

interface ErrorSummaryProps {
  readonly items: readonly SummaryItem[];
  /** The form moves the focus here after a failed submit. */
  readonly ref?: Ref<HTMLDivElement>;
}

function focusField(id: string): void {
  const target = document.getElementById(id);
  if (target === null) return;
  // A group of radio buttons carries the id on its fieldset: the first choice takes the focus.
  const field = target instanceof HTMLFieldSetElement ? target.querySelector<HTMLElement>('input') : target;
  field?.focus();
}

/** All errors of a form above it, in the words that stand at the fields, each a link to its field. */
export function ErrorSummary({ items, ref }: ErrorSummaryProps): ReactNode {
  const headingId = useId();
  if (items.length === 0) return null;
  return (
    <div
      ref={ref}
      role="group"
      aria-labelledby={headingId}
      tabIndex={-1}
      className="rounded-8 border-2 border-red-900 bg-white px-4 py-3"
    >
      <h2 id={headingId} className="text-base font-bold text-red-1000">
        <span aria-hidden="true">！ </span>
        {items.length === 1 ? '確認してください' : `確認してください（${items.length}か所）`}
      </h2>
      <ul className="mt-1 grid gap-1">
        {items.map((item) => (
          <li key={`${item.targetId ?? ''}${item.message}`}>
            {item.targetId === null ? (
              item.message
            ) : (
              <a
                href={`#${item.targetId}`}
                className="text-red-1000"
                onClick={(event) => {
                  event.preventDefault();
                  focusField(item.targetId ?? '');
                }}
              >
                {item.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
